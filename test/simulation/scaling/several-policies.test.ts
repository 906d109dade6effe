import { expect, test } from 'vitest';
import {
  BACKLOG,
  backlog,
  requestsOf,
  runScaled,
  track,
  trackCpu,
  webTarget,
} from '../../support/run-scaled.ts';

const both = (parts: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
  runScaled({
    ...parts,
    scalableTargets: [
      webTarget([trackCpu(), track('backlog', { customizedMetricSpecification: BACKLOG, ...more })]),
    ],
  });

test('it scales out when one of two is high, whatever the other one is', async () => {
  const { changes } = await both({
    simulation: { duration: '6m' },
    workloads: [requestsOf([['0s', 80]])],
    customMetrics: [backlog({ constant: 100 })],
  });
  expect(changes).toEqual(['180 s web 4 -> 8']);
});

test('the larger of two wins, whichever comes first, and both start from the same tasks', async () => {
  const told = async (requestRate: number, waiting: number) =>
    (
      await both({
        simulation: { duration: '3m30s' },
        workloads: [requestsOf([['0s', requestRate]])],
        customMetrics: [backlog({ constant: waiting })],
      })
    ).changes;
  // 90 % of 4 tasks want 8 and 70 % want 6: not 6 or 8 times 90 or 70 %.
  expect(await told(360, 70)).toEqual(['180 s web 4 -> 8']);
  expect(await told(280, 90)).toEqual(['180 s web 4 -> 6', '180 s web 6 -> 8']);
});

test('it scales in when all are low, to what the one that wants most of it wants (scaling:R-2.11)', async () => {
  const { lines, held } = await both({
    simulation: { duration: '49m' },
    // 10 % of 4 tasks are one task at 50 %.
    workloads: [requestsOf([['0s', 40]])],
    // Just at the target for half an hour; then 4 tasks at 30 are three at 50.
    customMetrics: [
      backlog({
        steps: [
          ['0s', 50],
          ['30m', 30],
        ],
      }),
    ],
  });
  expect(lines).toEqual([
    '60 s cpu AlarmHigh OK',
    '60 s cpu AlarmLow OK',
    '60 s backlog AlarmHigh OK',
    '60 s backlog AlarmLow OK',
    '900 s cpu AlarmLow ALARM',
    '2700 s backlog AlarmLow ALARM',
    '2700 s web 4 -> 3',
  ]);
  expect(held[0]).toBe('900 s cpu notAllReady');
});

test('one that does not scale in does not keep the other one from it (scaling:R-2.12)', async () => {
  const { changes } = await both(
    {
      simulation: { duration: '20m' },
      workloads: [requestsOf([['0s', 40]])],
      customMetrics: [backlog({ constant: 50 })],
    },
    { disableScaleIn: true },
  );
  expect(changes).toEqual(['900 s web 4 -> 1']);
});
