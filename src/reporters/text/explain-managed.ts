import type { ManagedExplanation } from '../../experiment/explain/managed/managed-explanation.ts';
import { formatMoment } from './explain/wording.ts';
import { activityLines, heldLines } from './explain-managed/activities.ts';
import { managedAlarmLines } from './explain-managed/alarm.ts';
import { needLines } from './explain-managed/need.ts';
import { scaleInLines } from './explain-managed/scale-in.ts';
import { alarmTitle } from './explain-scaling/alarm.ts';
import { HELD_REASONS } from './held-reasons.ts';
import { cleanText, fitText, widthOf, wrapText } from './layout.ts';
import { countOf, formatAmount, formatCount, formatSeconds } from './numbers.ts';

/** Why a capacity provider scaled its group, or did not, at a moment: parts of lines of at most `width` columns. */
export function managedParts(explanation: ManagedExplanation, width: number): string[][] {
  const { alarms, scaleIn, need, group } = explanation;
  return [
    managedTitleLines(explanation, width),
    groupLines(explanation, width),
    section('What it needs', needLines(explanation, width), width),
    ...alarms.map((alarm) =>
      section(
        `${alarmTitle(alarm)}: scales ${alarm.decision.direction}`,
        managedAlarmLines(alarm, explanation, width),
        width,
      ),
    ),
    section('Whom a scale-in takes', scaleInLines(scaleIn, need, group, width), width),
    heldLines(explanation, width),
    activityLines(explanation, width),
  ];
}

/** The title, and who calls at the moment. */
export function managedTitleLines(explanation: ManagedExplanation, width: number): string[] {
  const { scenario, capacityProvider, group, askedAt, at } = explanation;
  const title = `${cleanText(scenario.name)}: why capacity provider ${cleanText(capacityProvider)} wants ${countOf(group.desiredCapacity, 'instance')} at ${formatMoment(at)} UTC`;
  const ended = at === askedAt ? '' : `The run ended before ${formatMoment(askedAt)}; this is its end. `;
  return [...wrapText(title, width), ...wrapText(ended + verdict(explanation), width)];
}

/** Who calls at the moment, and what comes of it. */
function verdict({ alarms, group }: ManagedExplanation): string {
  const called = alarms.find(({ state, callsIn }) => state === callsIn);
  if (called === undefined) return 'No alarm calls managed scaling at this moment.';
  const { reason, to } = called.decision;
  const does =
    reason === 'scaled'
      ? `would set the desired capacity to ${formatCount(to)}`
      : `leaves the desired capacity at ${formatCount(group.desiredCapacity)}: ${HELD_REASONS[reason]}`;
  return `${alarmTitle(called)} calls managed scaling, which ${does}.`;
}

/** The group and its managed scaling, in sentences. */
export function groupLines(explanation: ManagedExplanation, width: number): string[] {
  const { autoScalingGroup, cluster, group, managedScaling } = explanation;
  const { desiredCapacity, minSize, maxSize, launching, booting, active, draining, instanceType, warmPool } =
    group;
  const { targetCapacity, minimumStep, maximumStep, warmUpSeconds } = managedScaling;
  const sentences = [
    `Auto Scaling group ${cleanText(autoScalingGroup)} of ${cleanText(instanceType)} in cluster ${cleanText(cluster)}.`,
    `Desired capacity ${formatCount(desiredCapacity)}: ${formatCount(active)} active, ${formatCount(booting)} booting, ${formatCount(launching)} to launch, ${formatCount(draining)} draining. Bounds: ${formatCount(minSize)} to ${formatCount(maxSize)}.`,
    ...(warmPool === null
      ? []
      : [
          `Warm pool, not counted in N: ${formatCount(warmPool.ready)} ready, ${formatCount(warmPool.initialising)} initialising.`,
        ]),
    `Target capacity ${formatAmount(targetCapacity)} %; tasks that wait add ${formatCount(minimumStep)}${minimumStep === maximumStep ? '' : ` to ${formatCount(maximumStep)}`} to M; an instance warms up for ${formatSeconds(warmUpSeconds)}.`,
  ];
  return sentences.flatMap((sentence) => wrapText(sentence, width));
}

function section(title: string, lines: readonly string[], width: number): string[] {
  const heading = fitText(title, width);
  return [heading, '-'.repeat(widthOf(heading)), ...lines];
}
