import { expect, test } from 'vitest';
import { complaintsOf, load, smallWorkload } from '../../support/load.ts';

const HOUR = 3_600_000;
const SIMULATION = { simulation: { start: '2026-03-02T00:00:00Z', duration: '1d' } };

const arrivals = async (stated: unknown, files = {}) => {
  const { source } = (await load(smallWorkload({ arrivals: stated }, SIMULATION), { files })).workloads[0]!;
  if (source.kind !== 'arrivals') throw new Error('no arrivals');
  return source.arrivals;
};
const complaints = (stated: unknown, files = {}, parts = SIMULATION) =>
  complaintsOf(smallWorkload({ arrivals: stated }, parts), { files });

test('every, burst and schedule', async () => {
  expect(await arrivals({ every: '30s' })).toEqual({
    form: { kind: 'every', everyMs: 30_000 },
    fromMs: 0,
    untilMs: null,
    limit: null,
  });
  expect(await arrivals({ every: 30, from: '1h', until: '2026-03-02T06:00:00Z', limit: 5 })).toMatchObject({
    fromMs: HOUR,
    untilMs: 6 * HOUR,
    limit: 5,
  });
  expect((await arrivals({ burst: { at: '2h', count: 500 } })).form).toEqual({
    kind: 'burst',
    atMs: 2 * HOUR,
    count: 500,
  });
  expect((await arrivals({ burst: { count: 5 } })).form).toEqual({ kind: 'burst', atMs: 0, count: 5 });
  const { form } = await arrivals({ schedule: 'cron(0 1 * * ? *)', count: 120, timeZone: 'Europe/Berlin' });
  expect(form).toMatchObject({
    kind: 'schedule',
    count: 120,
    schedule: { kind: 'cron', timeZone: 'Europe/Berlin', hours: [1] },
  });
  expect((await arrivals({ schedule: 'rate(5 minutes)' })).form).toMatchObject({
    count: 1,
    schedule: { kind: 'rate', everyMs: 300_000 },
  });
});

test('a Poisson rate a second, a minute or an hour is the same rate', async () => {
  for (const poisson of [{ perSecond: 0.5 }, { perMinute: 30 }, { perHour: 1800 }])
    expect((await arrivals({ poisson })).form).toEqual({ kind: 'poisson', perSecond: 0.5 });
});

test('a rate can change over time: constant, from a file, or the sum of several', async () => {
  const rate = async (stated: unknown, files = {}) => {
    const { form } = await arrivals({ poisson: { rate: stated } }, files);
    return form.kind === 'poissonSeries' ? form.series : null;
  };
  const files = { 'r.csv': 't,v,w\n0,60,1\n60,120,1\n' };
  const file = { file: 'r.csv', timeColumn: 't', valueColumn: 'v', per: '1m' };
  expect(await rate({ constant: 6, per: '1m', scale: 2 })).toEqual({
    atMs: [0],
    perSecond: [0.2],
    endMs: null,
    repeat: false,
  });
  expect(await rate(file, files)).toEqual({
    atMs: [0, 60_000],
    perSecond: [1, 2],
    endMs: 120_000,
    repeat: false,
    recorded: true,
  });
  expect(await rate({ ...file, scale: 0.5, repeat: true }, files)).toMatchObject({
    perSecond: [0.5, 1],
    repeat: true,
  });
  expect(await rate([file, { constant: 1 }], files)).toMatchObject({
    atMs: [0, 60_000, 120_000],
    perSecond: [2, 3, 1],
  });
});

test('what is odd about the rows of a file becomes a warning', async () => {
  const files = { 'r.csv': 't,v\n0,1\n60,2\n120,1\n180,1\n3600,5\n' };
  const rate = { file: 'r.csv', timeColumn: 't', valueColumn: 'v' };
  const warnings = async (more: object) =>
    (
      await load(smallWorkload({ arrivals: { poisson: { rate: { ...rate, ...more } } } }, SIMULATION), {
        files,
      })
    ).warnings;
  expect((await warnings({ repeat: true })).map(({ code }) => code)).toEqual(['series-file']);
  expect(await warnings({ repeat: true, gaps: 'hold' })).toEqual([]);
  expect((await warnings({ gaps: 'hold' })).map(({ code }) => code)).toEqual(['series-ends-early']);
});

test('a weekday as a number is warned of', async () => {
  const { warnings } = await load(smallWorkload({ arrivals: { schedule: 'cron(0 1 ? * 2 *)' } }, SIMULATION));
  expect(warnings.map(({ code }) => code)).toEqual(['numbered-weekday']);
});

test.each([
  [
    {},
    'workloads[0].arrivals: expected exactly one of `every`, `poisson`, `schedule`, `burst`, received an empty mapping.',
  ],
  [
    { every: 0 },
    'workloads[0].arrivals.every: expected a duration above 0 such as 90s, 6m or 7d, received 0.',
  ],
  [
    { every: 1, burst: { count: 1 } },
    'workloads[0].arrivals: expected exactly one of `every`, `poisson`, `schedule`, `burst`, received a mapping with the keys every, burst.',
  ],
  [
    { poisson: { perSecond: 0 } },
    'workloads[0].arrivals.poisson.perSecond: expected a number above 0, received 0.',
  ],
  [
    { poisson: { perSecond: 1, perHour: 3600 } },
    'workloads[0].arrivals.poisson: expected exactly one of `perSecond`, `perMinute`, `perHour`, `rate`, received a mapping with the keys perSecond, perHour.',
  ],
  [
    { poisson: { rate: 5 } },
    'workloads[0].arrivals.poisson.rate: expected a series such as { constant: 5 }, or a list of series, received 5.',
  ],
  [
    { poisson: { rate: { constant: -5 } } },
    'workloads[0].arrivals.poisson.rate.constant: expected a number from 0 up, received -5.',
  ],
  [
    { poisson: { rate: [{ constant: 5 }, { constant: 'x' }] } },
    'workloads[0].arrivals.poisson.rate[1].constant: expected a number from 0 up, received "x".',
  ],
  [
    { poisson: { rate: { steps: [] } } },
    'workloads[0].arrivals.poisson.rate.steps: expected at least one pair, received an empty list.',
  ],
  [
    { poisson: { rate: { constant: 5, gaps: 'hold' } } },
    'workloads[0].arrivals.poisson.rate.gaps: expected `gaps` only beside `file`, received "hold".',
  ],
  [
    { schedule: 'every night' },
    'workloads[0].arrivals.schedule: expected cron(...), rate(...) or at(...), received "every night".',
  ],
  [
    { schedule: 'cron(0 1 * * *)' },
    'workloads[0].arrivals.schedule: expected six fields in cron(...), received 5 in "cron(0 1 * * *)".',
  ],
  [
    { schedule: 'rate(1 hour)', timeZone: 'Berlin' },
    'workloads[0].arrivals.timeZone: expected an IANA time zone such as Europe/Berlin, received "Berlin".',
  ],
  [
    { every: 60, count: 3 },
    'workloads[0].arrivals.count: expected `count` only beside `schedule`, received 3.',
  ],
  [
    { every: 60, from: '2h', until: '1h' },
    'workloads[0].arrivals.until: expected a moment after `from`, 2 h from the start, received 1 h from the start.',
  ],
  [
    { every: 60, from: '1d' },
    'workloads[0].arrivals.from: expected a moment before the end of the run, 1 d from the start, received 1 d from the start.',
  ],
  [
    { every: 60, from: '2026-03-01' },
    'workloads[0].arrivals.from: expected an instant from 2026-03-02T00:00:00.000Z on, the start, received 2026-03-01T00:00:00.000Z.',
  ],
  [
    { every: 60, from: 'noon' },
    'workloads[0].arrivals.from: expected a duration from the start such as 2h, or an instant such as 2026-03-02T06:00:00Z, received "noon".',
  ],
  [
    { burst: { at: '2d', count: 5 } },
    'workloads[0].arrivals.burst.at: expected a moment before the end of the run, 1 d from the start, received 2 d from the start.',
  ],
  [
    { burst: { at: '1h', count: 5 }, from: '2h' },
    'workloads[0].arrivals.burst.at: expected a moment from `from` on, 2 h from the start, received 1 h from the start.',
  ],
  [
    { burst: { at: '1h' } },
    'workloads[0].arrivals.burst.count: expected an integer from 1 up, received nothing.',
  ],
])('%j is refused', async (stated, complaint) => {
  expect(await complaints(stated)).toEqual([complaint]);
});

test('files of series: what is missing is told', async () => {
  const files = { 'r.csv': 't,v\n0,1\n5,x\n' };
  const at = 'workloads[0].arrivals.poisson.rate';
  const rate = (stated: unknown) => complaints({ poisson: { rate: stated } }, files);
  expect(await rate({ file: 'q.csv', timeColumn: 't', valueColumn: 'v' })).toEqual([
    `${at}.file: expected a file that can be read, received "q.csv": no such file.`,
  ]);
  expect(await rate({ file: 'r.csv', valueColumn: 'v' })).toEqual([
    `${at}.timeColumn: expected the name of one of the file's columns, received nothing.`,
  ]);
  expect(await rate({ file: 'r.csv', timeColumn: 't', valueColumn: 'v' })).toEqual([
    `${at}.file: expected a number from 0 up at r.csv:3 column "v", received "x".`,
  ]);
  expect(await rate({ file: 'r.csv', timeColumn: 't', valueColumn: 'q' })).toEqual([
    `${at}.file: expected a column "q" at r.csv:1, received "t", "v".`,
  ]);
});

test('whether tasks come for ever decides whether the run needs a duration', async () => {
  const files = { 'r.csv': 't,v\n0,1\n60,1\n' };
  const file = { file: 'r.csv', timeColumn: 't', valueColumn: 'v' };
  const isEndless = async (stated: unknown) =>
    (await complaints(stated, files, { simulation: {} } as never)).length > 0;
  for (const stated of [
    { every: 60 },
    { poisson: { perSecond: 1 } },
    { poisson: { rate: { constant: 1 } } },
    { poisson: { rate: { ...file, repeat: true } } },
    { poisson: { rate: [file, { constant: 1 }] } },
    { schedule: 'rate(1 day)' },
    { schedule: 'cron(0 1 * * ? *)' },
  ])
    expect({ stated, endless: await isEndless(stated) }).toEqual({ stated, endless: true });
  for (const stated of [
    { every: 60, limit: 3 },
    { poisson: { perSecond: 1 }, until: '1h' },
    { poisson: { rate: { constant: 0 } } },
    { poisson: { rate: file } },
    { schedule: 'at(2026-03-02T05:00:00)' },
    { schedule: 'cron(0 1 * * ? 2026)' },
    { burst: { count: 3 } },
  ])
    expect({ stated, endless: await isEndless(stated) }).toEqual({ stated, endless: false });
});
