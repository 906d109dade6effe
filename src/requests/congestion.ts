/**
 * How much slower than alone a request is in a task that shares its cores evenly (M/G/c-PS, autoscaling: ): the excess,
 * 0 while there are no more requests than cores. Measured in the CPU time that the request itself has got, the others
 * come and go as a birth-death process in its steady state; so the excess's mean does not depend on how long the request
 * is, and the sum of it over a request varies as the excess's variance and the time over which it stays alike say.
 */
export interface Congestion {
  /** Mean of slowdown - 1; exact, and insensitive to the distribution of work. */
  readonly mean: number;
  /** Variance of the slowdown at one instant. */
  readonly variance: number;
  /** Mean works of own CPU time over which the excess stays alike, for exponential work. */
  readonly stays: number;
  /** Probability that there is no excess when a request comes. */
  readonly free: number;
  /** Rate at which that ends, per mean work. */
  readonly leavesFree: number;
}

/** Less likely numbers of requests are left out. */
const NEGLIGIBLE = 1e-15;

/**
 * For `cores` of at least 1, any fraction, and a utilisation from 0 to below 1. `room` says for so many on the CPU how
 * likely there is room for one more, up to a common factor; null when there always is.
 */
export function congestionAt(cores: number, utilisation: number, room: Float64Array | null): Congestion {
  const load = cores * utilisation;
  const weights: number[] = [];
  let total = 0;
  for (let k = 0, weight = 1; k <= cores || weight > NEGLIGIBLE * total; k++) {
    if (room !== null && k === room.length) break;
    const possible = room === null ? 1 : room[k]!;
    weights.push(weight * possible);
    total += weight * possible;
    weight *= load / Math.min(k + 1, cores);
  }
  let mean = 0;
  let square = 0;
  let free = 0;
  let last = 0;
  for (let k = 0; k < weights.length; k++) {
    const share = weights[k]! / total;
    const excess = excessAt(k, cores);
    mean += share * excess;
    square += share * excess * excess;
    if (excess === 0) {
      free += share;
      last = k;
    }
  }
  let covariance = 0;
  let passed = 0;
  for (let k = 0; k < weights.length - 1; k++) {
    passed += (weights[k]! / total) * (excessAt(k, cores) - mean);
    covariance += (passed * passed * total) / (weights[k + 1]! * (k + 1));
  }
  const variance = Math.max(0, square - mean * mean);
  const entered = ((weights[last + 1] ?? 0) * (last + 1)) / total;
  return {
    mean,
    variance,
    stays: variance > 0 ? covariance / variance : 1,
    free,
    leavesFree: free > 0 ? entered / free : 0,
  };
}

/** What a request beside `others` takes more than alone, in parts of its work. */
function excessAt(others: number, cores: number): number {
  return Math.max(0, (others + 1) / cores - 1);
}
