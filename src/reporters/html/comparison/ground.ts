import { fitText } from '../../text/layout.ts';
import { formatCount } from '../../text/numbers.ts';
import { table } from '../charts/table.ts';
import { type Child, element, plain } from '../element.ts';
import { derived } from '../figure-data.ts';
import type { Section } from '../sections/context.ts';
import { type ComparisonContext, leftOut, nameOf, noteOf, sentenceOf } from './context.ts';
import { figureOf } from './figures.ts';

/** What all alternatives are held to, and what each needs for it; `null`: they run as written. */
export function equalService(context: ComparisonContext): Section | null {
  const { equalService: held } = context.comparison;
  if (held === null) return null;
  const { comparison, ranked, detail } = context;
  const found = ranked.filter(({ alternative }) => alternative.capacity !== null).slice(0, detail.lines);
  return {
    id: 'equal-service',
    name: 'Equal service',
    content: [
      list(
        held.limits.map((limit) => noteOf(context, limit)),
        context,
        'limit',
      ),
      found.length === 0
        ? null
        : element(
            'div',
            { class: 'below' },
            table(
              'Least capacity for it',
              [
                { head: 'Alternative', isText: true },
                { head: 'Least capacity for it' },
                { head: 'Of', isText: true },
                { head: 'How it was found', isText: true },
              ],
              found.map(({ alternative, index }) => {
                const { value, variable, note } = alternative.capacity!;
                return {
                  cells: [
                    nameOf(context, alternative.name),
                    value === null
                      ? 'none'
                      : figureOf(comparison, ['alternatives', index, 'capacity', 'value'], formatCount),
                    nameOf(context, variable),
                    sentenceOf(context, note),
                  ],
                };
              }),
            ),
          ),
    ],
  };
}

/** Assertions of the scenario that did not hold, by alternative; `null`: all did. */
export function brokenAssertions(context: ComparisonContext): Section | null {
  const { comparison, ranked, detail } = context;
  const all = ranked.flatMap(({ alternative, index }) =>
    (alternative.brokenAssertions ?? []).map((broken, i) => ({ alternative, index, broken, i })),
  );
  if (all.length === 0) return null;
  const shown = all.slice(0, detail.lines);
  return {
    id: 'assertions',
    name: 'Assertions that did not hold',
    content: [
      element(
        'ul',
        { class: 'list' },
        shown.map(({ alternative, index, broken, i }) =>
          element(
            'li',
            {},
            element('span', { class: 'tag bad' }, '✕ Failed'),
            element(
              'span',
              {},
              `${nameOf(context, alternative.name)}: ${nameOf(context, broken.that)} ${nameOf(context, broken.limit)}, in `,
              figureOf(comparison, ['alternatives', index, 'brokenAssertions', i, 'runs'], formatCount),
              ' of ',
              figureOf(comparison, ['alternatives', index, 'replications'], formatCount),
              ' replications',
            ),
          ),
        ),
      ),
      leftOut(all.length - shown.length, 'more assertion'),
    ],
  };
}

/** What the intervals' uncertainty comes from. */
export function resampled(context: ComparisonContext): Section | null {
  const { resampled: all } = context.comparison;
  if (all.length === 0) return null;
  return {
    id: 'resampled',
    name: 'What was drawn anew',
    content: list(
      all.map((text) => sentenceOf(context, text)),
      context,
      'sentence',
    ),
  };
}

/** What decides the answer and is not known from AWS; `null`: nothing. */
export function assumptions(context: ComparisonContext): Section | null {
  const { comparison, detail } = context;
  const all = comparison.assumptions;
  if (all.length === 0) return null;
  const shown = all.slice(0, detail.lines);
  return {
    id: 'assumptions',
    name: 'What it assumes',
    content: [
      element(
        'div',
        { 'data-filter': 'Filter assumptions' },
        table(
          'Assumptions',
          [
            { head: 'Assumption', isText: true },
            { head: 'Value', isText: true },
            { head: 'What it decides', isText: true },
          ],
          shown.map(({ name, value, note }) => ({
            cells: [nameOf(context, name), sentence(context, value), sentenceOf(context, note)],
          })),
        ),
      ),
      leftOut(all.length - shown.length, 'more assumption'),
    ],
  };
}

/** Runs that failed; `null`: none did. */
export function failures(context: ComparisonContext): Section | null {
  const { comparison, detail } = context;
  const all = comparison.failures;
  if (all.length === 0) return null;
  const shown = all.slice(0, detail.lines);
  return {
    id: 'failures',
    name: 'Runs that failed and do not count',
    content: [
      element(
        'p',
        { class: 'note' },
        derived('failures', all.length, formatCount(all.length)),
        all.length === 1 ? ' run failed; the others went on.' : ' runs failed; the others went on.',
      ),
      table(
        'Failed runs',
        [
          { head: 'Alternative', isText: true },
          { head: 'Seed', isText: true },
          { head: 'Why', isText: true },
        ],
        shown.map(({ alternative, seed, message }) => ({
          cells: [nameOf(context, alternative), nameOf(context, seed), sentence(context, message)],
        })),
      ),
      leftOut(all.length - shown.length, 'more failed run'),
    ],
  };
}

function list(all: readonly string[], { detail }: ComparisonContext, noun: string): Child {
  const shown = all.slice(0, detail.lines);
  return [
    element(
      'ul',
      { class: 'list' },
      shown.map((text) => element('li', {}, text)),
    ),
    leftOut(all.length - shown.length, `more ${noun}`),
  ];
}

/** Words of the comparison as they are. */
function sentence({ detail }: ComparisonContext, text: string): string {
  return fitText(plain(text), detail.sentence);
}
