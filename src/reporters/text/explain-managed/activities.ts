import type {
  GroupActivity,
  HeldManagedCall,
  ManagedExplanation,
} from '../../../experiment/explain/managed/managed-explanation.ts';
import { lastAndNext } from '../explain-scaling/activities.ts';
import { formatTime } from '../explain-scaling/wording.ts';
import { HELD_REASONS } from '../held-reasons.ts';
import { cleanText, labelled } from '../layout.ts';
import { formatAmount, formatCount } from '../numbers.ts';

/** The new desired capacities before and after the moment. */
export function activityLines(explanation: ManagedExplanation, width: number): string[] {
  const { lastActivity, nextActivity, at: moment } = explanation;
  const told = (activity: GroupActivity | null) =>
    activity === null
      ? null
      : `${formatTime(activity.at, moment)}  ${formatCount(activity.from)} -> ${formatCount(activity.to)}: ${cleanText(activity.cause)}`;
  return lastAndNext({ last: told(lastActivity), next: told(nextActivity) }, explanation, width);
}

/** Calls in the hour before that left the desired capacity as it was. */
export function heldLines({ held, at, managedScaling }: ManagedExplanation, width: number): string[] {
  if (held.length === 0) return [];
  return [
    'Calls in the hour before that held the desired capacity',
    ...held.flatMap((call) =>
      labelled('  -', heldSentence(call, managedScaling.targetCapacity, at), 4, width),
    ),
  ];
}

function heldSentence(call: HeldManagedCall, targetCapacity: number, moment: string): string {
  const { firstAt, lastAt, direction, reason, reservation, instances, needed, computed, desired } = call;
  const first = formatTime(firstAt, moment);
  const when = firstAt === lastAt ? first : `${first} to ${formatTime(lastAt, moment)}`;
  const figures =
    reservation === null || computed === null
      ? ''
      : ` (${formatAmount(reservation)} at ${formatAmount(targetCapacity)}: N ${formatCount(instances)} makes ${formatCount(computed)}; M ${formatCount(needed)})`;
  return `${when}, scale-${direction} at ${formatCount(desired)}: ${HELD_REASONS[reason]}${figures}`;
}
