import type { Range } from '../plan/range.ts';

/** The values of a range that are looked at: steps of a round number, of 1 for whole numbers; the last one is the range's end. */
export interface Lattice {
  /** Positions go from 0 to this one. */
  readonly last: number;
  valueAt(position: number): number;
}

/** A range has from 200 to 2,000 steps, if it is not of whole numbers. */
const LEAST_STEPS = 200;

export function latticeOf({ low, high, isWhole, isDuration, step: stated }: Range): Lattice {
  const span = high - low;
  let step = 1;
  while (span / step < LEAST_STEPS) step /= 10;
  while (span / (step * 10) >= LEAST_STEPS) step *= 10;
  if (isWhole) step = Math.max(1, step);
  if (isDuration) step = Math.max(0.001, step);
  if (stated !== undefined) step = stated;
  const last = Math.ceil(tidy(span / step));
  return { last, valueAt: (position) => (position === last ? high : tidy(low + position * step)) };
}

/** So many positions at even distances, the ends among them; all of them if there are no more. */
export function spreadPositions({ last }: Lattice, count: number): number[] {
  const wanted = Math.min(count, last + 1);
  return Array.from({ length: wanted }, (_, i) => Math.round((i * last) / Math.max(1, wanted - 1)));
}

/** Without the dust of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
