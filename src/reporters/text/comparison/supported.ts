import { formatUsd } from '../numbers.ts';

/** How far a figure is known: half its interval; `null`: there is no interval. */
export type HalfWidth = number | null;

/** Half of the interval of an estimate. */
export function halfOf({
  low,
  high,
}: {
  readonly low: number | null;
  readonly high: number | null;
}): HalfWidth {
  return low === null || high === null ? null : (high - low) / 2;
}

/**
 * Decimals that an interval of that half width supports: up to its first digit, or its second when that is a 1; below 0: tens,
 * hundreds and so on are rounded, too.
 */
export function supportedDecimals(half: number): number {
  if (!(half > 0)) return MOST_DECIMALS;
  const [digits = '', exponent = '0'] = half.toExponential(1).split('e');
  return Math.min(MOST_DECIMALS, (digits.startsWith('1') ? 1 : 0) - Number(exponent));
}

/** As many as measured numbers have. */
const MOST_DECIMALS = 9;

/** `1,234.6`, `12,300`: with so many decimals, rounded to tens and so on where they are below 0. */
export function withDecimals(value: number, decimals: number): string {
  const unit = Number(`1e${Math.max(0, -decimals)}`);
  const text = (Math.round(value / unit) * unit).toFixed(0);
  const rounded = decimals > 0 ? value.toFixed(decimals) : text;
  const [whole = '', fraction] = rounded.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const shown = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return /^-[0,.]*$/.test(shown) ? shown.slice(1) : shown;
}

/** USD with no digit that its interval does not support, and to the cent at most, or four digits of less than a dollar. */
export function supportedUsd(value: number, half: HalfWidth): string {
  if (half === null || half === 0) return formatUsd(value);
  const text = withDecimals(Math.abs(value), Math.min(supportedDecimals(half), mostDecimalsOfUsd(value)));
  return `${value < 0 && /[1-9]/.test(text) ? '-' : ''}$${text}`;
}

/** Half of an interval in USD, in the digits of the figure that it belongs to: `0.04`, `<0.01`. */
export function supportedHalfUsd(value: number, half: number): string {
  const most = mostDecimalsOfUsd(value);
  const least = Number(`1e${-most}`);
  return half < least / 2
    ? `<${withDecimals(least, most)}`
    : withDecimals(half, Math.min(supportedDecimals(half), most));
}

/** A tiny interval says nothing of the digits that an invoice has not. */
function mostDecimalsOfUsd(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 1) return 2;
  const exponent = Number(size.toExponential(1).split('e')[1]);
  return Math.min(MOST_DECIMALS, 3 - exponent);
}
