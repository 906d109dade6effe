import type { TaskIndex } from '../../model/task-table.ts';
import type { FailingTime, HealthStatus } from '../../policies/containers/health-check.ts';
import { taskHealth } from '../../policies/containers/task-health.ts';
import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';
import type { ContainerPlan } from './container-plan.ts';
import type { ContainerRun } from './container-run.ts';

/** What is inside a task whose containers have lives of their own; other tasks have none. */
export interface TaskContainers {
  /** When probes will fail that would pass, ms from a container's start; drawn at the task's arrival. */
  readonly failing: FailingTime[];
  /** By position; empty until the images are there. */
  runs: ContainerRun[];
  /** `healthStatus` of the task. */
  health: HealthStatus;
  /** When something in it changes next; Infinity: nothing will. */
  nextAt: number;
}

/** A new task is followed if its workload's containers have lives of their own. */
export function openContainers(simulation: Simulation, task: TaskIndex, { containerPlan }: Workload): void {
  if (containerPlan === null) return;
  simulation.containers.set(task, {
    failing: [],
    runs: [],
    health: 'UNKNOWN',
    nextAt: Number.POSITIVE_INFINITY,
  });
}

/** Probes of its containers will fail so long after a container's start, for so long; without health checks it means nothing. */
export function failHealthChecks(
  { containers, targets }: Simulation,
  task: TaskIndex,
  afterMs: number,
  forMs: number | null,
): void {
  const time = { fromMs: afterMs, untilMs: forMs === null ? Number.POSITIVE_INFINITY : afterMs + forMs };
  containers.get(task)?.failing.push(time);
  targets.get(task)?.failing.push(time);
}

/** Of a task that is followed. */
export function planOf({ tasks, workloadStates }: Simulation, task: TaskIndex): ContainerPlan {
  return workloadStates[tasks.workload[task]!]!.containerPlan!;
}

/** Whether an essential container of the task has a health check. */
export function isChecked({ tasks, workloadStates }: Simulation, task: TaskIndex): boolean {
  return workloadStates[tasks.workload[task]!]!.containerPlan?.isChecked === true;
}

/** `healthStatus` by the present states of the containers (ecs: ). */
export function healthOf({ containers }: ContainerPlan, { runs }: TaskContainers): HealthStatus {
  return taskHealth(
    containers.map(({ essential, healthCheck }, i) => ({
      essential,
      hasHealthCheck: healthCheck !== null,
      health: runs[i]!.health,
    })),
  );
}

/** A copy that shares nothing with the run. */
export function copyContainers({ failing, runs, health, nextAt }: TaskContainers): TaskContainers {
  return { failing: [...failing], runs: runs.map((run) => ({ ...run })), health, nextAt };
}
