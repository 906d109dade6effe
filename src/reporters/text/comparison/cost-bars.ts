import type { Comparison } from '../../../experiment/compare/comparison.ts';
import { cutNames } from '../cut-names.ts';
import { cleanText, padText, widthOf } from '../layout.ts';
import { formatShare } from '../numbers.ts';

const WIDEST_NAME = 24;
const FEWEST_CELLS = 10;

/** Costs as bars from 0, with their intervals as far as they reach: `█` for sure, `▒` perhaps, `┃` the mean. */
export function costBars({ alternatives, confidence }: Comparison, width: number): string[] {
  const most = alternatives.reduce((top, { cost }) => Math.max(top, cost.high ?? cost.mean), 0);
  if (most <= 0) return [];
  const names = alternatives.map(({ name }) => cleanText(name));
  const nameWidth = Math.min(
    WIDEST_NAME,
    names.reduce((widest, name) => Math.max(widest, widthOf(name)), 0),
  );
  const cells = Math.max(FEWEST_CELLS, width - nameWidth - 1);
  const shown = cutNames(names, nameWidth);
  const hasIntervals = alternatives.some(({ cost }) => cost.low !== null);
  return [
    hasIntervals ? `Cost (▒ where the ${formatShare(confidence)} interval lies, ┃ the mean)` : 'Cost',
    ...alternatives.map(({ cost }, i) => `${padText(shown[i]!, nameWidth)} ${bar(cost, most, cells)}`),
  ];
}

function bar(
  { mean, low, high }: Comparison['alternatives'][number]['cost'],
  most: number,
  cells: number,
): string {
  const at = (value: number) => Math.max(0, Math.round((value / most) * cells));
  const [from, to] = [at(low ?? mean), at(high ?? mean)];
  if (to <= from) return '█'.repeat(to);
  const mark = Math.min(to - 1, Math.max(from, at(mean)));
  return `${'█'.repeat(from)}${'▒'.repeat(mark - from)}┃${'▒'.repeat(to - mark - 1)}`;
}
