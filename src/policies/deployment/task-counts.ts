/**
 * Tasks of a service with desiredStatus RUNNING, each in exactly one of these counts. A task is settling as long as it is
 * neither healthy (ecs) nor unhealthy out of its grace period (ecs: ): on its way to RUNNING, or not checked yet.
 */
export interface TaskCounts {
  readonly healthy: number;
  readonly settling: number;
  /** Unhealthy and out of grace; scale-in protection does not keep them (ecs: ). */
  readonly unhealthy: number;
  /** Healthy ones with scale-in protection. */
  readonly protectedHealthy: number;
  /** Settling ones with scale-in protection. */
  readonly protectedSettling: number;
}

export const NO_TASKS: TaskCounts = {
  healthy: 0,
  settling: 0,
  unhealthy: 0,
  protectedHealthy: 0,
  protectedSettling: 0,
};

/** All of them. */
export function countAll(tasks: TaskCounts): number {
  return countUsable(tasks) + tasks.unhealthy;
}

/** Those that are healthy or may become so: all but the ones that are to be replaced. */
export function countUsable(tasks: TaskCounts): number {
  return countHealthy(tasks) + countSettling(tasks);
}

/** Those that count for the minimum. */
export function countHealthy({ healthy, protectedHealthy }: TaskCounts): number {
  return healthy + protectedHealthy;
}

/** Those whose health is still to be seen. */
export function countSettling({ settling, protectedSettling }: TaskCounts): number {
  return settling + protectedSettling;
}
