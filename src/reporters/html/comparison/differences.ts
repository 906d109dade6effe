import type { ComparedPair } from '../../../experiment/compare/comparison.ts';
import { sayChance } from '../../text/comparison/differences.ts';
import { differenceOf, pairOf } from '../../text/comparison/verdict.ts';
import { formatCount, formatShare } from '../../text/numbers.ts';
import type { LegendEntry } from '../charts/frame.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Track, trackAxis, tracksChart } from '../charts/tracks.ts';
import { type Child, element, fragment, type Markup } from '../element.ts';
import { derived, pathText } from '../figure-data.ts';
import type { Section } from '../sections/context.ts';
import { type ComparisonContext, leftOut, nameOf } from './context.ts';
import { differenceOfPair, figureOf } from './figures.ts';
import { METRICS, type Metric } from './metrics.ts';

/** A pair with the cheaper alternative first, and where it stands in comparison.json. */
interface SeenPair {
  readonly pair: ComparedPair;
  readonly index: number;
  readonly isTurned: boolean;
}

/** Differences of every two alternatives with intervals that hold all at once; `null`: there are no two. */
export function differences(context: ComparisonContext): Section | null {
  const { comparison, detail } = context;
  const all = METRICS.map((metric) => ({ metric, pairs: pairsOf(context, metric) }));
  const [costs, ...others] = all;
  if (costs === undefined || costs.pairs.length === 0) return null;
  if (all.every(({ pairs }) => pairs.every(({ pair }) => isSame(pair))))
    return {
      id: 'differences',
      name: 'Differences',
      content: element(
        'p',
        {},
        costs.pairs.length === 1
          ? 'The two are the same'
          : ['All ', countedPairs(costs.pairs.length, 'cost'), ' pairs are the same'],
        ' in cost, waits, latency and what is unserved, in every replication.',
      ),
    };
  const small = others.filter(({ pairs }) => pairs.some(({ pair }) => pair.difference !== 0));
  const most = Math.max(1, Math.floor(detail.pairs / 2));
  return {
    id: 'differences',
    name: 'Differences',
    content: [
      forest(context, costs.metric, costs.pairs, detail.pairs),
      leftOut(costs.pairs.length - detail.pairs, 'more pair'),
      small.length === 0
        ? null
        : element(
            'div',
            { class: 'panels below' },
            small.slice(0, detail.pictures).map(({ metric, pairs }) => forest(context, metric, pairs, most)),
          ),
      small.some(({ pairs }) => pairs.length > most)
        ? element('p', { class: 'note' }, 'These pictures have the first pairs; the table has more.')
        : null,
      pairsTable(
        context,
        small.map(({ metric }) => metric),
      ),
      element('p', { class: 'note' }, legendText(comparison.pairs)),
    ],
  };
}

/** Nothing ever differed. */
function isSame({ difference, low, high }: ComparedPair): boolean {
  return difference === 0 && low === null && high === null;
}

function countedPairs(count: number, metric: Metric['key']): Markup {
  return derived(`pairs:${metric}`, count, formatCount(count));
}

/** In the order of costs, so that those with the cheapest one come first. */
function pairsOf({ comparison, ranked }: ComparisonContext, { key }: Metric): SeenPair[] {
  const order = new Map(ranked.map(({ alternative }, place) => [alternative.name, place]));
  return comparison.pairs
    .flatMap((pair, index) => {
      const [a, b] = [order.get(pair.a), order.get(pair.b)];
      if (pair.metric !== key || a === undefined || b === undefined) return [];
      const isTurned = a > b;
      const seen = isTurned ? pairOf(comparison, pair.b, pair.a, pair.metric)! : pair;
      return [{ pair: seen, index, isTurned, at: [Math.min(a, b), Math.max(a, b)] as const }];
    })
    .sort((one, two) => one.at[0] - two.at[0] || one.at[1] - two.at[1]);
}

const LEGEND = {
  lower: { name: 'the first is lower', colour: 'c1' },
  higher: { name: 'the first is higher', colour: 'c2' },
  none: { name: 'no difference found at this precision', colour: 'c8' },
  unsure: { name: 'no interval: nothing tells how sure it is', colour: 'c5' },
} as const satisfies Readonly<Record<string, LegendEntry>>;

function forest(context: ComparisonContext, metric: Metric, all: readonly SeenPair[], most: number): Markup {
  const shown = all.slice(0, most);
  const kinds = new Set(shown.map(({ pair }) => differenceOf(pair)));
  const open = all.filter(({ pair }) => differenceOf(pair) === 'none').length;
  return tracksChart({
    title: finding(metric, all.length, open, kinds.has('unsure')),
    unit: [
      `First − second, ${metric.short}`,
      shown.some(({ pair }) => pair.low !== null)
        ? [
            ', with ',
            figureOf(context.comparison, ['confidence'], formatShare),
            ' intervals that hold all at once',
          ]
        : '',
    ],
    axis: trackAxis(shown.flatMap(({ pair }) => [0, pair.difference, pair.low ?? 0, pair.high ?? 0])),
    say: metric.sayTick,
    hasZero: true,
    legend: (['lower', 'higher', 'none', 'unsure'] as const)
      .filter((kind) => kinds.has(kind))
      .map((kind) => LEGEND[kind]),
    tracks: shown.map((seen) => track(context, seen)),
  });
}

function track(context: ComparisonContext, { pair, index, isTurned }: SeenPair): Track {
  const { difference, low, high } = pair;
  const found = differenceOf(pair);
  const hasInterval = low !== null && high !== null;
  return {
    name: [nameOf(context, pair.a), ' − ', nameOf(context, pair.b)],
    value: [
      element('b', {}, differenceOfPair(pair, index, isTurned)),
      found === 'none'
        ? element('small', {}, hasInterval ? 'no difference found at this precision' : 'the same')
        : null,
    ],
    span: hasInterval ? { from: low, to: high } : null,
    dots: [{ at: difference, isHollow: found === 'none' || !hasInterval }],
    colour: LEGEND[found].colour,
    attributes: { 'data-pair': pathText(['pairs', index]), 'data-found': found },
  };
}

function finding({ key, name }: Metric, all: number, open: number, isUnsure: boolean): Child {
  const what = key === 'cost' ? 'cost' : name.toLowerCase();
  const count = countedPairs(all, key);
  const where = isUnsure ? ' in these runs' : '';
  if (open === 0)
    return all === 1
      ? `The two differ in ${what}${where}`
      : ['All ', count, ` pairs differ in ${what}${where}`];
  if (open === all)
    return all === 1
      ? `No difference of ${what} found at this precision`
      : [`No difference of ${what} found at this precision in any of the `, count, ' pairs'];
  return [
    derived(`sure:${key}`, all - open, formatCount(all - open)),
    ' of ',
    count,
    ` pairs differ in ${what}${where}; of the others no difference was found at this precision`,
  ];
}

function pairsTable(context: ComparisonContext, others: readonly Metric[]): Markup {
  const { comparison, detail } = context;
  const costs = pairsOf(context, METRICS[0]!);
  const rows = costs.slice(0, detail.pairRows);
  const byNames = others.map(
    (metric) => new Map(pairsOf(context, metric).map((seen) => [keyOf(seen.pair), seen])),
  );
  return disclosure(
    'Table',
    element(
      'div',
      { 'data-filter': 'Filter pairs' },
      table(
        'Differences',
        [
          { head: 'Difference of', isText: true },
          { head: 'to', isText: true },
          { head: 'Cost' },
          ...others.map(({ name }) => ({ head: name })),
          { head: 'First is cheaper' },
          { head: 'Variance by common seeds' },
        ],
        rows.map((seen) => {
          const { pair, index, isTurned } = seen;
          return {
            cells: [
              nameOf(context, pair.a),
              nameOf(context, pair.b),
              nb(differenceOfPair(pair, index, isTurned)),
              ...byNames.map((seenBy) => {
                const other = seenBy.get(keyOf(pair));
                return other === undefined
                  ? '–'
                  : nb(differenceOfPair(other.pair, other.index, other.isTurned));
              }),
              pair.probabilityLower === null
                ? '–'
                : derived(
                    `chance:${index}:${isTurned}`,
                    pair.probabilityLower,
                    sayChance(pair.probabilityLower),
                  ),
              pair.varianceRatio === null
                ? '–'
                : figureOf(comparison, ['pairs', index, 'varianceRatio'], sayRatio),
            ],
          };
        }),
      ),
    ),
    leftOut(costs.length - rows.length, 'more pair'),
  );
}

function nb(content: Child): Markup {
  return element('span', { class: 'nb' }, content);
}

function keyOf({ a, b }: ComparedPair): string {
  return `${a}\n${b}`;
}

function sayRatio(ratio: number): string {
  return ratio < 0.0005 ? '<0.001' : String(Number(ratio.toPrecision(2)));
}

function legendText(pairs: readonly ComparedPair[]): Child {
  if (pairs.every(({ low }) => low === null))
    return 'Nothing tells how sure a difference is: none has an interval.';
  return fragment(
    '±: half of an interval; those of one metric hold all at once (Bonferroni). ~: the interval contains zero.',
    pairs.some(({ varianceRatio }) => varianceRatio !== null)
      ? ' Variance by common seeds: that of the difference, as a part of what independent seeds would give.'
      : null,
  );
}
