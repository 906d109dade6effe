import type { PolicyDecision } from '../../events/scaling-news.ts';
import { noteCluster } from '../metrics/metric-groups.ts';
import { beginActivity } from '../scaling/activities.ts';
import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';
import { noteGroup } from './note-group.ts';
import { setGroupPass } from './set-group-pass.ts';

/** A group is to have so much capacity from now on: a scaling activity. `decision`: how a policy of its own came to it. */
export function setDesiredCapacity(
  simulation: Simulation,
  group: Group,
  to: number,
  cause: string,
  decision: PolicyDecision | null = null,
): void {
  const { now, listeners, digest } = simulation;
  const from = group.desired;
  group.desired = to;
  simulation.countEvent();
  digest.add(now, 73, group.index, to);
  for (const observer of listeners.groupScaled) observer.groupScaled(now, group.index, from, to, cause);
  noteCluster(simulation, group.cluster);
  setGroupPass(simulation, group);
  const target = simulation.targetOfGroup.get(group.index);
  if (target === undefined) return;
  const description = `Setting desired capacity to ${to}.`;
  beginActivity(simulation, target, { description, cause, from, to, decision });
  noteGroup(simulation, group);
}
