/** Intervals of paired differences by the book: sums as they stand in it, Student's distribution by its finite series for whole degrees of freedom. */
export interface BookInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** That the truth is below 0. */
  readonly below: number;
}

/** Of the pairs of which both are there; `null`: fewer than two, or all the same. Each of `pairs` intervals is as much surer as all are to hold at once. */
export function pairedInterval(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  confidence: number,
  pairs: number,
): BookInterval | null {
  const differences: number[] = [];
  for (let r = 0; r < a.length; r++) {
    const [one, other] = [a[r], b[r]];
    if (one != null && other != null) differences.push(one - other);
  }
  const n = differences.length;
  if (n < 2 || differences.every((d) => Math.abs(d - differences[0]!) < 1e-9)) return null;
  let sum = 0;
  for (const d of differences) sum += d;
  const mean = sum / n;
  let squares = 0;
  for (const d of differences) squares += (d - mean) ** 2;
  const error = Math.sqrt(squares / (n - 1) / n);
  const half = within((1 - confidence) / pairs, n - 1) * error;
  const central = centralPart(mean / error, n - 1);
  return { mean, low: mean - half, high: mean + half, below: (1 - central) / 2 };
}

/** So far from 0 lies no more than `outside` of it, both sides together. */
function within(outside: number, dof: number): number {
  let [low, high] = [0, 1];
  while (1 - centralPart(high, dof) > outside) high *= 2;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (1 - centralPart(middle, dof) > outside) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Abramowitz and Stegun 26.7.3 and 26.7.4: between -t and t; negative for t below 0. */
function centralPart(t: number, dof: number): number {
  const angle = Math.atan(t / Math.sqrt(dof));
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  let sum = 0;
  let term = dof % 2 === 0 ? 1 : cos;
  for (let k = dof % 2 === 0 ? 2 : 3; k <= dof; k += 2) {
    sum += term;
    term *= ((k - 1) / k) * cos * cos;
  }
  return dof % 2 === 0 ? sin * sum : (2 / Math.PI) * (angle + sin * sum);
}
