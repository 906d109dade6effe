import { describe, expect, test } from 'vitest';
import type { Series } from '../../../src/environment/arrivals/arrivals-spec.ts';
import { rateAt } from '../../environment/series/series-support.ts';
import { complaintsOf, load, served, smallWorkload } from '../../support/load.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FILES = { 'r.csv': 't,v\n0,60\n60,120\n' };
const FILE = { file: 'r.csv', timeColumn: 't', valueColumn: 'v' };
const DAY = { mean: 10, amplitude: 5, peakAt: '14:30' };

const text = (rate: unknown, simulation: object = {}) =>
  served([{ service: 'web', requests: { rate, cpuMsPerRequest: 20 } }], {
    simulation: { duration: '2d', ...simulation },
  });
const series = async (rate: unknown, simulation: object = {}, seed = '1'): Promise<Series> =>
  (await load(text(rate, simulation), { files: FILES, seed })).loads[0]!.requests!.rate!;
const complaints = async (rate: unknown, simulation: object = {}) =>
  (await complaintsOf(text(rate, simulation), { files: FILES })).map((sentence) =>
    sentence.replace('workloads[0].requests.', ''),
  );

test('steps are pairs of a time and a rate, the last held to the end', async () => {
  const steps = [
    ['0s', 10],
    ['2h', 40],
  ];
  expect(await series({ steps })).toEqual({
    atMs: [0, 2 * HOUR],
    perSecond: [10, 40],
    endMs: null,
    repeat: false,
  });
  expect(await series({ steps, per: '1m', scale: 6 })).toMatchObject({ perSecond: [1, 4] });
});

test('a diurnal rate peaks at its time of day, UTC', async () => {
  const rate = await series({ diurnal: DAY, per: '1m', scale: 60 });
  expect([14.5, 8.5, 2.5].map((hour) => rateAt(rate, hour * HOUR))).toEqual([15, 10, 5]);
  const later = await series({ diurnal: { ...DAY, peakAt: '14h30m' } }, { start: '2026-03-02T10:00:00Z' });
  expect(rateAt(later, 4.5 * HOUR)).toBe(15);
});

describe('repeat', () => {
  const steps = [
    ['0s', 1],
    ['1h', 2],
    ['3h', 3],
  ];

  test('true begins again after the last row, step or day', async () => {
    expect(await series({ ...FILE, repeat: true })).toMatchObject({ endMs: 2 * MINUTE, repeat: true });
    expect(await series({ steps, repeat: true })).toMatchObject({ endMs: 4 * HOUR, repeat: true });
    const noisy = await series({ diurnal: { ...DAY, noise: 0.2 }, repeat: true });
    expect([noisy.atMs.length, noisy.endMs, noisy.repeat]).toEqual([288, 24 * HOUR, true]);
  });

  test('a duration is the period', async () => {
    expect(await series({ steps, repeat: '1d' })).toMatchObject({ endMs: 24 * HOUR, repeat: true });
    expect(await series({ ...FILE, repeat: '5m' })).toEqual({
      atMs: [0, MINUTE, 2 * MINUTE],
      perSecond: [60, 120, 0],
      endMs: 5 * MINUTE,
      repeat: true,
      recorded: true,
    });
    const halves = await series({ diurnal: DAY, repeat: '12h' });
    expect([2.5, 14.5, 26.5].map((hour) => rateAt(halves, hour * HOUR))).toEqual([5, 5, 5]);
    const week = await series({ diurnal: { ...DAY, noise: 0.2 }, repeat: '7d' });
    expect([week.atMs.length, week.endMs]).toEqual([2016, 168 * HOUR]);
  });
});

describe('noise', () => {
  test('follows from the seed, and is another for each series of a list', async () => {
    const noisy = { diurnal: { mean: 10, amplitude: 0, peakAt: '0h', noise: 0.2 } };
    const once = await series(noisy);
    expect(once.atMs).toHaveLength(576);
    expect(await series(noisy)).toEqual(once);
    expect(await series(noisy, {}, '2')).not.toEqual(once);
    const twice = await series([noisy, noisy]);
    expect(twice.perSecond.map((rate) => rate / 2)).not.toEqual(once.perSecond);
  });

  test('a year of it is fine, a millennium is not', async () => {
    const noisy = { diurnal: { ...DAY, noise: 0.2 } };
    expect((await series(noisy, { duration: '365d' })).atMs).toHaveLength(105_120);
    expect(await complaints(noisy, { duration: '365000d' })).toEqual([
      'rate: expected series that repeat with one period, or a shorter `simulation.duration`, received too many steps.',
    ]);
  });

  test('of arrivals needs an end of the run, or of the arrivals', async () => {
    const poisson = { rate: { diurnal: { ...DAY, noise: 0.2 } } };
    const arrivals = (parts: object) => smallWorkload({ arrivals: { poisson, ...parts } });
    expect((await complaintsOf(arrivals({ limit: 5 })))[0]).toMatch(
      /^simulation\.duration: expected a duration, because a series is laid out up to the end of the run/,
    );
    const { source } = (await load(arrivals({ until: '1h' }))).workloads[0]!;
    expect(source).toMatchObject({ arrivals: { form: { series: { atMs: { length: 12 } } } } });
  });
});

test('a list is the sum: a day, and a step at lunch', async () => {
  const lunch = [
    ['12h', 30],
    ['13h', 0],
  ];
  const rate = await series([{ diurnal: DAY }, { steps: lunch, repeat: '1d' }]);
  expect([2.5, 12, 14.5, 36].map((hour) => rateAt(rate, hour * HOUR))).toEqual([
    5,
    expect.closeTo(10 + 5 * Math.cos((2 * Math.PI * 2.5) / 24) + 30, 9),
    15,
    rateAt(rate, 12 * HOUR),
  ]);
  expect(rate).toMatchObject({ endMs: 24 * HOUR, repeat: true });
});

test('more than the mean from mean to peak is warned of', async () => {
  const { warnings } = await load(text({ diurnal: { ...DAY, amplitude: 11 } }));
  expect(warnings).toEqual([
    {
      code: 'diurnal-amplitude',
      message:
        'A diurnal rate with an amplitude of 11 around 10 is 0 for part of the day, so its mean is above 10.',
      count: 1,
      firstAt: '',
    },
  ]);
});

test('a file that ends before the run is warned of, unless it begins again', async () => {
  const warnings = async (rate: object, simulation: object) =>
    (await load(text(rate, simulation), { files: FILES })).warnings.map(({ code, message }) => [
      code,
      message,
    ]);
  expect(await warnings(FILE, { duration: '1h' })).toEqual([
    [
      'series-ends-early',
      'r.csv: its rows end at 2 min, 58 min before the end at 1 h, and nothing comes after them; `repeat: true` begins again.',
    ],
  ]);
  expect(await warnings(FILE, { duration: '2m' })).toEqual([]);
  expect(await warnings({ ...FILE, repeat: true }, { duration: '1h' })).toEqual([]);
  expect(await warnings({ ...FILE, repeat: '10m' }, { duration: '1h' })).toEqual([]);
});

test.each([
  [{}, ['rate: expected exactly one of `file`, `constant`, `diurnal`, `steps`, received an empty mapping.']],
  [
    { diurnal: { mean: -3 } },
    [
      'rate.diurnal.mean: expected a number from 0 up, received -3.',
      'rate.diurnal.amplitude: expected a number from 0 up, received nothing.',
      'rate.diurnal.peakAt: expected a time of day such as 14h or "14:30", received nothing.',
    ],
  ],
  [
    { diurnal: { ...DAY, peakAt: '25h', noise: 11 } },
    [
      'rate.diurnal.peakAt: expected a time of day such as 14h or "14:30", received "25h".',
      'rate.diurnal.noise: expected a number from 0 to 10, received 11.',
    ],
  ],
  [
    { diurnal: { ...DAY, peakAt: '14:75' } },
    ['rate.diurnal.peakAt: expected a time of day such as 14h or "14:30", received "14:75".'],
  ],
  [
    { diurnal: { ...DAY, peakAt: 14 } },
    ['rate.diurnal.peakAt: expected a time of day such as 14h or "14:30", received 14.'],
  ],
  [
    { diurnal: { ...DAY, peakAt: '14' } },
    ['rate.diurnal.peakAt: expected a time of day such as 14h or "14:30", received "14".'],
  ],
  [80, ['rate: expected a series such as { constant: 80 }, or a list of series, received 80.']],
  ['2.5/s', ['rate: expected a series such as { constant: 2.5 }, or a list of series, received "2.5/s".']],
  [
    '80 / min',
    ['rate: expected a series such as { constant: 80, per: 1m }, or a list of series, received "80 / min".'],
  ],
  ['fast', ['rate: expected a series such as { constant: 10 }, or a list of series, received "fast".']],
  [{ steps: [] }, ['rate.steps: expected at least one pair, received an empty list.']],
  [{ steps: 5 }, ['rate.steps: expected a list of pairs such as [2h, 40], received 5.']],
  [{ steps: [['1h']] }, ['rate.steps[0]: expected a pair such as [2h, 40], received a list of 1.']],
  [
    {
      steps: [
        ['2h', 1],
        ['3h', -2],
      ],
    },
    ['rate.steps[1][1]: expected a number from 0 up, received -2.'],
  ],
  [
    {
      steps: [
        ['2h', 1],
        ['2h', 2],
        ['1h', 2],
      ],
    },
    [
      'rate.steps[1][0]: expected a time after that of the step before, received "2h".',
      'rate.steps[2][0]: expected a time after that of the step before, received "1h".',
    ],
  ],
  [
    {
      steps: [
        ['0s', 1],
        ['2h', 3],
      ],
      repeat: '2h',
      valueColumn: 'v',
    },
    [
      'rate.repeat: expected more than 2 h, when the last rate begins, received 2 h.',
      'rate.valueColumn: expected `valueColumn` only beside `file`, received "v".',
    ],
  ],
  [
    { ...FILE, repeat: '60s' },
    ['rate.repeat: expected more than 1 min, when the last rate begins, received 1 min.'],
  ],
  [
    { constant: 5, repeat: true },
    ['rate.repeat: expected no `repeat` beside `constant`, which never ends, received true.'],
  ],
  [
    { constant: 5, repeat: 'daily' },
    ['rate.repeat: expected true, false, or a duration such as 7d, received "daily".'],
  ],
  [{ constant: 1e308, scale: 10 }, ['rate: expected smaller numbers, received a rate without end.']],
  [[{ constant: 5 }, { constant: -1 }], ['rate[1].constant: expected a number from 0 up, received -1.']],
])('%j is refused', async (rate, expected) => {
  expect((await complaints(rate)).sort()).toEqual(expected.sort());
});
