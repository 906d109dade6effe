import { expect, test } from 'vitest';
import { predefined, requestsOf, runScaled, track, webService, webTarget } from '../../support/run-scaled.ts';

/** 100 requests a second to 4 tasks, and nothing any more after half an hour; 1000 a minute is what a task takes. */
const run = (timings: Readonly<Record<string, unknown>>) =>
  runScaled({
    simulation: { duration: '50m' },
    timings: { base: 'instant', ...timings },
    targetGroups: [{ name: 'web' }],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'] }],
    services: [
      webService({ loadBalancers: [{ targetGroupArn: 'web', containerName: 'app', containerPort: 80 }] }),
    ],
    workloads: [
      requestsOf([
        ['0s', 100],
        ['30m', 0],
      ]),
    ],
    scalableTargets: [
      webTarget(
        [
          track('requests', {
            targetValue: 1000,
            predefinedMetricSpecification: predefined('ALBRequestCountPerTarget'),
          }),
        ],
        { minCapacity: 0 },
      ),
    ],
  });

test('6000 requests a minute are 1500 a target, for which it takes six tasks; idle minutes count as 0 (scaling:X-2.88)', async () => {
  expect((await run({ 'elb.idleRequestCount': 'zero' })).lines).toEqual([
    '60 s requests AlarmHigh OK',
    '60 s requests AlarmLow OK',
    '180 s requests AlarmHigh ALARM',
    '180 s web 4 -> 6',
    '240 s requests AlarmHigh OK',
    '2700 s requests AlarmLow ALARM',
    '2700 s web 6 -> 0',
  ]);
});

test('idle minutes without a data point keep the tasks: there is not enough data', async () => {
  const { lines } = await run({ 'elb.idleRequestCount': 'missing' });
  expect(lines.slice(4)).toEqual([
    '240 s requests AlarmHigh OK',
    // It looks 5 data points back for three, and 20 for fifteen.
    '2100 s requests AlarmHigh INSUFFICIENT_DATA',
    '3000 s requests AlarmLow INSUFFICIENT_DATA',
  ]);
});
