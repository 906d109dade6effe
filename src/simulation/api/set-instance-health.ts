import { toGrid } from '../../environment/distributions/sampler.ts';
import { NONE } from '../../model/task-table.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import { type Group, groupOf } from '../groups/group.ts';
import type { UnhealthyInstance } from '../groups/maintenance/unhealthy.ts';
import { setGroupPass } from '../groups/set-group-pass.ts';
import { instanceById } from '../instance-by-id.ts';
import type { Simulation } from '../simulation.ts';
import { timing } from '../timing.ts';

/** SetInstanceHealth: a group is told how one of its instances is (scaling: ). Gives the sentence of a refusal, or null. */
export function setInstanceHealth(
  simulation: Simulation,
  { cluster, instanceId, isHealthy, respectsGracePeriod }: Extract<ActionSpec, { kind: 'setInstanceHealth' }>,
): string | null {
  const { now } = simulation;
  const instance = instanceById(simulation, cluster, instanceId);
  const group = instance === NONE ? null : groupOf(simulation, instance);
  if (!group?.members.has(instance))
    return `AWS would have refused an action: SetInstanceHealth: ValidationError: Instance Id not found - No managed instance found for instance ID ${instanceId}`;
  if (isHealthy) {
    group.unhealthy = group.unhealthy.filter((told) => told.instance !== instance);
    return null;
  }
  tell(simulation, group, {
    instance,
    fromMs: now,
    untilMs: Number.POSITIVE_INFINITY,
    graceMs: respectsGracePeriod ? group.spec.maintenance.healthCheckGracePeriodMs : 0,
    isImmediate: true,
  });
  return null;
}

/**
 * EC2's status checks of instances fail for a time: after some minutes, and not before their grace period is over, their groups
 * hold them to be unhealthy (scaling:R-3.3). Gives the sentence to tell the user, or null.
 */
export function impairInstances(
  simulation: Simulation,
  { cluster, instanceIds, forMs }: Extract<ActionSpec, { kind: 'instanceImpairment' }>,
): string | null {
  const { now, scenario } = simulation;
  const untilMs = now + toGrid(forMs, scenario.simulation.resolutionMs);
  const fromMs = now + timing(simulation, 'asg.impairedWait');
  const unknown: string[] = [];
  for (const id of instanceIds) {
    const instance = instanceById(simulation, cluster, id);
    const group = instance === NONE ? null : groupOf(simulation, instance);
    if (!group?.members.has(instance)) {
      unknown.push(id);
      continue;
    }
    const graceMs = group.spec.maintenance.healthCheckGracePeriodMs;
    tell(simulation, group, { instance, fromMs, untilMs, graceMs, isImmediate: false });
  }
  return unknown.length === 0
    ? null
    : `An action changed nothing: instanceImpairment: no Auto Scaling group had an instance ${unknown.join(', ')}.`;
}

function tell(simulation: Simulation, group: Group, told: UnhealthyInstance): void {
  group.unhealthy = [...group.unhealthy.filter(({ instance }) => instance !== told.instance), told];
  simulation.countEvent();
  setGroupPass(simulation, group);
}
