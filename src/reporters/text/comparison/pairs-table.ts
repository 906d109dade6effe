import type { ComparedPair, Comparison } from '../../../experiment/compare/comparison.ts';
import { cutNames } from '../cut-names.ts';
import { cleanText, widthOf, wrapText } from '../layout.ts';
import { countOf, formatAmount, formatCount, formatShare } from '../numbers.ts';
import { layTable, type TableStyle } from '../table.ts';
import { halfOf, supportedDecimals, supportedHalfUsd, supportedUsd, withDecimals } from './supported.ts';
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
  const cells = withRoomForNames([header, ...rows], ranked, width);
  const left = all.length - pairs.length;
  const style: TableStyle = { alignRight: cells[0]!.map((_, i) => i > 1), yields: NAMES_YIELD };
  return [
    ...layTable(cells, style, width),
    ...(left > 0 ? [`${countOf(left, 'more pair')} in --format json`] : []),
    ...wrapText(legend(comparison, all.length, cells), width),
  ];
}

/** What a narrow table does without, in turn. */
const FIRST_TO_GO = ['Unserved', 'Latency p95', 'Wait p95'];
const FEWEST_COLUMNS_OF_NAME = 16;
const NAMES_YIELD: TableStyle['yields'] = [
  [0, 4],
  [1, 4],
];

/** The columns that say something, and of those as many as leave room for names; each name is cut alike wherever it stands. */
function withRoomForNames(
  cells: readonly (readonly string[])[],
  names: readonly string[],
  width: number,
): (readonly string[])[] {
  const [header = [], ...rows] = cells;
  const says = (i: number) => i < 3 || rows.some((row) => !/^[-0]( |$)/.test(row[i]!));
  let shown = header.map((_, i) => i).filter(says);
  const widest = (column: number) => cells.reduce((most, row) => Math.max(most, widthOf(row[column]!)), 0);
  const room = () =>
    Math.floor((width - 2 - shown.slice(2).reduce((sum, column) => sum + widest(column) + 2, 0)) / 2);
  const wanted = Math.min(FEWEST_COLUMNS_OF_NAME, Math.max(widest(0), widest(1)));
  for (const name of FIRST_TO_GO)
    if (room() < wanted) shown = shown.filter((column) => header[column] !== name);
  const clean = names.map(cleanText);
  const cut = cutNames(clean, Math.max(FEWEST_COLUMNS_OF_NAME, room()));
  const short = new Map(clean.map((name, i) => [name, cut[i]!]));
  return cells.map((row) => shown.map((i) => (i < 2 ? (short.get(row[i]!) ?? row[i]!) : row[i]!)));
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
  const spread = half === null || half === 0 ? '' : ` ± ${halfText(pair, scale * half)}`;
  return `${isNone ? '~' : ''}${number}${spread}${unit}`;
}

function halfText({ metric, difference: value }: ComparedPair, half: number): string {
  return metric === 'cost' ? supportedHalfUsd(value, half) : withDecimals(half, supportedDecimals(half));
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
