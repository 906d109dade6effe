import type * as z from 'zod';
import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import { SUSPENDABLE_PROCESSES } from '../../group-maintenance.ts';
import type { Path } from '../../reading/problem.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { AutoScalingGroups } from '../fleet/auto-scaling-groups.ts';
import { groupNameKey, scalingProcesses } from '../fleet/group-maintenance-keys.ts';
import { groupNameOf } from '../fleet/group-name.ts';

export const suspendProcessesSchema = mapping(
  {
    autoScalingGroupName: groupNameKey,
    scalingProcesses: scalingProcesses.describe('Default: all of them.'),
  },
  { aws: { shape: 'SuspendProcesses', path: [] } },
);

/** SuspendProcesses or ResumeProcesses (scaling: ); `null` when there is no such group. */
export function resolveSuspendProcesses(
  { autoScalingGroupName: name, scalingProcesses: processes = [] }: z.output<typeof suspendProcessesSchema>,
  when: { readonly atMs: number; readonly suspended: boolean },
  path: Path,
  groups: AutoScalingGroups,
  findings: Findings,
): Extract<ActionSpec, { kind: 'suspendProcesses' }> | null {
  const group = groups.names.resolve(groupNameOf(name), [...path, 'autoScalingGroupName'], findings);
  if (group === null) return null;
  const named = processes.length === 0 ? SUSPENDABLE_PROCESSES : processes;
  return { kind: 'suspendProcesses', ...when, group: group.index, processes: named };
}
