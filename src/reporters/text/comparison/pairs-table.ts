import type { ComparedPair, Comparison } from '../../../experiment/compare/comparison.ts';
import { cutNames } from '../cut-names.ts';
import { cleanText, widthOf, wrapText } from '../layout.ts';
import { countOf, formatAmount, formatCount, formatShare } from '../numbers.ts';
import { layTable } from '../table.ts';
import { halfOf, supportedDecimals, supportedUsd, withDecimals } from './supported.ts';
import { byCost, differenceOf, pairOf } from './verdict.ts';

/** Rows that are shown; JSON has all. */
const MOST_ROWS = 12;

/** Differences of every two alternatives, the cheaper one first; what contains zero is marked. */
export function pairsTable(comparison: Comparison, width: number): string[] {
  const ranked = byCost(comparison).map(({ name }) => name);
  const all = ranked.flatMap((a, i) => ranked.slice(i + 1).map((b) => [a, b] as const));
  const pairs = all.slice(0, MOST_ROWS);
  if (pairs.length === 0) return [];
  const rows = pairs.map(([a, b]) => {
    const cost = pairOf(comparison, a, b);
    return [
      cleanText(a),
      cleanText(b),
      cost === null ? '-' : difference(cost, supportedUsd),
      ...(['wait', 'latency', 'unserved'] as const).map((metric) => {
        const pair = pairOf(comparison, a, b, metric);
        return pair === null ? '-' : difference(pair, UNITS[metric]);
      }),
      cost === null ? '-' : chance(cost.probabilityLower),
    ];
  });
  const header = ['Difference of', 'to', 'Cost', 'Wait p95', 'Latency p95', 'Unserved', 'Cheaper'];
  // A column in which nothing differs says nothing.
  const shown = header.map((_, column) => column < 3 || rows.some((row) => !/^[-0]( |$)/.test(row[column]!)));
  const kept = (row: readonly string[]) => row.filter((_, column) => shown[column]);
  const left = all.length - pairs.length;
  const cells = [header, ...rows].map(kept);
  return [
    ...layTable(
      cutBoth(cells, ranked, width),
      {
        alignRight: cells[0]!.map((_, i) => i > 1),
        yields: [
          ...(['Unserved', 'Latency p95', 'Wait p95'] as const)
            .map((name) => [cells[0]!.indexOf(name), 0] as const)
            .filter(([i]) => i > 0),
          [0, LEAST_NAME],
          [1, LEAST_NAME],
        ],
      },
      width,
    ),
    ...(left > 0 ? [`${countOf(left, 'more pair')} in --format json`] : []),
    ...wrapText(legend(comparison, all.length, cells), width),
  ];
}

const FEWEST_COLUMNS_OF_NAME = 12;
const LEAST_NAME = 4;

/** Names in half of the room that figures leave, each the same wherever it stands. */
function cutBoth(
  cells: readonly (readonly string[])[],
  names: readonly string[],
  width: number,
): (readonly string[])[] {
  const figures = cells[0]!
    .slice(2)
    .map((_, i) => cells.reduce((most, row) => Math.max(most, widthOf(row[i + 2]!) + 2), 0));
  const room = width - 2 - figures.reduce((sum, column) => sum + column, 0);
  const longest = Math.max(FEWEST_COLUMNS_OF_NAME, Math.floor(room / 2));
  const cut = cutNames(names.map(cleanText), longest);
  const shown = new Map(names.map((name, i) => [cleanText(name), cut[i]!]));
  return cells.map((row) => row.map((cell, i) => (i < 2 ? (shown.get(cell) ?? cell) : cell)));
}

const UNITS: Readonly<
  Record<'wait' | 'latency' | 'unserved', (value: number, half: number | null) => string>
> = {
  wait: (value, half) => `${figure(value, half)} s`,
  latency: (value, half) => `${figure(value, half)} ms`,
  unserved: (value, half) => `${figure(100 * value, half === null ? null : 100 * half)} %`,
};

function figure(value: number, half: number | null): string {
  return half === null || half === 0 ? formatAmount(value) : withDecimals(value, supportedDecimals(half));
}

/** `-$1.20 ± 0.04`; `~` before what contains zero. */
function difference(pair: ComparedPair, format: (value: number, half: number | null) => string): string {
  const half = halfOf(pair);
  const isNone = half !== null && differenceOf(pair) === 'none';
  const text = format(pair.difference, half);
  const unit = pair.metric === 'cost' ? '' : ` ${text.split(' ').at(-1)!}`;
  const scale = pair.metric === 'unserved' ? 100 : 1;
  const number = unit === '' ? text : text.slice(0, -unit.length);
  const spread =
    half === null || half === 0 ? '' : ` ± ${withDecimals(scale * half, supportedDecimals(scale * half))}`;
  return `${isNone ? '~' : ''}${number}${spread}${unit}`;
}

/** Never all or nothing: no sample says that. */
function chance(probability: number | null): string {
  if (probability === null) return '-';
  if (probability > 0.999) return '>99.9 %';
  return probability < 0.001 ? '<0.1 %' : `${formatAmount(Math.round(1000 * probability) / 10)} %`;
}

function legend(
  { confidence, pairs }: Comparison,
  count: number,
  cells: readonly (readonly string[])[],
): string {
  const has = (mark: string) => cells.some((row) => row.some((cell) => cell.includes(mark)));
  if (!has('±')) return 'Nothing tells how sure a difference is: none has an interval.';
  const ratios = pairs.flatMap(({ metric, varianceRatio }) =>
    metric === 'cost' && varianceRatio !== null ? [varianceRatio] : [],
  );
  const all = count > 1 ? `; those of the ${formatCount(count)} pairs hold all at once (Bonferroni)` : '';
  return [
    `±: half of a ${formatShare(confidence)} interval${all}.`,
    ...(has('~') ? ['~: the interval contains zero.'] : []),
    ...(cells[0]!.includes('Cheaper')
      ? ['Cheaper: the probability that the first costs less in the mean.']
      : []),
    ...(ratios.length === 0
      ? []
      : [
          `Common seeds: the variance of a difference of costs is ${sayRatios(ratios)} that of independent ones.`,
        ]),
  ].join(' ');
}

function sayRatios(ratios: readonly number[]): string {
  const low = Math.min(...ratios);
  const high = Math.max(...ratios);
  const of = (ratio: number) => `${ratio < 0.0005 ? '<0.001' : Number(ratio.toPrecision(2))}`;
  return of(low) === of(high) ? `${of(low)} of` : `${of(low)} to ${of(high)} of`;
}
