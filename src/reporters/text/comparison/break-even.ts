import type { BreakEven, Comparison } from '../../../experiment/compare/comparison.ts';
import { formatShare } from '../numbers.ts';
import { inputValue } from '../uncertain-table.ts';
import { notes } from './notes.ts';
import { supportedDecimals, withDecimals } from './supported.ts';

/** Pairs that are told; JSON has all. */
const MOST = 12;

/** Where the order of two alternatives turns when a variable goes through its range. */
export function breakEvenText({ breakEven }: Comparison, width: number): string[] {
  const [first] = breakEven;
  if (first === undefined) return [];
  const shown = breakEven.slice(0, MOST).map(sentence);
  const left = breakEven.length - shown.length;
  const values = first.points.map(({ value }) => value);
  const span =
    values.length === 0
      ? ''
      : `, ${labelOf(first, Math.min(...values))} to ${labelOf(first, Math.max(...values))}`;
  return notes(
    `Break-even by ${first.variable}${span}`,
    left > 0 ? [...shown, `${left} more in --format json`] : shown,
    width,
  );
}

function sentence(found: BreakEven): string {
  const { a, b, value, low, high, between, note } = found;
  if (value === null) return `${a}, ${b}: ${note}.`;
  const interval =
    low === null && high === null
      ? ''
      : low === null
        ? ` (up to ${labelOf(found, high!)})`
        : high === null
          ? ` (from ${labelOf(found, low)} on)`
          : ` (${labelOf(found, low)} to ${labelOf(found, high)})`;
  const half = low === null || high === null || found.unit === 's' ? null : (high - low) / 2;
  const at =
    half === null || half === 0 ? labelOf(found, value) : withDecimals(value, supportedDecimals(half));
  const place =
    between === undefined
      ? `At ${at}`
      : `Between ${labelOf(found, between.from)} and ${labelOf(found, between.to)}`;
  return `${place}${interval}: ${note}.${reserved(found)}`;
}

/** What of their instances is reserved there. */
function reserved({ a, b, utilization }: BreakEven): string {
  const parts = [
    [a, utilization.a],
    [b, utilization.b],
  ] as const;
  const known = parts.flatMap(([name, part]) => (part === null ? [] : [`${formatShare(part)} (${name})`]));
  return known.length === 0 ? '' : ` CPU reserved there: ${known.join(', ')}.`;
}

function labelOf({ unit }: Pick<BreakEven, 'unit'>, value: number): string {
  return inputValue({ isDuration: unit === 's' }, value);
}
