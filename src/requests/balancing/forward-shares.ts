/**
 * The parts of the requests that a rule forwards to each of its target groups, by their weights from 0 to 999; all 0 when no
 * group has a weight (autoscaling: ).
 */
export function forwardShares(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum === 0 ? 0 : weight / sum));
}
