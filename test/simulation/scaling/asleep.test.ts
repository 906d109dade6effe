import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BACKLOG,
  backlog,
  requestsOf,
  runScaled,
  step,
  track,
  trackCpu,
  webTarget,
} from '../../support/run-scaled.ts';

const CPU = {
  namespace: 'AWS/ECS',
  metricName: 'CPUUtilization',
  dimensions: [
    { name: 'ClusterName', value: 'main' },
    { name: 'ServiceName', value: 'web' },
  ],
};
const entry = (id: string, metric: unknown) => ({
  id,
  returnData: false,
  metricStat: { metric, stat: 'Average', period: 60 },
});

/** Joins the metrics of the service with one that is another every minute, so that their data points are made one by one. */
const AWAKE = {
  alarmName: 'awake',
  metrics: [
    entry('cpu', CPU),
    entry('backlog', { namespace: 'Shop', metricName: 'Backlog' }),
    entry('tick', { namespace: 'Clock', metricName: 'Tick' }),
    { id: 'e', expression: 'cpu + backlog + tick' },
  ],
  evaluationPeriods: 1,
  threshold: 1e9,
  comparisonOperator: 'GreaterThanThreshold',
};
const TICK = {
  namespace: 'Clock',
  metricName: 'Tick',
  values: {
    steps: [
      ['0s', 0],
      ['1m', 1],
    ],
    repeat: '2m',
  },
};

/** Changes of a value over three hours, mostly some minutes apart. */
const steps = (most: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 * 60 }), fc.integer({ min: 0, max: most })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((list) => {
      let at = 0;
      return list.map(([gap, value], i): readonly [string, number] => {
        if (i > 0) at += gap;
        return [`${at}s`, value];
      });
    });

test('metrics that nothing happens to are what they would be, made one by one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        rate: steps(500),
        waiting: steps(80),
        delay: fc.integer({ min: 0, max: 200 }),
        actionDelay: fc.integer({ min: 0, max: 70 }),
        phase: fc.constantFrom('start', 'random'),
        cooldown: fc.integer({ min: 0, max: 400 }),
        treatMissingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching'),
        period: fc.constantFrom(60, 120, 300),
        startMinute: fc.integer({ min: 0, max: 59 }),
        startSecond: fc.integer({ min: 0, max: 59 }),
        fargate: fc.integer({ min: 0, max: 90 }),
      }),
      async (drawn) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const told = async (isAwake: boolean) => {
          const { lines } = await runScaled({
            simulation: {
              start: `2026-03-02T00:${two(drawn.startMinute)}:${two(drawn.startSecond)}Z`,
              duration: '4h',
            },
            timings: {
              base: 'instant',
              'cloudwatch.delay': `${drawn.delay}s`,
              'cloudwatch.delay.custom': `${drawn.delay}s`,
              'scaling.actionDelay': `${drawn.actionDelay}s`,
              'cloudwatch.alarmPhase': drawn.phase,
              'fargate.provision': `${drawn.fargate}s`,
            },
            workloads: [requestsOf(drawn.rate)],
            customMetrics: [backlog({ steps: drawn.waiting }), TICK],
            scalableTargets: [
              webTarget(
                [
                  trackCpu({ scaleOutCooldown: drawn.cooldown, scaleInCooldown: drawn.cooldown }),
                  track('backlog', { customizedMetricSpecification: BACKLOG }),
                  step('up', 1, { cooldown: drawn.cooldown }),
                ],
                { minCapacity: 0 },
              ),
            ],
            alarms: [
              {
                alarmName: 'many',
                ...BACKLOG,
                period: drawn.period,
                evaluationPeriods: 2,
                threshold: 60,
                comparisonOperator: 'GreaterThanThreshold',
                treatMissingData: drawn.treatMissingData,
                alarmActions: ['up'],
              },
              ...(isAwake ? [AWAKE] : []),
            ],
          });
          return lines.filter((line) => !line.includes('awake'));
        };
        // What comes in one instant may come in another order.
        expect([...(await told(true))].sort()).toEqual([...(await told(false))].sort());
      },
    ),
    { numRuns: 30, seed: 3 },
  );
});
