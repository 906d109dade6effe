import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { entersSlowStart } from '../../requests/balancing/slow-start.ts';
import type { Simulation } from '../simulation.ts';
import type { TaskTargets } from '../targets/task-targets.ts';

/**
 * A target has been found healthy, for the first time or again: its share of the requests rises slowly if there are healthy ones
 * that are not rising. A new one is judged by those that were there when it was registered (autoscaling: ).
 */
export function beginSlowStart(
  simulation: Simulation,
  task: TaskIndex,
  targets: TaskTargets,
  isNew: boolean,
): void {
  const { scenario, targets: all, deployments, tasks, now } = simulation;
  const { service } = deployments[tasks.deployment[task]! - 1]!;
  const [first] = service.spec.loadBalancers;
  const { slowStartMs } = scenario.targetGroups[first!.targetGroup]!.routing;
  if (slowStartMs === 0) return;
  let others = 0;
  for (const { tasks: own } of service.deployments)
    for (const other of own) {
      const seen = all.get(other);
      if (other === task || seen === undefined || seen.health[0] !== 'HEALTHY') continue;
      if (isNew && seen.registeredAt >= targets.registeredAt) continue;
      if (seen.slowStartAt === NONE || now >= seen.slowStartAt + slowStartMs) others++;
    }
  targets.slowStartAt = entersSlowStart(slowStartMs, others) ? now : NONE;
}
