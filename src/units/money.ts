/**
 * Exact money. An amount is a BigInt of nano-USD (1e-9 USD); a rate is a BigInt of 1e-10 USD for one unit, because AWS's
 * price lists print ten decimals.
 */

const RATE_DECIMALS = 10;
const AMOUNT_DECIMALS = 9;
const DECIMAL = /^(-?)(\d+)?(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * Reads a decimal price in USD ("0.04048", "1.2e-7") as 1e-10 USD: exact up to ten decimals, further ones rounded half
 * away from zero. Throws a RangeError for what is no decimal number.
 */
export function parseRate(decimal: string): bigint {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(decimal.trim()) ?? [];
  if (whole + fraction === '') throw new RangeError(`expected a decimal price in USD, received "${decimal}"`);
  const shift = Number(exponent) - fraction.length + RATE_DECIMALS;
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideRounded(digits, 10n ** BigInt(-shift));
  return sign === '-' ? -size : size;
}

/** An amount as a decimal string of USD, without needless zeros: "0.0123", "-1.5", "0". */
export function formatNanoUsd(amount: bigint): string {
  return formatDecimal(amount, AMOUNT_DECIMALS);
}

/** A rate as a decimal string of USD, without needless zeros: what `parseRate` reads. */
export function formatRate(rate: bigint): string {
  return formatDecimal(rate, RATE_DECIMALS);
}

function formatDecimal(value: bigint, decimals: number): string {
  if (value < 0n) return '-' + formatDecimal(-value, decimals);
  const digits = value.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals);
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The double nearest to an amount in USD. */
export function nanoUsdToNumber(amount: bigint): number {
  return Number(formatNanoUsd(amount));
}

/** USD for people: `$1,234.56`, and `<$0.01` for what is above zero and under a cent. */
export function formatDollars(amount: number): string {
  if (amount < 0) return '-' + formatDollars(-amount);
  if (amount > 0 && amount < 0.01) return '<$0.01';
  return '$' + amount.toFixed(2).replace(/\B(?=(?:\d{3})+\.)/g, ',');
}

/** The integer nearest to `numerator / denominator`; a half goes away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return divideRounded(-numerator, -denominator);
  if (numerator < 0n) return -divideRounded(-numerator, denominator);
  return (2n * numerator + denominator) / (2n * denominator);
}
