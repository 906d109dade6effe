import { sampleOf } from './sample.ts';
import type { Spread } from './spread.ts';

/** Fewer whole days say nothing about other days. */
export const FEWEST_DAYS = 7;
const WEEK = 7;
/** So many blocks, or more, lie in the days. */
const FEWEST_BLOCKS = 3;

/**
 * How many days lie in a block: whole weeks where there are three of them, so that what depends on the day of the week stays in
 * a block, and with more weeks longer blocks, as days that are further apart depend on each other; else a third of the days.
 */
export function blockDays(days: number): number {
  const weeks = Math.floor(Math.sqrt(days / WEEK / FEWEST_BLOCKS));
  return weeks > 0 ? weeks * WEEK : Math.ceil(days / FEWEST_BLOCKS);
}

/**
 * The mean of days that depend on their neighbours, and its spread when blocks of days are drawn anew, with replacement, from
 * the days laid in a circle (the moving-block bootstrap; in a circle each day is drawn as often as any other). The variance
 * over all that could be drawn is known in closed form, so nothing is drawn: it is that of a block's mean by the number of
 * blocks drawn. With few blocks that is too small; `n - 1` instead of `n` and Student's distribution make up for it.
 * Blocks overlap, which is worth half as many again (Meketon and Schmeiser, 1984).
 */
export function blockSpread(days: readonly number[], block: number = blockDays(days.length)): Spread {
  const { count, mean, isConstant } = sampleOf(days);
  if (count < FEWEST_DAYS || isConstant) return { mean, error: null };
  const means = days.map((_, first) => {
    let sum = 0;
    for (let i = 0; i < block; i++) sum += days[(first + i) % count]! - mean;
    return sum / block;
  });
  const variance = means.reduce((sum, value) => sum + value * value, 0) / count;
  const drawn = count / block;
  const dof = block === 1 ? drawn - 1 : OVERLAP_WORTH * (drawn - 1);
  return { mean, error: { standardError: Math.sqrt(variance / (drawn - 1)), dof } };
}

const OVERLAP_WORTH = 1.5;
