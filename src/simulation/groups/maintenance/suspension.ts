import type { SuspendableProcess } from '../../../scenario/group-maintenance.ts';
import type { Group } from '../group.ts';

/** Whether a process of the group is suspended (scaling: ). */
export function isSuspended({ suspended }: Group, process: SuspendableProcess): boolean {
  return suspended.length > 0 && suspended.includes(process);
}
