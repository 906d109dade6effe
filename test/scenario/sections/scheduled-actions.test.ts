import { expect, test } from 'vitest';
import { parseSchedule } from '../../../src/units/schedule.ts';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled } from '../../support/scaled.ts';

type Parts = Readonly<Record<string, unknown>>;

const AT = 'scalableTargets[0].scheduledActions';

/** The scaled scenario with these scheduled actions, each daily and with a minimum of 2 unless it says something else. */
const scheduled = (actions: readonly Parts[], parts: Parts = {}) =>
  scaled(
    {
      scheduledActions: actions.map((action, i) => ({
        scheduledActionName: `a${i}`,
        schedule: 'rate(1 day)',
        scalableTargetAction: { minCapacity: 2 },
        ...action,
      })),
    },
    parts,
  );

test('a scheduled action sets bounds at times of its zone, within its start and end', async () => {
  const { scalableTargets, warnings } = await load(
    scheduled([
      {},
      {
        schedule: 'cron(0 8 ? * MON-FRI *)',
        timezone: 'Europe/Berlin',
        startTime: '2026-03-01T12:00:00Z',
        endTime: '2026-03-02T12:00:00+01:00',
        scalableTargetAction: { minCapacity: 3, maxCapacity: 20 },
      },
    ]),
  );
  expect(scalableTargets[0]!.scheduledActions).toEqual([
    {
      scheduledActionName: 'a0',
      schedule: { kind: 'rate', everyMs: 86_400_000 },
      startMs: null,
      endMs: null,
      bounds: { minCapacity: 2, maxCapacity: null },
      desiredCapacity: null,
    },
    {
      scheduledActionName: 'a1',
      schedule: parseSchedule('cron(0 8 ? * MON-FRI *)', 'Europe/Berlin'),
      startMs: -43_200_000,
      endMs: 39_600_000,
      bounds: { minCapacity: 3, maxCapacity: 20 },
      desiredCapacity: null,
    },
  ]);
  expect(warnings).toEqual([]);
});

test('a weekday that is a number is warned of', async () => {
  const { warnings } = await load(scheduled([{ schedule: 'cron(0 8 ? * 2-6 *)' }]));
  expect(warnings.map(({ code }) => code)).toEqual(['numbered-weekday']);
});

test.each([
  [
    { schedule: 'cron(0 8 * *)' },
    '.schedule: expected six fields in cron(...), received 4 in "cron(0 8 * *)".',
  ],
  [{ timezone: 'Mars' }, '.timezone: expected an IANA time zone such as Europe/Berlin, received "Mars".'],
  [
    { scalableTargetAction: {} },
    '.scalableTargetAction: expected `minCapacity`, `maxCapacity` or both, received neither.',
  ],
  [
    { scalableTargetAction: { minCapacity: 3, maxCapacity: 2 } },
    '.scalableTargetAction.minCapacity: expected at most `maxCapacity`, 2, received 3.',
  ],
  [
    { startTime: '2026-03-03', endTime: '2026-03-02' },
    '.endTime: expected an instant after `startTime`, received one that is not.',
  ],
  // scaling.
  [
    { scalableTargetAction: { minCapacity: 11 } },
    '.scalableTargetAction.minCapacity: expected at most the maximum of the target, 10, or a `maxCapacity` with it, received 11.',
  ],
  [
    { scalableTargetAction: { maxCapacity: 0 } },
    '.scalableTargetAction.maxCapacity: expected at least the minimum of the target, 1, or a `minCapacity` with it, received 0.',
  ],
])('%j is refused', async (action, complaint) => {
  expect(await complaintsOf(scheduled([action]))).toEqual([`${AT}[0]${complaint}`]);
});

test('no two have one name, and there are 200 at most', async () => {
  const twice = { scheduledActionName: 'a' };
  expect(await complaintsOf(scheduled([twice, twice]))).toEqual([
    `${AT}[1].scheduledActionName: expected a name that no other action of the target has, received "a" once more.`,
  ]);
  expect(await complaintsOf(scheduled(Array.from({ length: 201 }, () => ({}))))).toEqual([
    `${AT}: expected at most 200 scheduled actions, received a list of 201.`,
  ]);
});

test('a bound is not refused that goes with what the other one may have become', async () => {
  const least = { scalableTargetAction: { minCapacity: 11 } };
  expect(await complaintsOf(scheduled([least, { scalableTargetAction: { maxCapacity: 12 } }]))).toEqual([]);
  const actions = [{ at: '1h', registerScalableTarget: { resourceId: 'service/main/web', maxCapacity: 12 } }];
  expect(await complaintsOf(scheduled([least], { actions }))).toEqual([]);
});
