import type { ActionSpec } from '../../scenario/action-spec.ts';
import type { Group } from '../groups/group.ts';
import { activeRefresh, requestOf } from '../groups/maintenance/refresh.ts';
import { noteGroup } from '../groups/note-group.ts';
import { setDesiredCapacity } from '../groups/set-desired-capacity.ts';
import { setGroupPass } from '../groups/set-group-pass.ts';
import { noteGroupNews } from '../scaling/call-policies.ts';
import type { Simulation } from '../simulation.ts';

/**
 * UpdateAutoScalingGroup, or SetDesiredCapacity: other bounds, another desired capacity, which comes between the bounds; another type
 * for those that are launched from now on. Gives the sentence of a refusal, or null.
 */
export function updateAutoScalingGroup(
  simulation: Simulation,
  {
    group: index,
    minSize,
    maxSize,
    desiredCapacity,
    configuration,
  }: Extract<ActionSpec, { kind: 'updateAutoScalingGroup' }>,
): string | null {
  simulation.groupUpdatesDue--;
  const group = simulation.groups[index]!;
  const minimum = minSize ?? group.minimum;
  const maximum = maxSize ?? group.maximum;
  const { name } = group.spec;
  if (minimum > maximum)
    return `AWS would have refused an action: UpdateAutoScalingGroup ${name}: ValidationError: Max bound, ${maximum}, must be greater than or equal to min bound, ${minimum}`;
  if (desiredCapacity !== null && (desiredCapacity < minimum || desiredCapacity > maximum))
    return `AWS would have refused an action: ${name}: ValidationError: New SetDesiredCapacity value ${desiredCapacity} is not between ${minimum} and ${maximum}`;
  if (configuration !== null && hasDesiredConfiguration(simulation, group))
    return `AWS would have refused an action: UpdateAutoScalingGroup ${name}: ValidationError: An active instance refresh with a desired configuration exists. All configuration options derived from the desired configuration are not available for update while the instance refresh is active.`;
  group.configuration = configuration ?? group.configuration;
  group.minimum = minimum;
  group.maximum = maximum;
  // The size of a warm pool goes by the maximum.
  if (group.spec.warmPool !== undefined) setGroupPass(simulation, group);
  const to = desiredCapacity ?? Math.min(maximum, Math.max(minimum, group.desired));
  if (to !== group.desired) setDesiredCapacity(simulation, group, to, 'a user request');
  noteGroupNews(simulation, index);
  noteGroup(simulation, group);
  return null;
}

function hasDesiredConfiguration(simulation: Simulation, group: Group): boolean {
  const refresh = activeRefresh(group);
  return refresh !== null && requestOf(simulation, refresh).configuration !== null;
}
