import type { Comparison, TornadoBar } from '../../../experiment/compare/comparison.ts';
import { cleanText, wrapText } from '../layout.ts';
import { countOf, formatUsd } from '../numbers.ts';
import { layTable } from '../table.ts';
import { inputValue } from '../uncertain-table.ts';

/** Bars that are shown; JSON has all. */
const MOST_ROWS = 12;
const BAR = 10;

/** How far each uncertain input moves the differences of cost, the widest first. */
export function tornadoText({ tornado }: Comparison, width: number): string[] {
  if (tornado.length === 0) return [];
  const shown = tornado.slice(0, MOST_ROWS);
  const left = tornado.length - shown.length;
  const swings = shown.map(({ atLow, atHigh }) => Math.abs(atHigh - atLow));
  const widest = Math.max(...swings);
  const isOnePair = new Set(tornado.map(({ a, b }) => `${a}\n${b}`)).size === 1;
  const rows = shown.map((bar, i) => [
    isOnePair ? cleanText(bar.path) : `${cleanText(bar.path)}: ${cleanText(bar.a)} - ${cleanText(bar.b)}`,
    `${labelOf(bar, bar.lowInput)} to ${labelOf(bar, bar.highInput)}`,
    formatUsd(bar.atLow),
    formatUsd(bar.atHigh),
    '█'.repeat(widest === 0 ? 0 : Math.round((swings[i]! / widest) * BAR)),
  ]);
  const { a, b } = tornado[0]!;
  const what = isOnePair ? `${cleanText(a)} - ${cleanText(b)}` : 'first - second';
  return [
    ...wrapText(
      `What the difference of costs (${what}) depends on: each input at its 10th and 90th percentile, the others at their medians`,
      width,
    ),
    ...layTable([['Input', '10 % to 90 %', 'at 10 %', 'at 90 %', ''], ...rows], STYLE, width),
    ...(left > 0 ? [`${countOf(left, 'more bar')} in --format json`] : []),
  ];
}

const STYLE = {
  alignRight: [false, true, true, true, false],
  names: 0,
  yields: [
    [0, 16],
    [4, 0],
    [1, 0],
  ],
} as const;

function labelOf({ unit }: TornadoBar, value: number): string {
  return inputValue({ isDuration: unit === 's' }, value);
}
