/** What of many durations is compared with a measured one. */
export type Summary = 'median' | 'mean' | 'standard deviation';

/** Of at least one value, and of two for a standard deviation. */
export function summarise(summary: Summary, values: readonly number[]): number {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  switch (summary) {
    case 'median': {
      const sorted = [...values].sort((one, other) => one - other);
      return (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2;
    }
    case 'mean':
      return mean;
    case 'standard deviation': {
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return Math.sqrt(squares / (count - 1));
    }
    default:
      return summary satisfies never;
  }
}
