import type { ComparedPair } from '../../../experiment/compare/comparison.ts';
import { formatAmount } from '../numbers.ts';
import { halfOf, supportedDecimals, supportedHalfUsd, supportedUsd, withDecimals } from './supported.ts';
import { differenceOf } from './verdict.ts';

/** `-$1.20 ± 0.04`, `~0.3 ± 1.2 s`; `~` before what contains zero. */
export function sayDifference(pair: ComparedPair): string {
  const half = halfOf(pair);
  const isNone = half !== null && differenceOf(pair) === 'none';
  const text = SAY[pair.metric](pair.difference, half);
  const unit = pair.metric === 'cost' ? '' : ` ${text.split(' ').at(-1)!}`;
  const scale = pair.metric === 'unserved' ? 100 : 1;
  const number = unit === '' ? text : text.slice(0, -unit.length);
  const spread = half === null || half === 0 ? '' : ` ± ${sayHalf(pair, scale * half)}`;
  return `${isNone ? '~' : ''}${number}${spread}${unit}`;
}

function sayHalf({ metric, difference }: ComparedPair, half: number): string {
  return metric === 'cost' ? supportedHalfUsd(difference, half) : withDecimals(half, supportedDecimals(half));
}

const SAY: Readonly<Record<ComparedPair['metric'], (value: number, half: number | null) => string>> = {
  cost: supportedUsd,
  wait: (value, half) => `${figure(value, half)} s`,
  latency: (value, half) => `${figure(value, half)} ms`,
  unserved: (value, half) => `${figure(100 * value, half === null ? null : 100 * half)} %`,
};

function figure(value: number, half: number | null): string {
  return half === null || half === 0 ? formatAmount(value) : withDecimals(value, supportedDecimals(half));
}

/** The probability that a difference is below zero. Never all or nothing: no sample says that. */
export function sayChance(probability: number | null): string {
  if (probability === null) return '-';
  if (probability > 0.999) return '>99.9 %';
  return probability < 0.001 ? '<0.1 %' : `${formatAmount(Math.round(1000 * probability) / 10)} %`;
}
