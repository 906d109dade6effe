import { tidy } from '../../tidy.ts';

/** A sample's mean and spread. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** With the divisor `count - 1`; 0 of fewer than two. */
  readonly variance: number;
  /** All values are the same: they say nothing about chance. */
  readonly isConstant: boolean;
}

export function sampleOf(values: readonly number[]): Sample {
  const count = values.length;
  const [first = 0] = values;
  if (values.every((value) => value === first)) return { count, mean: first, variance: 0, isConstant: true };
  // Sums of distances from the first value lose no digits where all lie close together.
  const mean = first + values.reduce((sum, value) => sum + (value - first), 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { count, mean, variance: squares / (count - 1), isConstant: false };
}

/** Replication by replication `a - b`: what both have in common falls out. */
export function pairedDifferences(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, r) => tidy(value - b[r]!));
}

/**
 * Variance of the difference by the variance that it would have with seeds of their own; below 1, the common random numbers
 * paid. `null`: too few replications to tell, or one of the two does not vary.
 */
export function varianceRatio(a: readonly number[], b: readonly number[]): number | null {
  const [ofA, ofB] = [sampleOf(a), sampleOf(b)];
  if (a.length < FEWEST || ofA.isConstant || ofB.isConstant) return null;
  return sampleOf(pairedDifferences(a, b)).variance / (ofA.variance + ofB.variance);
}

/** Of fewer the ratio itself is mostly chance. */
const FEWEST = 5;
