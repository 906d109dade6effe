import { toGrid } from '../../environment/distributions/sampler.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { timing } from '../timing.ts';
import { noteRoom } from '../waiting.ts';

/** An instance whose agent has no connection: when ECS notices, and until when. */
export interface Disconnection {
  readonly noticedAtMs: number;
  readonly untilMs: number;
}

/**
 * The agents lose their connection. ECS notices after a while and gives the instances no more tasks (ecs: ); those that
 * run go on, those that were handed over meanwhile begin when it is back. Gives the sentence to tell the user, or null.
 */
export function disconnectAgents(
  simulation: Simulation,
  { cluster, instanceIds, forMs }: Extract<ActionSpec, { kind: 'agentDisconnect' }>,
): string | null {
  const { disconnected, timers, now, scenario } = simulation;
  const untilMs = now + toGrid(forMs, scenario.simulation.resolutionMs);
  const detectMs = timing(simulation, 'ecs.agentDisconnectDetect');
  const unknown: string[] = [];
  for (const id of instanceIds) {
    const instance = findLive(simulation, cluster, id);
    if (instance < 0) {
      unknown.push(id);
      continue;
    }
    const known = disconnected.get(instance);
    disconnected.set(instance, {
      noticedAtMs: known?.noticedAtMs ?? now + detectMs,
      untilMs: Math.max(known?.untilMs ?? 0, untilMs),
    });
    if (known === undefined) timers.push(now + detectMs, Phase.END, TimerKind.AGENT_LOST, instance, 0);
    timers.push(untilMs, Phase.END, TimerKind.AGENT_RECONNECTED, instance, 0);
  }
  return unknown.length === 0
    ? null
    : `An action changed nothing: agentDisconnect: there was no container instance ${unknown.join(', ')}.`;
}

/** AGENT_LOST: ECS sees that the agent does not answer. */
export function agentLost(simulation: Simulation, instance: number): void {
  const found = simulation.disconnected.get(instance);
  if (found !== undefined && simulation.now >= found.noticedAtMs)
    setAgentConnected(simulation, instance, false);
}

/** AGENT_RECONNECTED: the instance takes tasks again. */
export function agentReconnected(simulation: Simulation, instance: number): void {
  const { disconnected, now } = simulation;
  const found = disconnected.get(instance);
  if (found === undefined || now < found.untilMs) return;
  disconnected.delete(instance);
  setAgentConnected(simulation, instance, true);
}

/**
 * Whether ECS and the task's agent cannot hear of each other now: what is to be told, either way, is told by a timer of the
 * kind when the connection is back (ecs: the last status stays as it is).
 */
export function waitsForAgent(simulation: Simulation, task: TaskIndex, kind: TimerKind): boolean {
  if (simulation.disconnected.size === 0) return false;
  const found = simulation.disconnected.get(simulation.tasks.instance[task]!);
  if (found === undefined || found.untilMs <= simulation.now) return false;
  simulation.setTaskTimer(found.untilMs - simulation.now, Phase.START, kind, task);
  return true;
}

/** When the connection of the task's agent is back, ms. */
export function agentBackAt({ disconnected, tasks }: Simulation, task: TaskIndex): number {
  return disconnected.get(tasks.instance[task]!)!.untilMs;
}

function setAgentConnected(simulation: Simulation, instance: number, connected: boolean): void {
  const { fleet, now } = simulation;
  if (!isLive(simulation, instance) || fleet.agentConnected[instance] === Number(connected)) return;
  fleet.agentConnected[instance] = Number(connected);
  simulation.clusterStates[fleet.cluster[instance]!]!.placementIndex.update(instance);
  simulation.countEvent();
  simulation.digest.add(now, 41, instance, Number(connected));
  for (const observer of simulation.listeners.agentConnectionChanged)
    observer.agentConnectionChanged(now, instance);
  if (connected) noteRoom(simulation, instance);
}

function findLive(simulation: Simulation, cluster: string, id: string): number {
  const { fleet, clusters } = simulation;
  for (let instance = 0; instance < fleet.rows; instance++)
    if (
      clusters[fleet.cluster[instance]!] === cluster &&
      isLive(simulation, instance) &&
      simulation.instanceId(instance) === id
    )
      return instance;
  return -1;
}

function isLive({ fleet }: Simulation, instance: number): boolean {
  const status = fleet.status[instance];
  return status === InstanceStatus.ACTIVE || status === InstanceStatus.DRAINING;
}
