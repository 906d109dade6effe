import type { ScalingExplanation } from '../../experiment/explain/scaling/scaling-explanation.ts';
import { formatMoment } from './explain/wording.ts';
import { activityLines, heldLines } from './explain-scaling/activities.ts';
import { alarmTitle } from './explain-scaling/alarm.ts';
import { policyLines, policyTitle } from './explain-scaling/policy.ts';
import { scheduledLines, targetLines } from './explain-scaling/target.ts';
import { SCALED_WORDS, type Scaled } from './explain-scaling/wording.ts';
import { HELD_REASONS } from './held-reasons.ts';
import { cleanText, fitText, widthOf, wrapText } from './layout.ts';
import { countOf, formatCount } from './numbers.ts';

/** Why a service or a group scaled, or did not, at a moment: parts of lines of at most `width` columns. */
export function scalingParts(explanation: ScalingExplanation, width: number): string[][] {
  const { target, policies, at } = explanation;
  return [
    scalingTitleLines(explanation, width),
    targetLines(target, at, width),
    ...policies.map((policy) =>
      section(fitText(policyTitle(policy), width), policyLines(policy, scaledOf(target), at, width)),
    ),
    scheduledLines(explanation, width),
    heldLines(explanation, width),
    activityLines(explanation, width),
  ];
}

/** The title, and who is called at the moment. */
export function scalingTitleLines(explanation: ScalingExplanation, width: number): string[] {
  const { scenario, resourceId, target, askedAt, at } = explanation;
  const name = cleanText(resourceId.replace(/^(service|autoScalingGroup)\//, ''));
  const { unit } = SCALED_WORDS[target.of];
  const title = `${cleanText(scenario.name)}: why ${name} wants ${countOf(target.desiredCount, unit)} at ${formatMoment(at)} UTC`;
  const ended = at === askedAt ? '' : `The run ended before ${formatMoment(askedAt)}; this is its end. `;
  return [...wrapText(title, width), ...wrapText(ended + verdict(explanation), width)];
}

/** What is scaled, in words. */
export function scaledOf({ of, desiredCount: desired }: ScalingExplanation['target']): Scaled {
  return { ...SCALED_WORDS[of], desired };
}

/** Who is called at the moment, and what comes of it. */
function verdict({ policies, target }: ScalingExplanation): string {
  const called = policies.flatMap((policy) =>
    policy.kind === 'predictive'
      ? []
      : policy.alarms.flatMap((alarm) => (alarm.state === alarm.callsIn ? [{ policy, alarm }] : [])),
  );
  if (policies.length === 0) return 'It has no policy.';
  if (called.length === 0) return 'No alarm calls a policy at this moment.';
  return called
    .map(({ policy, alarm }) => {
      const { reason, capacity } = alarm.decision;
      const { wanted } = SCALED_WORDS[target.of];
      const does =
        reason === 'scaled'
          ? `would set the ${wanted} to ${formatCount(capacity)}`
          : `leaves the ${wanted} at ${formatCount(target.desiredCount)}: ${HELD_REASONS[reason]}`;
      return `${alarmTitle(alarm)} calls policy ${cleanText(policy.policyName)}, which ${does}.`;
    })
    .join(' ');
}

function section(heading: string, lines: readonly string[]): string[] {
  return [heading, '-'.repeat(widthOf(heading)), ...lines];
}
