/** A measured number as the outcome prints it: nine decimals, so that binary dust does not show. */
export function tidy(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
