import type { ComparedPair, Comparison } from '../../../experiment/compare/comparison.ts';
import { cleanText, wrapText } from '../layout.ts';
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
  const names = kept(header);
  const left = all.length - pairs.length;
  return [
    ...layTable(
      [names, ...rows.map(kept)],
      {
        alignRight: names.map((_, i) => i > 1),
        yields: [
          ...[0, 1].map((column) => [column, 16] as const),
          ...(['Unserved', 'Latency p95'] as const)
            .map((name) => [names.indexOf(name), 0] as const)
            .filter(([i]) => i > 0),
          ...[0, 1].map((column) => [column, 6] as const),
        ],
      },
      width,
    ),
    ...(left > 0 ? [`${countOf(left, 'more pair')} in --format json`] : []),
    ...wrapText(legend(comparison, all.length), width),
  ];
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

function legend({ confidence, pairs }: Comparison, count: number): string {
  const hasIntervals = pairs.some(({ low }) => low !== null);
  if (!hasIntervals) return 'No interval: nothing tells how sure a difference is.';
  const ratios = pairs.flatMap(({ metric, varianceRatio }) =>
    metric === 'cost' && varianceRatio !== null ? [varianceRatio] : [],
  );
  return [
    `±: half of a ${formatShare(confidence)} interval${count > 1 ? `; those of the ${formatCount(count)} pairs hold all at once (Bonferroni)` : ''}.`,
    ...(pairs.some((pair) => pair.low !== null && differenceOf(pair) === 'none')
      ? ['~: the interval contains zero.']
      : []),
    'Cheaper: the probability that the first costs less in the mean.',
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
