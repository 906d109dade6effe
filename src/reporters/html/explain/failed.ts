import type { FailedExplanation } from '../../../experiment/explain/explanation.ts';
import { formatMoment } from '../../text/explain/wording.ts';
import { plainBlanks } from '../../text/layout.ts';
import { countOf, formatCount } from '../../text/numbers.ts';
import { element, plain } from '../element.ts';
import { decisionMarkup } from './decision.ts';
import type { Detail } from './detail.ts';
import type { PageParts } from './frame.ts';

/** What was refused: the first of each kind of task for each reason, with the fleet that it found. */
export function failedPage(
  { tasks, timedOut, kinds, more }: FailedExplanation,
  detail: Detail,
): Omit<PageParts, 'text'> {
  const title = 'what was refused, and why';
  if (tasks + timedOut === 0)
    return { title, answer: 'No task was refused when it was requested', why: [], sections: [] };
  const late =
    timedOut === 0
      ? []
      : [
          `${formatCount(timedOut)} failed to start after ${timedOut === 1 ? 'its' : 'their'} time in PROVISIONING.`,
        ];
  const [most] = kinds;
  const shown = kinds.slice(0, detail.decisions);
  const rest = kinds.slice(detail.decisions);
  const further = rest.reduce((sum, kind) => sum + kind.tasks, more.tasks);
  return {
    title,
    answer: `${countOf(tasks, 'task')} ${tasks === 1 ? 'was' : 'were'} refused when requested`,
    why: [
      ...late,
      ...(most === undefined
        ? []
        : [
            most.tasks === tasks + timedOut
              ? `All of ${plain(most.kind)}: ${plain(most.reason)}.`
              : `Most of them, ${formatCount(most.tasks)}, are of ${plain(most.kind)}: ${plain(most.reason)}.`,
          ]),
      ...(further === 0
        ? []
        : [
            `Further ${countOf(further, 'task')} of ${countOf(rest.length + more.kinds, 'kind and reason').replace('reasons', 'reason')} are not shown.`,
          ]),
    ],
    sections: shown.map(({ kind, failure, reason, tasks: count, first }, i) => ({
      id: `kind-${i + 1}`,
      name: `${countOf(count, 'task')} of ${plain(kind)}${failure === 'refused' ? '' : ', in PROVISIONING to the end'}: ${plain(reason)}`,
      content: [
        element('p', { class: 'unit' }, `The first at ${plainBlanks(formatMoment(first.at))} UTC`),
        decisionMarkup(first, detail),
      ],
    })),
  };
}
