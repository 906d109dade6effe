import type { MomentExplanation } from '../../../experiment/explain/explanation.ts';
import { placeOf } from '../../text/explain/decision.ts';
import { formatMoment } from '../../text/explain/wording.ts';
import { whyNot } from '../../text/explain.ts';
import { plainBlanks } from '../../text/layout.ts';
import { countOf, formatCount } from '../../text/numbers.ts';
import { table } from '../charts/table.ts';
import { element, type Markup, plain } from '../element.ts';
import { decisionMarkup, narrowingSentence } from './decision.ts';
import type { Detail } from './detail.ts';
import { note, type PageParts } from './frame.ts';

/** What was decided at a moment: the first decisions as pictures, the others in a table. */
export function momentPage(explanation: MomentExplanation, detail: Detail): Omit<PageParts, 'text'> {
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
    name: count === 1 ? 'How it was decided' : `${plain(decision.task)} ${placed(decision)}`,
    content: decisionMarkup(decision, count === 1 ? detail : oneOfMany(detail)),
  }));
  const others = othersTable(explanation, shown.length, detail);
  return {
    title,
    answer:
      count === 1 && first !== undefined
        ? `${plain(first.task)} ${placed(first)}`
        : `${countOf(count, 'decision')} in one moment${refusedOf(explanation)}`,
    why: [
      ...(at === askedAt ? [] : [`Nothing was decided at ${asked}; this came next.`]),
      ...(count === 1 && narrowing !== null ? [narrowing] : []),
    ],
    sections:
      others === null ? whole : [...whole, { id: 'others', name: 'And in the same moment', content: others }],
  };
}

/** Of several decisions each is shown with less. */
function oneOfMany(detail: Detail): Detail {
  return { ...detail, fleet: Math.min(detail.fleet, 24), step: Math.min(detail.step, 16) };
}

function refusedOf({ decisions, brief, more }: MomentExplanation): string {
  const isNowhere = decisions.filter(({ result }) => result.kind === 'refused').length;
  const refused = isNowhere + brief.filter(({ reason }) => reason !== null).length;
  if (more > 0) return '';
  const all = decisions.length + brief.length;
  if (refused === 0) return ': all were placed';
  return refused === all
    ? ': none was placed'
    : `: ${formatCount(all - refused)} were placed, ${formatCount(refused)} were not`;
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
