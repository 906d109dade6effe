import type { Estimate } from '../comparison.ts';
import type { Sample } from './sample.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';

/** A mean and how surely it is known: its distance from the truth by `standardError` follows Student's distribution. */
export interface Spread {
  readonly mean: number;
  /** `null`: there is no telling. */
  readonly error: { readonly standardError: number; readonly dof: number } | null;
}

/** Of independent replications. Of fewer than two, or of values that are all the same, there is no telling. */
export function spreadOf({ count, mean, variance, isConstant }: Sample): Spread {
  if (count < 2 || isConstant) return { mean, error: null };
  return { mean, error: { standardError: Math.sqrt(variance / count), dof: count - 1 } };
}

/**
 * Of a mean that two kinds of chance move, each by itself: their variances add up, with as many degrees of freedom as Welch and
 * Satterthwaite give the sum. What is not known of one adds nothing.
 */
export function withSpread({ mean, error }: Spread, { error: more }: Spread): Spread {
  if (error === null || more === null) return { mean, error: error ?? more };
  const [one, other] = [error.standardError ** 2, more.standardError ** 2];
  const variance = one + other;
  if (variance === 0) return { mean, error };
  const dof = variance ** 2 / (one ** 2 / error.dof + other ** 2 / more.dof);
  return { mean, error: { standardError: Math.sqrt(variance), dof } };
}

/** Half the interval that covers the truth with probability `confidence`; `null`: there is no telling. */
export function halfWidth({ error }: Spread, confidence: number): number | null {
  if (error === null) return null;
  return studentTQuantile((1 + confidence) / 2, error.dof) * error.standardError;
}

export function intervalOf(spread: Spread, confidence: number): Estimate {
  const { mean } = spread;
  const half = halfWidth(spread, confidence);
  return half === null ? { mean, low: null, high: null } : { mean, low: mean - half, high: mean + half };
}

/** That the truth is below 0. */
export function probabilityBelowZero({ mean, error }: Spread): number | null {
  if (error === null || error.standardError === 0) return null;
  return studentTCdf(-mean / error.standardError, error.dof);
}

/** What each of several intervals must cover so that all do at once with probability `confidence`, whatever binds them (Bonferroni). */
export function simultaneous(confidence: number, intervals: number): number {
  return 1 - (1 - confidence) / Math.max(1, intervals);
}
