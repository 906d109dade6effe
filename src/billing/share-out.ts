/**
 * Parts of an amount in proportion to their weights, in whole units, adding up to it exactly: each is rounded down, and
 * what is left over goes to the first parts that were rounded. All zero weights share nothing.
 */
export function shareOut(amount: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 1) return [weights[0] === 0n ? 0n : amount];
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / sum);
  let left = amount - parts.reduce((total, part) => total + part, 0n);
  for (let i = 0; left > 0n && i < parts.length; i++) {
    if ((amount * weights[i]!) % sum === 0n) continue;
    parts[i]! += 1n;
    left--;
  }
  return parts;
}
