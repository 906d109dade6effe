import { type Group, isInUse } from '../../../simulation/groups/group.ts';
import { aheadOf } from '../../../simulation/groups/maintenance/batch.ts';
import { firstToGo, isProtected } from '../../../simulation/groups/scale-in.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import type { ManagedDecisionExplanation, ScaleInExplanation } from './managed-explanation.ts';

/** Instances that are listed. */
const MOST_LISTED = 20;

/** Which instances a scale-in of a group takes, at the instant where the run stands; `low`: what AlarmLow would decide. */
export function explainScaleIn(
  simulation: Simulation,
  group: Group,
  low: ManagedDecisionExplanation,
): ScaleInExplanation {
  const { members, spec, desired } = group;
  const left = members.staying().map(({ instance }) => instance);
  // Without what comes before others go.
  const own = members.capacity - group.extra - aheadOf(group);
  const surplus = Math.max(0, own - desired);
  const asked = Math.max(0, own - low.to) - surplus;
  return {
    surplus,
    asked,
    next: listed(simulation, group, Math.max(1, surplus + asked)).map((instance) => ({
      containerInstance: simulation.instanceId(instance),
      availabilityZone: simulation.zones[simulation.fleet.zone[instance]!]!,
      isInUse: isInUse(simulation, instance),
      drains: (spec.provider?.managedDraining ?? false) && isInUse(simulation, instance),
    })),
    protection: spec.provider?.managedTerminationProtection ? 'tasks' : spec.protectsNew ? 'launch' : null,
    protected: left
      .filter((instance) => isProtected(simulation, group, instance))
      .map((instance) => simulation.instanceId(instance)),
  };
}

/** As the group will pick them: it draws among equals, and here the same numbers are drawn without being taken from it. */
function listed(simulation: Simulation, group: Group, count: number): number[] {
  const { choices } = group;
  const drawn = choices.snapshot();
  const found = firstToGo(simulation, group, Math.min(count, MOST_LISTED), () => choices.next());
  choices.restore(drawn);
  return found;
}
