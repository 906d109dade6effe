import type { Explanation, TaskExplanation } from '../../../experiment/explain/explanation.ts';
import { formatMoment } from '../../text/explain/wording.ts';
import { explanationText, headingOf, howOften, releasedLines, taskTitle } from '../../text/explain.ts';
import { cleanText, plainBlanks } from '../../text/layout.ts';
import { bytesOf } from '../bytes-of.ts';
import { element, plain } from '../element.ts';
import type { Section } from '../sections/context.ts';
import { decisionMarkup, narrowingSentence } from './decision.ts';
import { DETAILS, type Detail, MOST_BYTES, ONE_LINE } from './detail.ts';
import { failedPage } from './failed.ts';
import { explainPage, type PageParts } from './frame.ts';
import { managedPage } from './managed.ts';
import { momentPage } from './moment.ts';
import { scalingPage } from './scaling.ts';

/** An explanation as one page of pictures that needs nothing else. It is made from the explanation alone, and of any at most 400 KB long. */
export function explanationHtml(explanation: Explanation): string {
  const text = explanationText(explanation).trimEnd();
  let html = '';
  for (const detail of DETAILS) {
    html = explainPage(explanation, { ...partsOf(explanation, detail), text });
    if (bytesOf(html) <= MOST_BYTES) break;
  }
  return html;
}

type Parts = Omit<PageParts, 'text'>;

function partsOf(explanation: Explanation, detail: Detail): Parts {
  switch (explanation.question) {
    case 'task':
      return taskPage(explanation, detail);
    case 'at':
      return momentPage(explanation, detail);
    case 'failed':
      return failedPage(explanation, detail);
    case 'scaling':
      return scalingPage(explanation);
    case 'managedScaling':
      return managedPage(explanation);
    default:
      return explanation satisfies never;
  }
}

function taskPage(explanation: TaskExplanation, detail: Detail): Parts {
  const { task, acceptance, firstRefusal, lastRefusal, released, refusals, requestedAt } = explanation;
  const title = plainBlanks(taskTitle(explanation));
  const requested = `Requested ${plainBlanks(formatMoment(requestedAt))} UTC`;
  const narrowing = acceptance === null ? null : narrowingSentence(acceptance);
  const refused = [firstRefusal, lastRefusal].flatMap((decision, i): Section[] =>
    decision === null
      ? []
      : [
          {
            id: i === 0 ? 'first' : 'last',
            name: plainBlanks(headingOf(i === 0 ? 'First' : 'Last', decision, explanation, ONE_LINE)),
            content: decisionMarkup(decision, detail),
          },
        ],
  );
  return {
    title,
    answer: `${plain(task)} ${title.slice(title.indexOf(cleanText(task)) + cleanText(task).length).trim()}`,
    why: [
      refusals === 0
        ? `${requested} and placed at once.`
        : `${requested}; ${plainBlanks(howOften(explanation))}.`,
      ...(narrowing === null ? [] : [narrowing]),
    ],
    sections: [
      ...refused,
      ...(released === null
        ? []
        : [
            {
              id: 'released',
              name: 'What came free in between',
              content: releasedLines(released, ONE_LINE)
                .slice(2)
                .map((line) => element('p', { class: 'said' }, line.trim())),
            },
          ]),
      ...(acceptance === null
        ? []
        : [
            {
              id: 'decision',
              name:
                refusals === 0 ? 'How it was decided' : `Placed, ${plainBlanks(formatMoment(acceptance.at))}`,
              content: decisionMarkup(acceptance, detail),
            },
          ]),
    ],
  };
}
