import type { Simulation } from '../simulation.ts';
import type { Service } from './service.ts';

/** DescribeServices shows the newest hundred (ecs: ). */
const MOST_EVENTS = 100;
/** A message that is said again within six hours is not kept, unless its cause went away in between (ecs: ). */
const SAME_MS = 6 * 3_600_000;

/** A line of the service's events: `(service NAME) ` and the text; `repeats`: it is news each time. */
export function say(simulation: Simulation, service: Service, text: string, repeats = false): void {
  const { now } = simulation;
  if (!repeats) {
    const last = service.said.get(text);
    if (last !== undefined && now - last < SAME_MS) return;
    service.said.set(text, now);
  }
  service.events.push({ at: now, message: `(service ${service.spec.serviceName}) ${text}` });
  if (service.events.length > MOST_EVENTS) service.events.shift();
}

/** The cause of a message is gone: the next time it is news again. */
export function unsay(service: Service, text: string): void {
  service.said.delete(text);
}

/** Ids of tasks as ECS lists them, cut after several (ecs: ). */
export function taskList(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_IDS).map((id) => `(task ${id})`);
  return shown.join(' ') + (ids.length > MOST_IDS ? ' ...' : '');
}

const MOST_IDS = 5;
