import { nameOf } from '../../names.ts';

/** What a name or ARN of a group names, which may have slashes of its own: `arn:...:autoScalingGroupName/a/b` is `a/b`. */
export function groupNameOf(reference: string): string {
  const marker = 'autoScalingGroupName/';
  const at = reference.indexOf(marker);
  return at < 0 ? nameOf(reference) : reference.slice(at + marker.length).trim();
}
