/**
 * The metrics of ECS in percent, as CloudWatch shows them: `null` is no data point, not zero (ecs: ). Amounts are CPU
 * units or MiB, or these times a duration, summed over the RUNNING tasks and the instances of what the metric is of.
 * Nothing is cut at 100: a task that has a hard limit cannot use more than that, and one without may (ecs: ).
 */

/**
 * CPUUtilization or MemoryUtilization of a service: what its RUNNING tasks use of what each reserves by its own task
 * definition (ecs, autoscaling: ). Nothing reserved is no data point either.
 */
export function serviceUtilisation(used: number, reserved: number, runningTasks: number): number | null {
  return percentOf(used, reserved, runningTasks);
}

/**
 * CPUReservation, MemoryReservation or GPUReservation of a cluster: what tasks reserve on its ACTIVE and DRAINING
 * instances of what these have registered (ecs: ).
 */
export function clusterReservation(
  reserved: number,
  registered: number,
  runningTasks: number,
): number | null {
  return percentOf(reserved, registered, runningTasks);
}

/** CPUUtilization or MemoryUtilization of a cluster: what tasks use on those instances (ecs: ). */
export function clusterUtilisation(used: number, registered: number, runningTasks: number): number | null {
  return percentOf(used, registered, runningTasks);
}

function percentOf(part: number, whole: number, runningTasks: number): number | null {
  return runningTasks === 0 || whole === 0 ? null : (100 * part) / whole;
}
