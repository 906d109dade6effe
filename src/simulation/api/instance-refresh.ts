import type { ActionSpec } from '../../scenario/action-spec.ts';
import { type Group, kindOf } from '../groups/group.ts';
import { activeRefresh, endRefresh } from '../groups/maintenance/refresh.ts';
import { setGroupPass } from '../groups/set-group-pass.ts';
import { takeFromPool } from '../groups/terminations.ts';
import type { Simulation } from '../simulation.ts';

/** StartInstanceRefresh: from now on the instances of a group are replaced (scaling: ). Gives the sentence of a refusal, or null. */
export function startInstanceRefresh(
  simulation: Simulation,
  request: Extract<ActionSpec, { kind: 'startInstanceRefresh' }>,
): string | null {
  simulation.groupUpdatesDue--;
  const { now, fleet, scenario } = simulation;
  const group = simulation.groups[request.group]!;
  if (activeRefresh(group) !== null)
    return `AWS would have refused an action: StartInstanceRefresh ${group.spec.name}: InstanceRefreshInProgress: An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.`;
  group.refreshes.push({
    action: scenario.actions.indexOf(request),
    startedAt: now,
    endedAt: -1,
    status: 'InProgress',
    statusReason: '',
    percentageComplete: 0,
    instancesToUpdate: group.members.staying().length,
    replaced: 0,
    firstNew: fleet.rows,
    before: group.configuration,
    checkpoint: 0,
    reached: [],
    resumesAt: -1,
    progressAt: now,
  });
  if (request.configuration !== null) group.configuration = request.configuration;
  refreshPool(simulation, group, request.preferences.skipMatching);
  simulation.countEvent();
  simulation.digest.add(now, 74, group.index, -1);
  setGroupPass(simulation, group);
  return null;
}

/** Those of a warm pool are replaced at once: nobody uses them. */
function refreshPool(simulation: Simulation, group: Group, skipMatching: boolean): void {
  const pool = group.members.inPool();
  const isOld = pool.some(
    ({ instance }) => kindOf(simulation, instance)!.configuration !== group.configuration,
  );
  if (isOld || !skipMatching) takeFromPool(simulation, group, pool.length);
}

/** CancelInstanceRefresh: what is replaced stays so, and the batch that is under way comes to its end. Gives the sentence of a refusal, or null. */
export function cancelInstanceRefresh(simulation: Simulation, index: number): string | null {
  const group = simulation.groups[index]!;
  const refresh = activeRefresh(group);
  if (refresh === null)
    return `AWS would have refused an action: CancelInstanceRefresh ${group.spec.name}: ActiveInstanceRefreshNotFound: No in progress or pending Instance Refresh found for Auto Scaling group ${group.spec.name}`;
  endRefresh(simulation, group, refresh, 'Cancelled', 'Cancelled by the user.');
  return null;
}
