import type * as z from 'zod';
import type { Distribution } from '../../environment/distributions/distribution.ts';
import { quantile } from '../../environment/distributions/draw.ts';
import type { UncertainInput } from './uncertain-input.ts';

/** The values of an uncertain number at parts of its distribution. */
export interface Drawn extends Omit<UncertainInput, 'path'> {
  /** A value as it stands in the scenario. */
  write(value: number): number | string;
}

/**
 * What a distribution gives at `u` in [0, 1), by inversion, and at its 10th, 50th and 90th percentiles. A duration is whole
 * milliseconds; where only whole numbers can stand, what is drawn is rounded, and of a uniform one between whole ends
 * each whole number is equally likely.
 */
export function drawInput(
  distribution: Distribution,
  u: number,
  isDuration: boolean,
  accepts: (value: number | string) => boolean,
): Drawn {
  const write = (value: number) => (isDuration ? `${Math.round(value * 1000)}ms` : value);
  const isWhole = !isDuration && !accepts(notWhole(quantile(distribution, 0.5)));
  const at = (part: number): number => {
    if (isWhole) return wholeQuantile(distribution, part);
    const value = quantile(distribution, Math.min(Math.max(part, SMALLEST_U), 1 - SMALLEST_U));
    return isDuration ? Math.round(value * 1000) / 1000 : Number(value.toPrecision(DIGITS));
  };
  return { value: at(u), low: at(0.1), median: at(0.5), high: at(0.9), isDuration, isWhole, write };
}

/** Whether a field takes a value. */
export function taker(schema: z.ZodType): (value: number | string) => boolean {
  return (value) => schema.safeParse(value).success;
}

/** So that what is told can be set again, and reads well. */
const DIGITS = 12;
/** Half of a stream's smallest step. */
const SMALLEST_U = 2 ** -33;

function wholeQuantile(distribution: Distribution, part: number): number {
  const u = Math.min(Math.max(part, SMALLEST_U), 1 - SMALLEST_U);
  if (distribution.kind !== 'uniform') return Math.round(quantile(distribution, u));
  const { min, max } = distribution;
  if (!Number.isInteger(min) || !Number.isInteger(max)) return Math.round(quantile(distribution, u));
  return Math.min(max, Math.floor(min + u * (max - min + 1)));
}

/** A number near this one that is no integer. */
function notWhole(value: number): number {
  return Math.floor(value) + 0.5;
}
