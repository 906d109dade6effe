import { expect, test } from 'vitest';
import {
  leastSamples,
  parseStatistic,
  type Samples,
  statisticOf,
  takesPercentile,
} from '../../src/cloudwatch/statistic.ts';
import { LogHistogram } from '../../src/kernel/log-histogram.ts';

/** What is kept of 1, 2, 3 and 10. */
const FOUR: Samples = { count: 4, sum: 16, minimum: 1, maximum: 10, distribution: null };
const NAMED = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;
const median = { kind: 'percentile', fraction: 0.5 } as const;

test('statistics of a few samples', () => {
  expect(NAMED.map((kind) => statisticOf(FOUR, { kind }))).toEqual([4, 16, 1, 10, 4]);
});

test('without samples there is no data point, whatever the statistic', () => {
  const none = { count: 0, sum: 0, minimum: Infinity, maximum: 0, distribution: new LogHistogram() };
  expect(NAMED.map((kind) => statisticOf(none, { kind }))).toEqual([null, null, null, null, null]);
  expect(statisticOf(none, median)).toBeNull();
});

test('a percentile needs the raw samples, or samples that are all alike', () => {
  expect(statisticOf(FOUR, median)).toBeNull();
  expect(statisticOf({ ...FOUR, minimum: 4, maximum: 4 }, median)).toBe(4);
  const distribution = new LogHistogram();
  for (const value of [1, 2, 3, 10]) distribution.add(value, 1);
  expect(statisticOf({ ...FOUR, distribution }, { kind: 'percentile', fraction: 0.99 })).toBeCloseTo(10, 0);
});

test('names of statistics are read in any case, percentiles up to 100', () => {
  expect(parseStatistic('average')).toEqual({ kind: 'Average' });
  expect(parseStatistic('SampleCount')).toEqual({ kind: 'SampleCount' });
  expect(parseStatistic('p99.9')).toEqual({ kind: 'percentile', fraction: 99.9 / 100 });
  expect(parseStatistic('p100')).toEqual({ kind: 'percentile', fraction: 1 });
  expect(['p101', 'p', 'p99.', 'tm99', 'Mean', ''].map(parseStatistic)).toEqual(Array(6).fill(null));
});

test('a percentile wants ten samples beyond it', () => {
  expect([0.5, 0.9, 0.99, 0.999].map(leastSamples)).toEqual([20, 100, 1000, 10_000]);
  expect(leastSamples(0.1)).toBe(100);
  expect([999, 1000].map((count) => takesPercentile(count, 0.99, 'ignore'))).toEqual([false, true]);
  expect(takesPercentile(1, 0.99, 'evaluate')).toBe(true);
});
