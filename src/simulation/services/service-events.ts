import type { DeploymentChange, ServiceAction } from '../../events/service-news.ts';
import type { Simulation } from '../simulation.ts';
import { type Deployment, deploymentId, type Service } from './service.ts';
import { serviceName } from './service-workloads.ts';

/** DescribeServices shows the newest hundred (ecs: ). */
const MOST_EVENTS = 100;
/** A message that is said again within six hours is not kept, unless its cause went away in between (ecs: ). */
const SAME_MS = 6 * 3_600_000;

/** A line of the service's events: `(service NAME) ` and the text; `repeats`: it is news each time. Gives whether it is. */
export function say(simulation: Simulation, service: Service, text: string, repeats = false): boolean {
  const { now } = simulation;
  if (!repeats) {
    if (!isNews(service.said.get(text), now)) return false;
    service.said.set(text, now);
  }
  service.events.push({ at: now, message: `(service ${service.spec.serviceName}) ${text}` });
  if (service.events.length > MOST_EVENTS) service.events.shift();
  return true;
}

/** Whether a message is kept that was kept last at an instant; both in milliseconds (ecs: ). */
export function isNews(lastMs: number | undefined, nowMs: number): boolean {
  return lastMs === undefined || nowMs - lastMs >= SAME_MS;
}

/** Observers hear what the service did or met. */
export function tellAction(simulation: Simulation, service: Service, action: ServiceAction): void {
  const { listeners, now } = simulation;
  for (const observer of listeners.serviceActed)
    observer.serviceActed(now, serviceName(service.spec), action);
}

/** Observers hear that a deployment began, completed or failed, for the reason that it has now. */
export function tellDeployment(
  simulation: Simulation,
  service: Service,
  deployment: Deployment,
  eventName: DeploymentChange['eventName'],
): void {
  const { listeners, now } = simulation;
  const change = { eventName, deploymentId: deploymentId(deployment), reason: deployment.rolloutStateReason };
  for (const observer of listeners.deploymentChanged)
    observer.deploymentChanged(now, serviceName(service.spec), change);
}

/** The cause of the messages that begin so is gone: the next time they are news again. */
export function unsay({ said }: Service, beginning: string): void {
  if (said.size === 0) return;
  for (const text of said.keys()) if (text.startsWith(beginning)) said.delete(text);
}

/** The scheduler has stopped tasks, given by their ids. */
export function sayStopped(simulation: Simulation, service: Service, ids: readonly string[]): void {
  say(simulation, service, `has stopped ${ids.length} running tasks: ${taskList(ids)}.`, true);
  tellAction(simulation, service, { eventName: 'TASKS_STOPPED', tasks: ids });
}

/** Ids of tasks as ECS lists them, cut after several (ecs: ). */
export function taskList(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_IDS).map((id) => `(task ${id})`);
  return shown.join(' ') + (ids.length > MOST_IDS ? ' ...' : '');
}

const MOST_IDS = 5;
