import type { LogHistogram } from '../../kernel/log-histogram.ts';

/** A part of what a histogram has, and what stands for its values. */
export interface Part {
  readonly value: number;
  readonly share: number;
}

/**
 * Where a distribution is cut: finer towards its tail. The percentiles that are told of, 50, 95 and 99, are in the middle of a
 * part and not between two, so that those of a sum are right, too.
 */
const CUTS: readonly number[] = [
  0, 0.15, 0.3, 0.45, 0.55, 0.65, 0.75, 0.82, 0.88, 0.92, 0.94, 0.96, 0.975, 0.985, 0.995, 0.998, 1,
];

/** A distribution as a few parts, for sums with another one; their mean is its mean. */
export function partsOf(histogram: LogHistogram): Part[] {
  const parts: Part[] = [];
  let mean = 0;
  for (let i = 1; i < CUTS.length; i++) {
    const [from, to] = [CUTS[i - 1]!, CUTS[i]!];
    const part = { value: histogram.quantile((from + to) / 2), share: to - from };
    mean += part.value * part.share;
    parts.push(part);
  }
  const scale = mean > 0 ? histogram.mean() / mean : 1;
  return parts.map(({ value, share }) => ({ value: value * scale, share }));
}
