import type { ActionSpec } from '../../scenario/action-spec.ts';
import { suspensionBy } from '../../scenario/group-maintenance.ts';
import { setGroupPass } from '../groups/set-group-pass.ts';
import { noteGroupNews, noteNews } from '../scaling/call-policies.ts';
import type { Simulation } from '../simulation.ts';

/** SuspendProcesses or ResumeProcesses: what a group does not do, until it is resumed (scaling: ). */
export function suspendProcesses(
  simulation: Simulation,
  { group: index, processes, suspended }: Extract<ActionSpec, { kind: 'suspendProcesses' }>,
): void {
  if (!suspended) simulation.groupUpdatesDue--;
  const group = simulation.groups[index]!;
  const others = group.suspended.filter((process) => !processes.includes(process));
  group.suspended = suspended ? [...others, ...processes] : others;
  const target = simulation.targetOfGroup.get(index);
  if (target !== undefined) {
    target.suspended = suspensionBy(group.suspended);
    noteNews(simulation, target);
  }
  simulation.countEvent();
  setGroupPass(simulation, group);
  noteGroupNews(simulation, index);
}
