import type {
  Explanation,
  FailedExplanation,
  MomentExplanation,
  TaskExplanation,
} from '../../../experiment/explain/explanation.ts';
import { placeOf } from '../../text/explain/decision.ts';
import { formatMoment } from '../../text/explain/wording.ts';
import {
  explanationText,
  headingOf,
  howOften,
  releasedLines,
  taskTitle,
  whyNot,
} from '../../text/explain.ts';
import { cleanText, plainBlanks } from '../../text/layout.ts';
import { countOf, formatCount } from '../../text/numbers.ts';
import { bytesOf } from '../bytes-of.ts';
import { table } from '../charts/table.ts';
import { element, type Markup, plain } from '../element.ts';
import type { Section } from '../sections/context.ts';
import { decisionMarkup, narrowingSentence } from './decision.ts';
import { DETAILS, type Detail, MOST_BYTES, ONE_LINE } from './detail.ts';
import { explainPage, note, type PageParts } from './frame.ts';
import { managedPage } from './managed.ts';
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

function momentPage(explanation: MomentExplanation, detail: Detail): Parts {
  const { askedAt, at, runUntil, decisions, brief, more } = explanation;
  const asked = plainBlanks(formatMoment(askedAt));
  const title = `what was decided at ${plainBlanks(formatMoment(at ?? askedAt))} UTC`;
  if (at === null)
    return {
      title,
      answer: 'Nothing was decided',
      why: [
        `No task was requested or placed from ${asked} UTC to the end, ${plainBlanks(formatMoment(runUntil))}.`,
      ],
      sections: [],
    };
  const count = decisions.length + brief.length + more;
  const shown = decisions.slice(0, Math.min(MOST_WHOLE, detail.decisions));
  const [first] = shown;
  const narrowing = first === undefined ? null : narrowingSentence(first);
  const whole = shown.map((decision, i) => ({
    id: `decision-${i + 1}`,
    name: `${plain(decision.task)} ${placed(decision)}`,
    content: decisionMarkup(decision, detail),
  }));
  const others = othersTable(explanation, shown.length, detail);
  return {
    title,
    answer:
      count === 1 && first !== undefined
        ? `${plain(first.task)} ${placed(first)}`
        : `${countOf(count, 'decision')} in one moment`,
    why: [
      ...(at === askedAt ? [] : [`Nothing was decided at ${asked}; this came next.`]),
      ...(count === 1 && narrowing !== null ? [narrowing] : []),
    ],
    sections:
      others === null ? whole : [...whole, { id: 'others', name: 'And in the same moment', content: others }],
  };
}

/** Decisions of a moment that are shown step by step, as in the text. */
const MOST_WHOLE = 5;

type DecisionOf = MomentExplanation['decisions'][number];

function placed(decision: DecisionOf): string {
  const place = placeOf(decision);
  return place === null ? whyNot(decision) : `is ${place}`;
}

function othersTable(
  { decisions, brief, more }: MomentExplanation,
  shown: number,
  { rows: most }: Detail,
): Markup | null {
  const rows = [
    ...decisions.slice(shown).map((decision) => {
      const { result } = decision;
      return [plain(decision.task), placed(decision), result.kind === 'refused' ? plain(result.reason) : ''];
    }),
    ...brief.map(({ task, containerInstance, availabilityZone, reason, waits }) => [
      plain(task),
      reason === null
        ? `is ${containerInstance === null ? `on Fargate in ${availabilityZone}` : `on ${plain(containerInstance)}`}`
        : waits
          ? 'waits in PROVISIONING'
          : 'was refused',
      plain(reason ?? ''),
    ]),
  ];
  if (rows.length === 0) return null;
  const left = rows.length - Math.min(rows.length, most) + more;
  return element(
    'div',
    {},
    table(
      'Further decisions of the moment',
      [
        { head: 'Task', isText: true },
        { head: 'What was decided', isText: true },
        { head: 'Reason', isText: true },
      ],
      rows.slice(0, most).map((cells) => ({ cells })),
    ),
    left > 0 ? note(`${formatCount(left)} more; --format json has more of them.`) : null,
  );
}

function failedPage({ tasks, timedOut, kinds, more }: FailedExplanation, detail: Detail): Parts {
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
        : [`Most of them are ${countOf(most.tasks, 'task')} of ${plain(most.kind)}: ${plain(most.reason)}.`]),
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
