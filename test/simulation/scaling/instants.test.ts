import { expect, test } from 'vitest';
import {
  backlog,
  backlogAlarm,
  requestsOf,
  runScaled,
  step,
  trackCpu,
  webTarget,
} from '../../support/run-scaled.ts';

const DELAYED = { base: 'instant', 'cloudwatch.delay': '160s', 'scaling.actionDelay': '5s' };

test('three data points above the target are seen 160 s after the third: AlarmHigh at 360 s (scaling:X-2.84)', async () => {
  const { lines } = await runScaled({
    simulation: { duration: '10m' },
    timings: DELAYED,
    workloads: [requestsOf([['0s', 360]])],
    scalableTargets: [webTarget([trackCpu()])],
  });
  // The first two are seen at 220 s and 280 s; 90 % of 4 tasks are 7.2 at 50 %.
  expect(lines).toEqual([
    '240 s cpu AlarmHigh OK',
    '240 s cpu AlarmLow OK',
    '360 s cpu AlarmHigh ALARM',
    '365 s web 4 -> 8',
    // The minute from 360 s on is at 90 % for 5 s and at 45 % from there, and is seen at 580 s.
    '600 s cpu AlarmHigh OK',
  ]);
});

test('fifteen data points below nine tenths of it are seen at 1060 s: AlarmLow at 1080 s (scaling:X-2.85)', async () => {
  const { lines } = await runScaled({
    simulation: { duration: '20m' },
    timings: DELAYED,
    workloads: [requestsOf([['0s', 80]])],
    scalableTargets: [webTarget([trackCpu()])],
  });
  expect(lines).toEqual([
    '240 s cpu AlarmHigh OK',
    '240 s cpu AlarmLow OK',
    '1080 s cpu AlarmLow ALARM',
    '1085 s web 4 -> 2',
  ]);
});

test('a metric at its target, or at nine tenths of it, is fine (scaling:R-2.4)', async () => {
  for (const rate of [200, 180])
    expect(
      (
        await runScaled({
          workloads: [requestsOf([['0s', rate]])],
          scalableTargets: [webTarget([trackCpu()])],
        })
      ).lines,
    ).toEqual(['60 s cpu AlarmHigh OK', '60 s cpu AlarmLow OK']);
});

test('metrics of 20 s are seen 22 s later by alarms that look every 10 s', async () => {
  const { lines } = await runScaled({
    simulation: { duration: '5m' },
    timings: { base: 'instant', 'cloudwatch.delay.highResolution': '22s', 'scaling.actionDelay': '5s' },
    services: [
      {
        serviceName: 'web',
        taskDefinition: 'app',
        launchType: 'FARGATE',
        desiredCount: 4,
        monitoring: { metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }] },
      },
    ],
    workloads: [requestsOf([['0s', 360]])],
    scalableTargets: [
      webTarget([
        trackCpu({
          predefinedMetricSpecification: {
            predefinedMetricType: 'ECSServiceAverageCPUUtilizationHighResolution',
          },
        }),
      ]),
    ],
  });
  // The third ends at 60 s.
  expect(lines.slice(2)).toEqual(['90 s cpu AlarmHigh ALARM', '95 s web 4 -> 8', '150 s cpu AlarmHigh OK']);
});

test('from a metric to an alarm, to a step scaling policy, to the desired count', async () => {
  const { lines, held } = await runScaled({
    simulation: { duration: '20m' },
    timings: { base: 'instant', 'cloudwatch.delay.custom': '22s', 'scaling.actionDelay': '5s' },
    customMetrics: [
      backlog({
        steps: [
          ['0s', 0],
          ['5m', 25],
          ['10m', 12],
          ['15m', 0],
        ],
      }),
    ],
    scalableTargets: [
      webTarget([
        step('up', 1, {
          cooldown: 120,
          stepAdjustments: [
            { metricIntervalLowerBound: 0, metricIntervalUpperBound: 10, scalingAdjustment: 1 },
            { metricIntervalLowerBound: 10, scalingAdjustment: 3 },
          ],
        }),
      ]),
    ],
    alarms: [backlogAlarm('many', { evaluationPeriods: 2, alarmActions: ['up'] })],
  });
  expect(lines).toEqual([
    '120 s many OK',
    // Two of 25, the second of which ends at 420 s and is seen at 442 s; 15 above the threshold: three more.
    '480 s many ALARM',
    '485 s web 4 -> 7',
    // Called minute by minute. From the 4 of before there are 7 until the cooldown has ended.
    '605 s web 7 -> 10',
    // The mean of 25 and 12 is 8.5 above it: one more, though that comes after the cooldown of the three.
    '725 s web 10 -> 11',
    '845 s web 11 -> 12',
    '965 s web 12 -> 13',
    '1020 s many OK',
  ]);
  expect(held.filter((line) => line.startsWith('5'))).toEqual(['545 s up cooldown']);
});
