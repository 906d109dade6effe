import type { ManagedExplanation } from '../../../experiment/explain/managed/managed-explanation.ts';
import { managedCallSentence } from '../../text/explain-managed/alarm.ts';
import { needLines } from '../../text/explain-managed/need.ts';
import { groupLines, managedTitleLines } from '../../text/explain-managed.ts';
import { stateSentence } from '../../text/explain-scaling/alarm.ts';
import { cleanText, plainBlanks } from '../../text/layout.ts';
import { countOf } from '../../text/numbers.ts';
import { element } from '../element.ts';
import { alarmChart } from './alarm-chart.ts';
import { ONE_LINE } from './detail.ts';
import type { PageParts } from './frame.ts';

/** Why a capacity provider scaled its group, or did not: N and M, and its alarms as pictures. */
export function managedPage(explanation: ManagedExplanation): Omit<PageParts, 'text'> {
  const { capacityProvider, group, alarms, at } = explanation;
  const [title = '', ...verdict] = managedTitleLines(explanation, ONE_LINE).map(plainBlanks);
  const said = (lines: readonly string[]) =>
    lines.filter((line) => line !== '').map((line) => element('p', { class: 'said' }, line.trim()));
  return {
    title: title.slice(title.indexOf(': why') + 2),
    answer: [
      `${cleanText(capacityProvider)} wants `,
      element('em', {}, countOf(group.desiredCapacity, 'instance')),
    ],
    why: verdict,
    sections: [
      { id: 'group', name: 'The group at that moment', content: said(groupLines(explanation, ONE_LINE)) },
      { id: 'need', name: 'What it needs', content: said(needLines(explanation, ONE_LINE)) },
      {
        id: 'alarms',
        name: 'Its alarms',
        content: alarms.map((alarm) => {
          const says = plainBlanks(`${stateSentence(alarm, at)} ${managedCallSentence(alarm, explanation)}`);
          return alarmChart(alarm, says) ?? element('p', { class: 'said' }, says);
        }),
      },
    ],
  };
}
