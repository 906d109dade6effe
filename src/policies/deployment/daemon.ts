import { minHealthy } from './bounds.ts';

/** A container instance as a DAEMON service looks at it. */
export interface DaemonInstance {
  readonly status: 'ACTIVE' | 'DRAINING';
  /** Whether it satisfies the placement constraints. */
  readonly matches: boolean;
  /** The service's task on it with desiredStatus RUNNING; null: none. */
  readonly daemon: { readonly isOld: boolean; readonly isHealthy: boolean } | null;
  /** Other tasks on it that are not stopped. */
  readonly otherTasks: number;
}

/** What one pass does, as positions of instances. */
export interface DaemonPlan {
  /** The desired count: ECS works it out. */
  readonly desiredCount: number;
  readonly stops: readonly number[];
  /** Where a task starts, on instances of `stops` among them: on those the stop comes first. */
  readonly starts: readonly number[];
}

/** Whether an instance is to have a task of the service (ecs: ). */
export function needsDaemon({ status, matches }: DaemonInstance): boolean {
  return status === 'ACTIVE' && matches;
}

/**
 * One pass of a DAEMON service: one task on each ACTIVE instance that matches, none on others, on a DRAINING one the last to
 * stop (ecs: ). Old tasks are replaced stop by stop as far as the minimum allows (ecs: ).
 */
export function planDaemonPass(
  instances: readonly DaemonInstance[],
  minimumHealthyPercent: number,
): DaemonPlan {
  const desiredCount = instances.filter(needsDaemon).length;
  const positions = instances.map((_, i) => i);
  const leaving = positions.filter((i) => mustLeave(instances[i]!));
  const missing = positions.filter((i) => needsDaemon(instances[i]!) && instances[i]!.daemon === null);
  const replaced = planReplacements(instances, minHealthy(desiredCount, minimumHealthyPercent));
  return { desiredCount, stops: [...leaving, ...replaced], starts: [...missing, ...replaced] };
}

/** Where the old task goes for a new one: unhealthy ones first, since they lower no healthy count. */
function planReplacements(instances: readonly DaemonInstance[], minimum: number): readonly number[] {
  const kept = instances.map((instance) => (needsDaemon(instance) ? instance.daemon : null));
  const old = kept.flatMap((daemon, i) => (daemon?.isOld === true ? [i] : []));
  const unhealthy = old.filter((i) => !kept[i]!.isHealthy);
  const healthy = old.filter((i) => kept[i]!.isHealthy);
  const spare = kept.filter((daemon) => daemon?.isHealthy === true).length - minimum;
  return [...unhealthy, ...healthy.slice(0, Math.max(0, spare))];
}

function mustLeave(instance: DaemonInstance): boolean {
  if (instance.daemon === null) return false;
  return instance.status === 'DRAINING' ? instance.otherTasks === 0 : !instance.matches;
}
