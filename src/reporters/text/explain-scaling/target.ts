import type {
  ScalingExplanation,
  ScheduledActionExplanation,
  TargetExplanation,
} from '../../../experiment/explain/scaling/scaling-explanation.ts';
import { listNames } from '../explain/wording.ts';
import { cleanText, fitText, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';
import { layTable } from '../table.ts';
import { formatTime } from './wording.ts';

/** The service and what holds it, in sentences. */
export function targetLines(target: TargetExplanation, moment: string, width: number): string[] {
  const sentences = [counts(target), ...forecast(target), ...pace(target, moment), ...suspended(target)];
  return sentences.flatMap((sentence) => wrapText(sentence, width));
}

/** What lets it wait. */
function pace(target: TargetExplanation, moment: string): string[] {
  if (target.of === 'group') return groupPace(target, moment);
  return [
    target.deployment === null
      ? 'No deployment is in progress.'
      : `Deployment ${target.deployment.id} is in progress since ${formatTime(target.deployment.since, moment)}: until it completes nothing scales in.`,
    ...cooldowns(target, moment),
  ];
}

function groupPace({ warmUp, rest }: TargetExplanation, moment: string): string[] {
  return [
    warmUp === null
      ? 'No instance warms up.'
      : `${countOf(warmUp.count, 'instance')} ${warmUp.count === 1 ? 'warms' : 'warm'} up${warmUp.until === null ? '' : `, those in service until ${formatTime(warmUp.until, moment)}`}: till then nothing scales in but simple scaling.`,
    ...(rest === null
      ? []
      : [
          rest.until === null
            ? 'An activity of simple scaling goes on.'
            : `The cooldown of simple scaling lasts until ${formatTime(rest.until, moment)}.`,
        ]),
  ];
}

function counts(target: TargetExplanation): string {
  const { desiredCount, runningCount, pendingCount, minCapacity, maxCapacity } = target;
  const lacking = desiredCount - runningCount - pendingCount;
  const missing = lacking > 0 ? `, ${formatCount(lacking)} still to start` : '';
  if (target.of === 'group')
    return `Desired capacity ${formatCount(desiredCount)}: ${formatCount(runningCount)} in service, ${formatCount(pendingCount)} on order. Bounds: ${formatCount(minCapacity)} to ${formatCount(maxCapacity)}.`;
  return `Desired count ${formatCount(desiredCount)}: ${formatCount(runningCount)} running, ${formatCount(pendingCount)} pending${missing}. Bounds: ${formatCount(minCapacity)} to ${formatCount(maxCapacity)}.`;
}

function forecast({ forecast: held, minCapacity, maxCapacity }: TargetExplanation): string[] {
  if (held === null) return [];
  const least = held.minimum > minCapacity ? [`at least ${formatCount(held.minimum)}`] : [];
  const most = held.maximum > maxCapacity ? [`at most ${formatCount(held.maximum)}`] : [];
  const both = [...least, ...most];
  return both.length === 0 ? [] : [`Predictive scaling holds it to ${both.join(' and ')}.`];
}

function cooldowns({ scaleOutCooldown, scaleInCooldown }: TargetExplanation, moment: string): string[] {
  const lasting = [
    ...(scaleOutCooldown === null
      ? []
      : [
          `The scale-out cooldown lasts until ${formatTime(scaleOutCooldown.until, moment)}; until then a scale-out counts from ${countOf(scaleOutCooldown.base, 'task')}.`,
        ]),
    ...(scaleInCooldown === null
      ? []
      : [
          `The scale-in cooldown lasts until ${formatTime(scaleInCooldown.until, moment)}; a scale-out would end it.`,
        ]),
  ];
  return lasting.length === 0 ? ['No cooldown lasts.'] : lasting;
}

function suspended({ suspended: switches }: TargetExplanation): string[] {
  const names = [
    ...(switches.dynamicScalingIn ? ['dynamic scaling in'] : []),
    ...(switches.dynamicScalingOut ? ['dynamic scaling out'] : []),
    ...(switches.scheduledScaling ? ['scheduled scaling'] : []),
  ];
  return names.length === 0 ? [] : [`Suspended: ${listNames(names)}.`];
}

/** Rows of scheduled actions. */
const MOST_ACTIONS = 10;

/** When each scheduled action runs next, the next one first. */
export function scheduledLines(
  { scheduledActions, target, at }: Pick<ScalingExplanation, 'scheduledActions' | 'target' | 'at'>,
  width: number,
): string[] {
  if (scheduledActions.length === 0) return [];
  const sorted = [...scheduledActions].sort((a, b) => ((a.nextAt ?? '~') < (b.nextAt ?? '~') ? -1 : 1));
  const rows = sorted
    .slice(0, MOST_ACTIONS)
    .map((action) => [
      `  ${cleanText(action.scheduledActionName)}`,
      action.nextAt === null ? 'never again' : formatTime(action.nextAt, at),
      boundsOf(action),
    ]);
  const left = scheduledActions.length - rows.length;
  return [
    `Scheduled actions${target.suspended.scheduledScaling ? ' (suspended)' : ''}`,
    ...layTable(rows, STYLE, width).map((line) => line.trimEnd()),
    ...(left > 0 ? [fitText(`  and ${countOf(left, 'more action')}`, width)] : []),
  ];
}

const STYLE = { alignRight: [false, false, false], names: 0, yields: [[0, 10]] } as const;

function boundsOf({ minCapacity, maxCapacity, desiredCapacity }: ScheduledActionExplanation): string {
  return [
    ...(minCapacity === null ? [] : [`minimum ${formatCount(minCapacity)}`]),
    ...(maxCapacity === null ? [] : [`maximum ${formatCount(maxCapacity)}`]),
    ...(desiredCapacity === null ? [] : [`desired ${formatCount(desiredCapacity)}`]),
  ].join(', ');
}
