import type { ActivityDetails, ScalingActivitySummary } from '../../experiment/outcome.ts';
import { HELD_REASONS } from './held-reasons.ts';
import { cleanText, fitMiddle, labelled } from './layout.ts';
import { countOf, formatAmount, formatCount, formatMinute, formatTimes } from './numbers.ts';
import { layTable } from './table.ts';

/** Of more activities than both together the first and the last ones have lines. */
const MOST_FIRST = 4;
const MOST_LAST = 4;

/** What changed desired counts and why, and how often calls of policies left them as they were, as lines of at most `width` columns. */
export function scalingActivities(
  activities: readonly ScalingActivitySummary[],
  namesServices: boolean,
  width: number,
): string[] {
  if (activities.length === 0) return [];
  const scaled = activities.filter(({ from, to }) => from !== to);
  const left = scaled.length - MOST_FIRST - MOST_LAST;
  const shown = left > 0 ? [...scaled.slice(0, MOST_FIRST), ...scaled.slice(-MOST_LAST)] : scaled;
  const lines = layTable(
    shown.map((activity) => cellsOf(activity, namesServices)),
    namesServices ? WITH_SERVICES : ONE_SERVICE,
    width,
  );
  const between = `  ${countOf(left, 'more activity').replace('activitys', 'activities')} between these`;
  return [
    'Scaling activities',
    ...(left > 0 ? [...lines.slice(0, MOST_FIRST), between, ...lines.slice(MOST_FIRST)] : lines),
    ...boundsLine(activities),
    ...heldLines(activities, width),
  ];
}

const ONE_SERVICE = {
  alignRight: [false, true, false],
  yields: [
    [2, 20],
    [1, 9],
  ],
} as const;
const WITH_SERVICES = {
  alignRight: [false, false, true, false],
  names: 1,
  yields: [
    [1, 9],
    [3, 16],
    [2, 9],
  ],
} as const;

/** When, whom, how many tasks, why. */
function cellsOf(activity: ScalingActivitySummary, namesServices: boolean): string[] {
  const { resourceId, startTime, from, to } = activity;
  return [
    `  ${formatMinute(cleanText(startTime))}`,
    ...(namesServices ? [cleanText(resourceId.replace(/^(service|autoScalingGroup)\//, ''))] : []),
    `${formatCount(from)} -> ${formatCount(to)}`,
    whyScaled(activity),
  ];
}

/** Why a capacity is what it was made, in a few words. */
export function whyScaled({ cause, details, to }: ScalingActivitySummary): string {
  return details === null ? cleanText(cause.replace(MANAGED, 'managed scaling')) : whyOf(details, to);
}

/** What every cause of managed scaling begins with: neither its alarms nor its provider have names that say more than the group's. */
const MANAGED = /^monitor alarm .* triggered managed scaling of capacity provider .*(?=: M \d+, N \d+$)/;

/** Columns of a policy's name, so that what it worked out has room. */
const MOST_NAME = 20;

/** `cpu: 4 x 90 / 60 -> 6`, rounded up, and what the bounds made of it. */
function whyOf(details: ActivityDetails, to: number): string {
  const { policyName, value, threshold, base, computed, maximum, minimum } = details;
  const name = fitMiddle(cleanText(policyName), MOST_NAME);
  if (base === null || computed === null || value === null) return name;
  const bound = computed > to ? `, at most ${formatCount(maximum)}` : `, at least ${formatCount(minimum)}`;
  return `${name}: ${sumOf(details, value, threshold, base, computed)}${computed === to ? '' : bound}`;
}

function sumOf(
  { alarmName }: ActivityDetails,
  value: number,
  target: number,
  base: number,
  computed: number,
): string {
  const isProportional =
    alarmName.startsWith('TargetTracking-') && Math.abs((base * value) / target - computed) < 1;
  const metric = `${formatAmount(value)} / ${formatAmount(target)}`;
  if (isProportional) return `${formatCount(base)} x ${metric} -> ${formatCount(computed)}`;
  return `${formatAmount(value)} at ${formatAmount(target)}, ${formatCount(base)} make ${formatCount(computed)}`;
}

function boundsLine(activities: readonly ScalingActivitySummary[]): string[] {
  const bounds = activities.filter(
    ({ from, to, notScaledReason }) => from === to && notScaledReason === null,
  );
  return bounds.length === 0 ? [] : [`  Bounds were set ${formatTimes(bounds.length)}.`];
}

/** Calls that scaled nothing, by their reasons, the most frequent first. */
function heldLines(activities: readonly ScalingActivitySummary[], width: number): string[] {
  const counts = new Map<string, number>();
  for (const { notScaledReason, details } of activities) {
    if (notScaledReason === null) continue;
    const reason = details?.reason ?? notScaledReason;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const reasons = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${HELD_REASONS[reason] ?? cleanText(reason)} ${formatTimes(count)}`);
  return reasons.length === 0 ? [] : labelled('  Held:', reasons.join(', '), 8, width);
}
