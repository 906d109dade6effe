import { CONNECT_OUTLIER } from '../../catalog/discovery-settings.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { ejectionMs } from '../../requests/balancing/service-connect.ts';
import { shareRequests } from '../../requests/balancing/share-requests.ts';
import { slowStartStep } from '../../requests/balancing/slow-start.ts';
import type { RoutingSpec, TargetGroupSpec } from '../../scenario/scenario.ts';
import { isChecked } from '../containers/task-containers.ts';
import type { Simulation } from '../simulation.ts';
import type { TaskTargets } from '../targets/task-targets.ts';
import { answersOf } from './answers.ts';
import type { ServiceLoad } from './service-load.ts';

/** The tasks that requests of a service come to, and what part of them to each. */
export interface ServingTasks {
  readonly tasks: readonly TaskIndex[];
  /** By task: they add up to 1, or there is none. */
  readonly shares: ArrayLike<number>;
  /** By task: whether it answers. Requests come to others only when there is no better one. */
  readonly works: readonly boolean[];
  /** RUNNING tasks that the load balancer does not know, or not any more. */
  readonly unknown: readonly TaskIndex[];
  /** When the shares change by themselves, or Infinity. */
  readonly untilMs: number;
  /** By task, the line that its requests stand in, each going to the task of it with the fewest in flight; null: a line a task. */
  readonly lines: readonly number[] | null;
}

/** What a caller that knows the tasks does: requests in turn, only to healthy ones. */
const DIRECT: Pick<RoutingSpec, 'crossZone' | 'failOpen' | 'dnsFailover'> = {
  crossZone: true,
  failOpen: { count: 1, percent: null },
  dnsFailover: { count: 1, percent: null },
};

/** Who serves a service's requests now (autoscaling section 5). */
export function servingTasks(simulation: Simulation, load: ServiceLoad): ServingTasks {
  const { tasks: table, targets, serviceStates, now } = simulation;
  const service = serviceStates[load.service]!;
  const group = targetGroupOf(simulation, load);
  const tasks: TaskIndex[] = [];
  const zones: number[] = [];
  const healthy: number[] = [];
  const weights: number[] = [];
  const unknown: TaskIndex[] = [];
  const works: boolean[] = [];
  const isConnected = simulation.scenario.services[load.service]!.discovery.kind === 'serviceConnect';
  let untilMs = Number.POSITIVE_INFINITY;
  for (const { tasks: own } of service.deployments)
    for (const task of own) {
      if (table.status[task] !== TaskStatus.RUNNING) continue;
      const seen = targets.get(task);
      if (group !== null && (seen === undefined || seen.registeredAt === NONE)) {
        unknown.push(task);
        continue;
      }
      tasks.push(task);
      zones.push(table.zone[task]!);
      healthy.push(Number(seen === undefined ? isFound(simulation, task) : seen.health[0] === 'HEALTHY'));
      const step = weightOf(seen, group, now);
      const answers = load.queue === null ? answersOf(simulation, task) : AT_WORK;
      works.push(answers.works);
      weights.push(step.weight);
      untilMs = Math.min(untilMs, step.untilMs, answers.untilMs);
    }
  load.isPuttingOut = group === null && isConnected && works.includes(false);
  if (load.isPuttingOut) putOut(weights, works, load.rate);
  const routing = group?.routing ?? DIRECT;
  const shares =
    load.queue === null
      ? shareRequests({ zones, healthy, weights }, routing, simulation.zones.length)
      : evenly(tasks.length);
  const lines = isPooled(group) ? zones.map((zone) => (routing.crossZone ? 0 : zone)) : null;
  return { tasks, shares, works, unknown, untilMs, lines };
}

/** The first of the service's target groups: requests come by it. */
function targetGroupOf({ scenario }: Simulation, load: ServiceLoad): TargetGroupSpec | null {
  const [first] = scenario.services[load.service]!.loadBalancers;
  return first === undefined ? null : scenario.targetGroups[first.targetGroup]!;
}

function isPooled(group: TargetGroupSpec | null): boolean {
  return group?.routing.algorithm === 'least_outstanding_requests';
}

/** Whether callers are told of a task without target groups: not while its checks fail, or have yet to pass (ecs: ). */
function isFound(simulation: Simulation, task: TaskIndex): boolean {
  return !isChecked(simulation, task) || simulation.containers.get(task)!.health === 'HEALTHY';
}

/** Workers of a queue ask for messages; nobody asks whether they are well. */
const AT_WORK = { works: true, untilMs: Number.POSITIVE_INFINITY } as const;

/**
 * Service Connect's proxies send a task that fails its requests nothing for a while: it gets what comes until it has failed often
 * enough, and nothing until it is tried again (ecs: ). Every time counts as the first.
 */
function putOut(weights: number[], works: readonly boolean[], rate: number): void {
  const count = works.length;
  const working = works.filter((does) => does).length;
  if (working === 0 || rate === 0) return;
  const failsInMs = (CONNECT_OUTLIER.failures * count) / rate;
  const outMs = failsInMs > CONNECT_OUTLIER.windowMs ? 0 : ejectionMs(CONNECT_OUTLIER.failures, 0);
  const there = failsInMs / (failsInMs + outMs);
  for (const [i, does] of works.entries())
    if (!does) weights[i]! *= (there * working) / (count - (count - working) * there);
}

function weightOf(
  targets: TaskTargets | undefined,
  group: TargetGroupSpec | null,
  now: number,
): { readonly weight: number; readonly untilMs: number } {
  const since = targets?.slowStartAt ?? NONE;
  if (group === null || since === NONE) return { weight: 1, untilMs: Number.POSITIVE_INFINITY };
  const { weight, untilMs } = slowStartStep(now - since, group.routing.slowStartMs);
  return { weight, untilMs: since + Math.ceil(untilMs) };
}

/** Workers of a queue take messages whenever they have a hand free. */
function evenly(count: number): Float64Array {
  return new Float64Array(count).fill(count === 0 ? 0 : 1 / count);
}
