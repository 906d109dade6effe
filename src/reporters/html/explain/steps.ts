import type { InstanceDecision, Look, StrategyStep } from '../../../experiment/explain/decision.ts';
import type { DecisionPicture } from '../../../experiment/explain/picture/decision-picture.ts';
import { causeInShort, causeRows } from '../../text/explain/causes.ts';
import { idleSentence, lookSentence, stepName, tieLines, valueRows } from '../../text/explain/steps.ts';
import { listNames, listRuns } from '../../text/explain/wording.ts';
import { cleanText } from '../../text/layout.ts';
import { countOf, formatAmount, formatCount } from '../../text/numbers.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Child, element, type Markup } from '../element.ts';
import { type BinLook, type BinState, bin } from './bin.ts';
import { type Detail, ONE_LINE } from './detail.ts';
import { figureOf, note } from './frame.ts';

/** What the steps of one decision share. */
export interface StepsOf {
  readonly decision: InstanceDecision;
  readonly picture: DecisionPicture;
  readonly look: BinLook;
  readonly detail: Detail;
}

/** Names of the steps with how many were left after each: what the funnel shows. */
export function stepCounts({ instances, steps, constraints, result }: InstanceDecision): {
  readonly name: string;
  readonly left: number;
}[] {
  const present = instances.filter(({ ruledOut }) => !ruledOut.some(({ kind }) => kind === 'inactive'));
  const able = present.filter(({ ruledOut }) => ruledOut.length === 0).length;
  return [
    { name: 'In the cluster', left: present.length },
    { name: roomName(constraints), left: able },
    ...steps.map((step) => ({ name: stepName(step), left: step.kept.length })),
    ...(result.kind === 'placed' && result.tie.equals > 1 ? [{ name: 'Tie', left: 1 }] : []),
  ];
}

/** Each step as a picture: who stays, who drops out, and why. */
export function stepFigures(of: StepsOf): Markup[] {
  const { decision } = of;
  const { steps, result } = decision;
  const able = decision.instances.flatMap(({ containerInstance, ruledOut }) =>
    ruledOut.length === 0 ? [containerInstance] : [],
  );
  return [
    roomFigure(of, able),
    ...steps.map((step, i) => strategyFigure(of, step, i + 2, steps[i - 1]?.kept ?? able)),
    ...(result.kind === 'placed' && result.tie.equals > 1
      ? [tieFigure(of, steps.at(-1)?.kept ?? able, steps.length + 2)]
      : []),
  ];
}

function roomName(constraints: readonly string[]): string {
  return constraints.length === 0 ? 'Room' : `Room, ${listNames(constraints)}`;
}

function roomFigure(of: StepsOf, able: readonly string[]): Markup {
  const { decision, detail } = of;
  const present = decision.instances.filter(
    ({ ruledOut }) => !ruledOut.some(({ kind }) => kind === 'inactive'),
  );
  const gone = present.filter(({ ruledOut }) => ruledOut.length > 0);
  const why = new Map(gone.map(({ containerInstance, ruledOut }) => [containerInstance, ruledOut]));
  const rows = causeRows(gone);
  return figureOf(
    `1. ${roomName(decision.constraints)}: ${formatCount(able.length)} of ${countOf(present.length, 'instance')} can take it`,
    'Who has what the task needs, and meets every constraint; the new task is drawn where it would go',
    boxes(of, able, (name) => {
      const causes = why.get(name) ?? [];
      return { hasTask: true, says: causes.slice(0, 2).map(causeInShort) };
    }),
    rows.length === 0
      ? null
      : disclosure(
          `Why ${formatCount(gone.length)} cannot`,
          table(
            'What rules instances out',
            [{ head: 'Instances', isText: true }, { head: 'Count' }, { head: 'Why not', isText: true }],
            rows.slice(0, detail.rows).map(({ why: text, members }) => ({
              cells: [listRuns(members), formatCount(members.length), cleanText(text)],
            })),
          ),
          rows.length > detail.rows
            ? note(`${countOf(rows.length - detail.rows, 'further answer')} not shown.`)
            : null,
        ),
  );
}

function strategyFigure(of: StepsOf, step: StrategyStep, number: number, before: readonly string[]): Markup {
  const { decision, detail } = of;
  const { looks, kept } = step;
  const values = new Map<string, Child>();
  for (const look of looks)
    for (const candidate of look.candidates)
      values.set(candidate.containerInstance, valueWords(look, candidate.value, candidate.attribute));
  const sentence =
    looks.length === 0
      ? idleSentence(step.before)
      : looks.map((look) => lookSentence(look, decision.group).replace(/:$/, '.')).join(' ');
  return figureOf(
    `${number}. ${stepName(step)}: ${formatCount(kept.length)} of ${formatCount(step.before)} ${kept.length === 1 ? 'stays' : 'stay'}`,
    sentence,
    boxes(
      of,
      kept,
      (name) => ({ hasTask: false, says: values.has(name) ? [values.get(name)!] : [] }),
      bestFirst(looks, before),
    ),
    looks
      .filter(({ best }) => best === 'lowest' || best === 'highest')
      .map((look) => lookTable(look, detail)),
  );
}

/** Those that the last look judged best before the others. */
function bestFirst(looks: readonly Look[], before: readonly string[]): string[] {
  const last = looks.at(-1);
  const judged =
    last === undefined
      ? []
      : valueRows(last).flatMap(({ members }) => members.map(({ containerInstance }) => containerInstance));
  return [...new Set([...judged, ...before])];
}

function tieFigure(of: StepsOf, names: readonly string[], number: number): Markup {
  const { result } = of.decision;
  if (result.kind !== 'placed') throw new TypeError('expected a placement');
  const [how = ''] = tieLines(result.tie, names, ONE_LINE)?.lines ?? [];
  return figureOf(
    `${number}. Tie: 1 of ${formatCount(names.length)} is taken`,
    how,
    boxes(of, [result.containerInstance], () => ({ hasTask: false }), names),
  );
}

/** Boxes of those that stay, then of those that drop out here: as many as there is room for, and of each kind some; `before` says in which order. */
function boxes(
  { decision, picture, look, detail }: StepsOf,
  kept: readonly string[],
  stateOf: (name: string) => Pick<BinState, 'hasTask' | 'says'>,
  before: readonly string[] | null = null,
): Markup {
  const stays = new Set(kept);
  const was = before === null ? null : new Map(before.map((name, i) => [name, i]));
  const known = picture.fleet.instances.filter(
    ({ containerInstance }) => was === null || was.has(containerInstance),
  );
  const inside = known.filter(({ containerInstance }) => stays.has(containerInstance));
  const outside = known
    .filter(({ containerInstance }) => !stays.has(containerInstance))
    .sort((a, b) => (was?.get(a.containerInstance) ?? 0) - (was?.get(b.containerInstance) ?? 0));
  const half = Math.floor(detail.step / 2);
  const first = inside.slice(0, Math.max(half, detail.step - outside.length));
  const then = outside.slice(0, detail.step - first.length);
  const { result } = decision;
  const chosen = result.kind === 'placed' ? result.containerInstance : null;
  const draw = (instances: typeof known, as: 'stays' | 'gone') =>
    instances.map((instance) => {
      const isChosen = as === 'stays' && instance.containerInstance === chosen;
      return bin(instance, look, { as: isChosen ? 'chosen' : as, ...stateOf(instance.containerInstance) });
    });
  const total = before?.length ?? presentCount(decision);
  const more = [
    ...(kept.length > first.length ? [`${formatCount(kept.length - first.length)} more stay`] : []),
    ...(total - kept.length > then.length
      ? [`${formatCount(total - kept.length - then.length)} more drop out`]
      : []),
  ];
  return element(
    'div',
    {},
    element('div', { class: 'bins' }, draw(first, 'stays'), draw(then, 'gone')),
    more.length === 0 ? null : note(`Not shown: ${more.join(', ')}.`),
  );
}

function presentCount({ instances }: InstanceDecision): number {
  return instances.filter(({ ruledOut }) => !ruledOut.some(({ kind }) => kind === 'inactive')).length;
}

function valueWords({ by, best }: Look, value: number | boolean | null, attribute?: string | null): Child {
  if (best === 'position' || value === null) return null;
  if (best === 'true') return value === true ? 'yes' : 'no';
  const amount = formatAmount(Number(value));
  const of = attribute === undefined ? '' : `${cleanText(attribute ?? 'without it')}: `;
  if (by.startsWith('MiB') || by.startsWith('CPU units')) return `${amount} ${by}`;
  if (by.startsWith('tasks')) return `${of}${countOf(Number(value), 'task')}`;
  return by.startsWith('%') ? `${of}${amount} %` : of + amount;
}

function lookTable(look: Look, { rows: most }: Detail): Markup {
  const rows = valueRows(look);
  const hasAttribute = look.candidates.some(({ attribute }) => attribute !== undefined);
  return disclosure(
    'Table',
    table(
      `Candidates by ${look.by}`,
      [
        { head: 'Instances', isText: true },
        ...(hasAttribute ? [{ head: 'Attribute', isText: true }] : []),
        { head: cleanText(look.by) },
        { head: 'Count' },
        { head: 'Stay' },
      ],
      rows.slice(0, most).map(({ value, attribute, members }) => ({
        cells: [
          listRuns(members.map(({ containerInstance }) => containerInstance)),
          ...(hasAttribute ? [cleanText(attribute ?? 'without it')] : []),
          formatAmount(value),
          formatCount(members.length),
          formatCount(members.filter(({ stays }) => stays).length),
        ],
      })),
    ),
    rows.length > most ? note(`${countOf(rows.length - most, 'further value')} not shown.`) : null,
  );
}
