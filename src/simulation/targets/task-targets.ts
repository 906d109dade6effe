import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { FailingTime, HealthStatus } from '../../policies/containers/health-check.ts';
import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';
import type { TargetPlan } from './target-plan.ts';

/** A task as its target groups see it; tasks of services without load balancers have none. Instants are ms from the run's start. */
export interface TaskTargets {
  /** By target group, from registration to the first check; drawn at the task's arrival, as the next three. */
  readonly firstCheckMs: readonly number[];
  readonly registerMs: number;
  /** Beyond the deregistration delay. */
  readonly deregisterMs: number;
  /** When checks will fail that would pass, ms from the container's start. */
  readonly failing: FailingTime[];
  /** -1: not yet. */
  registeredAt: number;
  /** By target group; UNKNOWN is ELB's `initial`. */
  health: HealthStatus[];
  /** Changes of it still to come, the earliest first. */
  changes: TargetChange[];
  /** When something in it changes next; Infinity: nothing will. */
  nextAt: number;
  /** When its share of the requests began to rise slowly, or -1: it does not (autoscaling: ). */
  slowStartAt: number;
  /** Whether the task is DEACTIVATING until the deregistration is over. */
  isDeregistering: boolean;
}

export interface TargetChange {
  readonly at: number;
  readonly group: number;
  readonly status: HealthStatus;
}

/** A new task of a service with load balancers is followed; it draws two numbers, and one more for each target group. */
export function openTargets(
  { targets, scenario }: Simulation,
  task: TaskIndex,
  { targetPlan }: Workload,
): void {
  if (targetPlan === null) return;
  const { groups, firstCheck, register, deregister } = targetPlan;
  const { resolutionMs } = scenario.simulation;
  targets.set(task, {
    firstCheckMs: groups.map(
      ({ check }) => Math.round((firstCheck.next() * check.intervalMs) / resolutionMs) * resolutionMs,
    ),
    registerMs: register.next(),
    deregisterMs: deregister.next(),
    failing: [],
    registeredAt: NONE,
    health: groups.map(() => 'UNKNOWN'),
    changes: [],
    nextAt: Number.POSITIVE_INFINITY,
    slowStartAt: NONE,
    isDeregistering: false,
  });
}

/** Of a task that is followed. */
export function targetPlanOf({ tasks, workloadStates }: Simulation, task: TaskIndex): TargetPlan {
  return workloadStates[tasks.workload[task]!]!.targetPlan!;
}

/** What its target groups say of a task together, UNHEALTHY before UNKNOWN before HEALTHY; null: it has none (ecs: ). */
export function targetHealthOf({ targets }: Simulation, task: TaskIndex): HealthStatus | null {
  const health = targets.size === 0 ? undefined : targets.get(task)?.health;
  if (health === undefined) return null;
  if (health.includes('UNHEALTHY')) return 'UNHEALTHY';
  return health.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY';
}

/** The first target group whose checks have failed, or null. */
export function failedGroup(simulation: Simulation, task: TaskIndex): string | null {
  const group = simulation.targets.get(task)?.health.indexOf('UNHEALTHY') ?? NONE;
  return group < 0 ? null : targetPlanOf(simulation, task).groups[group]!.arn;
}

/** A copy that shares nothing with the run. */
export function copyTargets(targets: TaskTargets): TaskTargets {
  const { firstCheckMs, failing, health, changes } = targets;
  return {
    ...targets,
    firstCheckMs: [...firstCheckMs],
    failing: [...failing],
    health: [...health],
    changes: [...changes],
  };
}
