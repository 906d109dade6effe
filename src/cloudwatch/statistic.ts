/** How the samples of a period become one number (scaling: ). */
export type Statistic =
  | { readonly kind: 'Average' | 'Sum' | 'Minimum' | 'Maximum' | 'SampleCount' }
  /** `pNN`: the value below which this part of the samples lies, 0 to 1. */
  | { readonly kind: 'percentile'; readonly fraction: number };

/** What CloudWatch keeps of the samples of a period. */
export interface Samples {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The raw samples; `null`: only the set of statistics is known. */
  readonly distribution: { quantile(fraction: number): number } | null;
}

/** A statistic of a period; `null`: there is no data point, or the samples do not say it (scaling: ). */
export function statisticOf(samples: Samples, statistic: Statistic): number | null {
  const { count, sum, minimum, maximum, distribution } = samples;
  if (count === 0) return null;
  switch (statistic.kind) {
    case 'Average':
      return sum / count;
    case 'Sum':
      return sum;
    case 'Minimum':
      return minimum;
    case 'Maximum':
      return maximum;
    case 'SampleCount':
      return count;
    case 'percentile':
      if (distribution !== null) return distribution.quantile(statistic.fraction);
      // A set of statistics gives percentiles only where all samples are alike.
      return minimum === maximum ? minimum : null;
  }
}

const NAMED = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;

/** Reads `Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount` or a percentile such as `p99.9`; `null`: something else. */
export function parseStatistic(text: string): Statistic | null {
  const named = NAMED.find((name) => name.toLowerCase() === text.toLowerCase());
  if (named !== undefined) return { kind: named };
  const [, percent] = /^p(\d{1,3}(?:\.\d{1,10})?)$/i.exec(text) ?? [];
  if (percent === undefined || Number(percent) > 100) return null;
  return { kind: 'percentile', fraction: Number(percent) / 100 };
}

/**
 * Samples below which a percentile says little (scaling: ): 10 / (1 - p) from the median up, 10 / p below it.
 * `fraction` is above 0 and below 1.
 */
export function leastSamples(fraction: number): number {
  // 10 / (1 - 0.99) is 1000, not the double next to it.
  return Math.ceil(10 / (fraction >= 0.5 ? 1 - fraction : fraction) - 1e-6);
}

/** Whether an alarm on a percentile takes a data point of so many samples (scaling: ). */
export function takesPercentile(
  count: number,
  fraction: number,
  lowSampleCount: 'evaluate' | 'ignore',
): boolean {
  return lowSampleCount === 'evaluate' || count >= leastSamples(fraction);
}
