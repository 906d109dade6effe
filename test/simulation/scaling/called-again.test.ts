import { expect, test } from 'vitest';
import {
  BACKLOG,
  backlog,
  backlogAlarm,
  requestsOf,
  runScaled,
  step,
  track,
  trackCpu,
  webService,
  webTarget,
} from '../../support/run-scaled.ts';

const registered = (at: string, parts: Readonly<Record<string, unknown>>) => ({
  at,
  registerScalableTarget: { resourceId: 'service/main/web', ...parts },
});

test('held at the maximum, it scales out within a minute of a higher one', async () => {
  const { changes, held } = await runScaled({
    workloads: [requestsOf([['0s', 360]])],
    scalableTargets: [webTarget([trackCpu()], { maxCapacity: 6 })],
    actions: [registered('63m20s', { maxCapacity: 10 })],
  });
  // 360 requests a second want 7.2 tasks at 50 %.
  expect(changes).toEqual(['180 s web 4 -> 6', '3840 s web 6 -> 8']);
  expect(held).toContain('480 s cpu alreadyAtMaximum');
});

test('a scale-in waits for a deployment to complete (scaling:R-2.13)', async () => {
  const { changes } = await runScaled({
    workloads: [requestsOf([['0s', 80]])],
    scalableTargets: [webTarget([trackCpu()])],
    // Tasks of the new revision are HEALTHY 241 s after they have started, and the old ones are stopped.
    images: { slow: { readyAfter: '4m' } },
    taskDefinitions: [
      definition({ name: 'app', image: 'app' }),
      definition({
        name: 'app',
        image: 'slow',
        healthCheck: { command: ['CMD', 'check'], interval: 5, startPeriod: 300, retries: 3 },
      }),
    ],
    services: [webService({ taskDefinition: 'app:1' })],
    actions: [{ at: '14m10s', updateService: { service: 'web', taskDefinition: 'app:2' } }],
  });
  expect(changes).toEqual(['1140 s web 4 -> 2']);
});

test('suspended, it does not scale in; resumed, the alarm that is still in ALARM calls it (scaling:X-2.71)', async () => {
  const { changes } = await runScaled({
    workloads: [requestsOf([['0s', 80]])],
    scalableTargets: [webTarget([trackCpu()], { suspendedState: { dynamicScalingInSuspended: true } })],
    actions: [registered('50m30s', { suspendedState: { dynamicScalingInSuspended: false } })],
  });
  expect(changes).toEqual(['3060 s web 4 -> 2']);
});

test('a scheduled action that is missed while suspended is not run; the next one is (scaling:X-2.72)', async () => {
  const { lines } = await runScaled({
    simulation: { duration: '110m' },
    scalableTargets: [
      webTarget([], {
        suspendedState: { scheduledScalingSuspended: true },
        scheduledActions: [
          {
            scheduledActionName: 'more',
            schedule: 'cron(0/30 * * * ? *)',
            scalableTargetAction: { minCapacity: 6 },
          },
        ],
      }),
    ],
    actions: [registered('40m', { suspendedState: { scheduledScalingSuspended: false } })],
  });
  expect(lines).toEqual([
    '3600 s Setting min capacity to 6 and max capacity to 20',
    '3600 s web 4 -> 6',
    '5400 s Setting min capacity to 6 and max capacity to 20',
  ]);
});

test('no second scale-in before the cooldown of the first has ended (scaling:R-2.9)', async () => {
  const { changes } = await runScaled({
    simulation: { duration: '30m' },
    customMetrics: [backlog({ constant: 0 })],
    scalableTargets: [webTarget([step('down', -1, { cooldown: 330 })])],
    alarms: [backlogAlarm('few', { comparisonOperator: 'LessThanThreshold', alarmActions: ['down'] })],
  });
  // Called minute by minute: the first call after 390 s is at 420 s.
  expect(changes).toEqual(['60 s web 4 -> 3', '420 s web 3 -> 2', '780 s web 2 -> 1']);
});

test('a scale-out ends the cooldown of a scale-in at once', async () => {
  const { changes } = await runScaled({
    simulation: { duration: '20m' },
    customMetrics: [
      backlog({
        steps: [
          ['0s', 0],
          ['2m', 20],
          ['3m', 0],
        ],
      }),
    ],
    scalableTargets: [webTarget([step('down', -1, { cooldown: 3000 }), step('up', 2, { cooldown: 60 })])],
    alarms: [
      backlogAlarm('few', { comparisonOperator: 'LessThanThreshold', alarmActions: ['down'] }),
      backlogAlarm('many', { alarmActions: ['up'] }),
    ],
  });
  expect(changes).toEqual(['60 s web 4 -> 3', '180 s web 3 -> 5', '240 s web 5 -> 4']);
});

test('in the cooldown of a scale-out what that has added counts as part of what is wanted (scaling:X-2.86, X-2.87)', async () => {
  const tracked = (values: unknown) =>
    runScaled({
      simulation: { duration: '8m' },
      services: [webService({ desiredCount: 10 })],
      customMetrics: [backlog(values)],
      scalableTargets: [webTarget([track('backlog', { customizedMetricSpecification: BACKLOG })])],
    });
  // 10 tasks at 70 want 14 at 50; while the cooldown lasts that is what 70 means, and 90 means 18.
  expect((await tracked({ constant: 70 })).changes).toEqual(['180 s web 10 -> 14', '480 s web 14 -> 20']);
  expect(
    (
      await tracked({
        steps: [
          ['0s', 70],
          ['4m', 90],
        ],
      })
    ).changes,
  ).toEqual(['180 s web 10 -> 14', '300 s web 14 -> 18']);
});

function definition(container: Readonly<Record<string, unknown>>): unknown {
  return {
    family: 'app',
    cpu: '1024',
    memory: '2048',
    networkMode: 'awsvpc',
    containerDefinitions: [container],
  };
}
