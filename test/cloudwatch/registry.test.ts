import { expect, test } from 'vitest';
import { allowsStatistic, isPeriod, METRIC_FAMILIES } from '../../src/cloudwatch/registry.ts';

test('no metric is in two families of the same dimensions', () => {
  const keys = METRIC_FAMILIES.flatMap(({ namespace, dimensions, metrics }) =>
    Object.keys(metrics).map((name) => `${namespace} ${name} ${dimensions.join()}`),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

// scaling.
test('periods are 10, 20, 30 s or whole minutes up to a day', () => {
  expect([10, 20, 30, 60, 120, 3600, 86_400].filter((seconds) => !isPeriod(seconds))).toEqual([]);
  expect([0, 1, 5, 15, 40, 90, 61, 86_460, -60, 60.5].filter(isPeriod)).toEqual([]);
});

// scaling.
test('percentiles are had of raw samples only, and some metrics are sums', () => {
  const percentile = { kind: 'percentile', fraction: 0.9 } as const;
  const named = { kind: 'Average' } as const;
  const sum = { kind: 'Sum' } as const;
  const allowed = (statistics: 'Sum' | 'named' | 'any') =>
    [percentile, named, sum].map((statistic) => allowsStatistic({ statistics }, statistic));
  expect(allowed('any')).toEqual([true, true, true]);
  expect(allowed('named')).toEqual([false, true, true]);
  expect(allowed('Sum')).toEqual([false, false, true]);
});
