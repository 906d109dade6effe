import type { ScalingExplanation } from '../../../experiment/explain/scaling/scaling-explanation.ts';
import { callSentence, stateSentence } from '../../text/explain-scaling/alarm.ts';
import { policyLines, policyTitle } from '../../text/explain-scaling/policy.ts';
import { targetLines } from '../../text/explain-scaling/target.ts';
import { scaledOf, scalingTitleLines } from '../../text/explain-scaling.ts';
import { cleanText, plainBlanks } from '../../text/layout.ts';
import { countOf } from '../../text/numbers.ts';
import { type Child, element } from '../element.ts';
import type { Section } from '../sections/context.ts';
import { alarmChart } from './alarm-chart.ts';
import { ONE_LINE } from './detail.ts';
import type { PageParts } from './frame.ts';

/** Why a service or a group scaled, or did not: each policy's alarms as pictures, with its sums. */
export function scalingPage(explanation: ScalingExplanation): Omit<PageParts, 'text'> {
  const { target, policies, at, resourceId, lastActivity } = explanation;
  const { unit, wanted } = scaledOf(target);
  const [title = '', ...verdict] = scalingTitleLines(explanation, ONE_LINE).map(plainBlanks);
  const name = cleanText(resourceId.replace(/^(service|autoScalingGroup)\//, ''));
  return {
    title: title.slice(title.indexOf(': why') + 2),
    answer: [`${name} wants `, element('em', {}, countOf(target.desiredCount, unit))],
    why: [
      ...verdict,
      ...(lastActivity === null
        ? []
        : [
            `The last activity set the ${wanted} from ${lastActivity.from} to ${lastActivity.to} at ${lastActivity.at.slice(11, 19)}: ${cleanText(lastActivity.cause)}`,
          ]),
    ],
    sections: [
      {
        id: 'target',
        name: `The ${target.of} at that moment`,
        content: targetLines(target, at, ONE_LINE).map((line) => element('p', { class: 'said' }, line)),
      },
      ...policies.map((policy, i): Section => {
        const scaled = scaledOf(target);
        const content: Child[] =
          policy.kind === 'predictive' || policy.alarms.length === 0
            ? policyLines(policy, scaled, at, ONE_LINE).map((line) => element('p', { class: 'said' }, line))
            : policy.alarms.map((alarm) => {
                const says = [stateSentence(alarm, at), callSentence(alarm, policy, scaled, at)].map(
                  plainBlanks,
                );
                return alarmChart(alarm, says.join(' ')) ?? element('p', { class: 'said' }, says.join(' '));
              });
        return { id: `policy-${i + 1}`, name: policyTitle(policy), content };
      }),
    ],
  };
}
