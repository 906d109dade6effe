const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;

/** A whole number of up to 15 digits over one of these is the double nearest to the decimal: both are exact. */
export const MOST_DIGITS = 15;
export const POWERS_OF_TEN: readonly number[] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];
const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** Up to 15 digits with or without a minus and a point, as `Number()` reads them; NaN for anything else. */
export function readDecimal(bytes: Uint8Array, start: number, end: number): number {
  let at = start < end && bytes[start] === MINUS ? start + 1 : start;
  const isNegative = at !== start;
  let digits = end - at;
  let decimals = 0;
  let mantissa = 0;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === POINT && decimals === 0) {
      decimals = end - at - 1;
      digits--;
      if (decimals > 0) continue;
      break;
    }
    if (byte < ZERO || byte > NINE) return NaN;
    mantissa = mantissa * 10 + (byte - ZERO);
  }
  if (digits < 1 || digits > MOST_DIGITS) return NaN;
  const value = mantissa / POWERS_OF_TEN[decimals]!;
  return isNegative ? -value : value;
}

/** What `Number()` makes of a decimal, with an exponent and white space around it or not; NaN for any other text. */
export function decimalOf(text: string): number {
  return DECIMAL.test(text) ? Number(text) : NaN;
}
