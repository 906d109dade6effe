import { expect, test } from 'vitest';
import { meanMs } from '../../../src/environment/distributions/draw.ts';
import { complaintsOf, load, smallWorkload } from '../../support/load.ts';

const duration = async (stated: unknown, files = {}) => {
  const { source } = (await load(smallWorkload({ duration: stated }), { files })).workloads[0]!;
  if (source.kind !== 'arrivals' || source.duration.kind === 'work') throw new Error('no duration');
  return source.duration;
};

test.each([
  ['90s', { kind: 'constant', value: 90_000 }],
  [0, { kind: 'constant', value: 0 }],
  [{ exponential: { mean: '10m' } }, { kind: 'exponential', mean: 600_000 }],
  [{ weibull: { shape: 1.5, scale: '1h' } }, { kind: 'weibull', shape: 1.5, scale: 3_600_000 }],
  [{ pareto: { minimum: 10, shape: 2 } }, { kind: 'pareto', minimum: 10_000, shape: 2 }],
  [{ uniform: { min: 1, max: '1m' } }, { kind: 'uniform', min: 1000, max: 60_000 }],
  [{ empirical: ['3s', 1, '2m'] }, { kind: 'empirical', values: [1000, 3000, 120_000] }],
])('%j', async (stated, expected) => {
  expect(await duration(stated)).toEqual(expected);
});

test('a lognormal is told by mean and 95th percentile, by median and sigma, or by mu and sigma of seconds', async () => {
  const byMean = await duration({ lognormal: { mean: '6m', p95: '15m' } });
  expect(meanMs(byMean)).toBeCloseTo(360_000, 3);
  const byMedian = await duration({ lognormal: { median: 10, sigma: 0.5 } });
  expect(byMedian).toMatchObject({ kind: 'lognormal', sigma: 0.5 });
  expect(Math.exp((byMedian as { mu: number }).mu)).toBeCloseTo(10_000, 6);
  expect(Math.exp(((await duration({ lognormal: { mu: 0, sigma: 1 } })) as { mu: number }).mu)).toBeCloseTo(
    1000,
    8,
  );
});

test('observed times can stand in a file, in seconds', async () => {
  const stated = { empirical: { file: 'd.csv', column: 's' } };
  expect(await duration(stated, { 'd.csv': 'id,s\na,3\nb,1.5\n' })).toEqual({
    kind: 'empirical',
    values: [1500, 3000],
  });
  const complaints = (file: string) =>
    complaintsOf(smallWorkload({ duration: stated }), { files: { 'd.csv': file } });
  expect(await complaints('id,s\na,-3\n')).toEqual([
    'workloads[0].duration.empirical.file: expected a number from 0 up at d.csv:2 column "s", received "-3".',
  ]);
  expect(await complaints('id,s\n')).toEqual([
    'workloads[0].duration.empirical.file: expected at least one row at d.csv:2, received none.',
  ]);
});

test.each([
  [
    'soon',
    ': expected a duration such as 90s, or a mapping with one of exponential, lognormal, weibull, pareto, uniform, empirical, received "soon".',
  ],
  [
    {},
    ': expected exactly one of `exponential`, `lognormal`, `weibull`, `pareto`, `uniform`, `empirical`, received an empty mapping.',
  ],
  [
    { normal: { mean: 5 } },
    '.normal: expected a known key, received an unknown one. Known keys: exponential, lognormal, weibull, pareto, uniform, empirical.',
  ],
  [{ exponential: 5 }, '.exponential: expected a mapping, received 5.'],
  [
    { exponential: { mean: 0 } },
    '.exponential.mean: expected a duration above 0 such as 90s, 6m or 7d, received 0.',
  ],
  [
    { lognormal: { mean: 60, p95: 600 } },
    '.lognormal.p95: expected a duration from the mean to 3.868 times the mean, received 600. No lognormal reaches beyond.',
  ],
  [
    { lognormal: { mean: 60, sigma: 1 } },
    '.lognormal: expected either `mean` and `p95`, or `median` and `sigma`, or `mu` and `sigma`, received a mapping with the keys mean, sigma.',
  ],
  [
    { uniform: { min: 60, max: 30 } },
    '.uniform.max: expected a duration that is not below `min`, received 30.',
  ],
  [{ empirical: [] }, '.empirical: expected a list of durations that is not empty, received an empty list.'],
  [{ empirical: ['1m', 'x'] }, '.empirical[1]: expected a duration such as 90s, 6m or 7d, received "x".'],
  [{ pareto: { minimum: 5, shape: 0 } }, '.pareto.shape: expected a number above 0, received 0.'],
])('%j is refused', async (stated, complaint) => {
  expect((await complaintsOf(smallWorkload({ duration: stated })))[0]).toBe(
    `workloads[0].duration${complaint}`,
  );
});
