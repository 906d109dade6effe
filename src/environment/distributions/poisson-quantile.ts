import { exp, normalQuantile } from '../../units/elementary.ts';

/** Up to this mean the terms are added one by one. */
const MOST_ADDED = 64;

/** Half of a stream's smallest step: a `u` of exactly 0 would be infinitely far below the mean. */
const SMALLEST_U = 2 ** -33;

/**
 * A count drawn from the Poisson distribution of this mean by inversion of `u` in [0, 1): the least count at or below which
 * a variable lies with probability above `u`. Never falls as `u` or the mean rises. Exact up to a mean of 64, but for
 * rounding; above, the expansion by Cornish and Fisher (Giles, ACM TOMS 42, 2016) is off by one with a probability below 3
 * in 100,000, the smaller the larger the mean.
 */
export function poissonQuantile(mean: number, u: number): number {
  return mean <= MOST_ADDED ? addTerms(mean, u) : expand(mean, normalQuantile(Math.max(u, SMALLEST_U)));
}

function addTerms(mean: number, u: number): number {
  let count = 0;
  let term = exp(-mean);
  let below = term;
  // The sum can end a rounding short of 1: behind the mean a term that changes nothing is the last.
  while (below <= u && (count < mean || below + term > below)) {
    count++;
    term *= mean / count;
    below += term;
  }
  return count;
}

/** `w` is how many standard deviations of a normal variable from its mean have this probability. */
function expand(mean: number, w: number): number {
  const root = Math.sqrt(mean);
  const w2 = w * w;
  const first = (2 + w2) / 6;
  const second = -(w * (2 + w2)) / (72 * root);
  const third = (-16 + w2 * (7 + 3 * w2)) / (810 * mean);
  return Math.max(0, Math.floor(mean + root * w + first + second + third));
}
