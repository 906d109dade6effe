import { expect, test } from 'vitest';
import {
  CPU_OF_GROUP,
  LOAD,
  loadAlarm,
  loadOf,
  runPolicies,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from '../../support/group-policies.ts';

const HALF_HOUR = { simulation: { duration: '30m' } };

/** Tasks at once, each of half an instance. */
const tasks = (count: number, at: string, duration: string) => ({
  taskDefinition: 'job',
  cluster: 'main',
  launchType: 'EC2',
  arrivals: { burst: { at, count } },
  duration,
});

test('breaches within one step are one activity while the instance warms up, a greater one adds what is missing (scaling:R-3.12)', async () => {
  const up = stepPolicy('up', 1, {
    estimatedInstanceWarmup: 300,
    stepAdjustments: [
      { metricIntervalLowerBound: 0, metricIntervalUpperBound: 20, scalingAdjustment: 1 },
      { metricIntervalLowerBound: 20, scalingAdjustment: 2 },
    ],
  });
  const { desired, held } = await runPolicies(
    { scalingPolicies: [up] },
    {
      simulation: { duration: '19m' },
      customMetrics: [loadOf([0, 10], [10, 60], [13, 80])],
      alarms: [loadAlarm('hot', 'above', 50, 'up')],
    },
  );
  // The first launch is warm at 965 s: the data point of the minute from 1020 s on is the first that it is wholly in.
  expect(desired).toEqual(['660 s g 4 -> 5', '840 s g 5 -> 6', '1080 s g 6 -> 7']);
  expect(held.slice(0, 3)).toEqual([
    '720 s up alreadyAtDesired',
    '780 s up alreadyAtDesired',
    '900 s up alreadyAtDesired',
  ]);
});

test('nothing scales in until all are warm, and a scale-out does not wait (scaling:R-3.12)', async () => {
  const { desired, held } = await runPolicies(
    {
      defaultInstanceWarmup: 300,
      scalingPolicies: [stepPolicy('down', -1), stepPolicy('up', 3), stepPolicy('more', 1)],
    },
    {
      ...HALF_HOUR,
      customMetrics: [loadOf([0, 30], [10, 60], [11, 10], [19, 30])],
      alarms: [loadAlarm('cold', 'below', 20, 'down'), loadAlarm('hot', 'above', 50, 'up')],
    },
  );
  expect(desired).toEqual(['660 s g 4 -> 7', '1080 s g 7 -> 6', '1140 s g 6 -> 5']);
  expect(held.slice(0, 2)).toEqual(['720 s down warmUp', '1020 s down warmUp']);
});

test('simple scaling rests from the end of an activity, whichever policy it was of (scaling:R-3.13)', async () => {
  const { desired, simulation } = await runPolicies(
    {
      defaultCooldown: 120,
      scalingPolicies: [simplePolicy('more', 1, { cooldown: 300 }), simplePolicy('fewer', -1)],
    },
    {
      ...HALF_HOUR,
      timings: { 'asg.launchDelay': '61s' },
      customMetrics: [loadOf([0, 30], [10, 60], [20, 10])],
      alarms: [loadAlarm('cold', 'below', 20, 'fewer'), loadAlarm('hot', 'above', 50, 'more')],
    },
  );
  // Launched at 721 s: up to 1021 s. Whatever is taken is gone at once.
  expect(desired.slice(0, 5)).toEqual([
    '660 s g 4 -> 5',
    '1080 s g 5 -> 6',
    '1500 s g 6 -> 5',
    '1620 s g 5 -> 4',
    '1740 s g 4 -> 3',
  ]);
  expect(simulation.scalableTargets[0]!.restsUntil).toBe(1_860_000);
});

test('simple scaling adjusts by percent, to an exact size, and whatever the metric says', async () => {
  const run = async (policy: object, alarm: object = {}) =>
    (
      await runPolicies(
        { scalingPolicies: [{ policyName: 'p', ...policy }] },
        {
          simulation: { duration: '15m' },
          customMetrics: [loadOf([0, 30], [10, 60])],
          alarms: [{ ...loadAlarm('hot', 'above', 50, 'p'), ...alarm }],
        },
      )
    ).desired;
  const percent = { adjustmentType: 'PercentChangeInCapacity', scalingAdjustment: 10 };
  expect(await run(percent)).toEqual(['660 s g 4 -> 5']);
  expect(await run({ ...percent, minAdjustmentMagnitude: 3 })).toEqual(['660 s g 4 -> 7']);
  expect(await run({ adjustmentType: 'ExactCapacity', scalingAdjustment: 2 })).toEqual(['660 s g 4 -> 2']);
  expect(await run({ adjustmentType: 'ChangeInCapacity', scalingAdjustment: 40 })).toEqual([
    '660 s g 4 -> 20',
  ]);
  // There are no data points of that name.
  const dimensions = [{ name: 'Of', value: 'nobody' }];
  const missing = await runPolicies(
    { scalingPolicies: [simplePolicy('p', 1)] },
    {
      simulation: { duration: '4m' },
      customMetrics: [
        loadOf([0, 1]),
        { ...LOAD, dimensions: { Of: 'nobody' }, values: { steps: [[900, 1]] } },
      ],
      alarms: [{ ...loadAlarm('hot', 'above', 50, 'p'), dimensions, treatMissingData: 'breaching' }],
    },
  );
  expect(missing.desired).toEqual(['60 s g 4 -> 5']);
});

test('target tracking works from the instances that are warm (scaling:R-3.12)', async () => {
  const policy = trackingPolicy(
    't',
    { targetValue: 50, customizedMetricSpecification: { ...LOAD, statistic: 'Average' } },
    { estimatedInstanceWarmup: 900 },
  );
  const { desired } = await runPolicies(
    { scalingPolicies: [policy] },
    { ...HALF_HOUR, timings: {}, customMetrics: [loadOf([0, 50], [20, 75], [24, 100])] },
  );
  // 4 x 75 / 50, then 4 x 100 / 50: what warms up counts towards it.
  expect(desired).toEqual(['1380 s g 4 -> 6', '1500 s g 6 -> 8']);
});

test('the CPU of a group is that of instances that are warm, minute by minute (scaling:R-3.12, R-3.14)', async () => {
  const { desired } = await runPolicies(
    {
      instanceMonitoring: { enabled: true },
      minSize: 4,
      scalingPolicies: [
        trackingPolicy(
          'cpu',
          { targetValue: 50, predefinedMetricSpecification: CPU_OF_GROUP },
          { estimatedInstanceWarmup: 600 },
        ),
      ],
    },
    { simulation: { duration: '22m' }, workloads: [tasks(6, '11m', '1h')] },
  );
  // Three of the four are full, 75 %, as long as the two that are new do not count.
  expect(desired).toEqual(['840 s g 4 -> 6']);
});

test('with basic monitoring it takes a quarter of an hour, and the way back 75 minutes (scaling:R-3.14)', async () => {
  const { desired } = await runPolicies(
    {
      minSize: 4,
      scalingPolicies: [
        trackingPolicy(
          'cpu',
          { targetValue: 50, predefinedMetricSpecification: CPU_OF_GROUP },
          { estimatedInstanceWarmup: 900 },
        ),
      ],
    },
    { simulation: { duration: '3h' }, workloads: [tasks(6, '30m', '30m')] },
  );
  // Above the target from 30 to 60 min, then at nought.
  expect(desired).toEqual(['2700 s g 4 -> 6', '8100 s g 6 -> 4']);
});

test('the CPU that requests take is that of their tasks’ instances', async () => {
  const { simulation } = await runPolicies(
    { instanceMonitoring: { enabled: true } },
    {
      ...HALF_HOUR,
      services: [
        {
          serviceName: 'web',
          cluster: 'main',
          taskDefinition: 'job',
          desiredCount: 4,
          launchType: 'EC2',
          placementStrategy: [{ type: 'spread', field: 'instanceId' }],
        },
      ],
      workloads: [
        {
          service: 'web',
          requests: { rate: { constant: 160 }, noise: 'exact', cpuMsPerRequest: { constant: 10 } },
        },
      ],
      alarms: [
        {
          alarmName: 'cpu',
          namespace: 'AWS/EC2',
          metricName: 'CPUUtilization',
          dimensions: [{ name: 'AutoScalingGroupName', value: 'g' }],
          statistic: 'Average',
          evaluationPeriods: 1,
          threshold: 90,
          comparisonOperator: 'GreaterThanThreshold',
        },
      ],
    },
  );
  const { values } = simulation.metrics.streams[0]!;
  // 1.6 vCPU of eight.
  expect([...values].filter((value) => Math.abs(value - 20) < 0.1).length).toBeGreaterThan(0);
});

test('scheduled actions change sizes at their times, whatever policies say', async () => {
  const { desired, simulation } = await runPolicies(
    {
      scheduledUpdateGroupActions: [
        { scheduledActionName: 'half', recurrence: '30 * * * *', desiredCapacity: 6 },
        { scheduledActionName: 'least', startTime: '2026-03-02T00:45:00Z', maxSize: 3 },
        { scheduledActionName: 'wrong', startTime: '2026-03-02T00:50:00Z', desiredCapacity: 9 },
        { scheduledActionName: 'crossed', startTime: '2026-03-02T00:55:00Z', minSize: 9 },
      ],
    },
    { simulation: { start: '2026-03-02T00:00:00Z', duration: '70m' } },
  );
  expect(desired).toEqual(['1800 s g 4 -> 6', '2700 s g 6 -> 3']);
  expect(simulation.refusedActions.map(({ message }) => message)).toEqual([
    'Scheduled action wrong: the desired capacity 9 would not be between the minimum size 1 and the maximum size 3 of autoScalingGroup/g.',
    'Scheduled action crossed: the minimum capacity 9 would be above the maximum capacity 3 of autoScalingGroup/g, so both must be given.',
  ]);
});

test('a cluster is scaled by what is reserved of it, as before there were capacity providers', async () => {
  const alarm = (alarmName: string, side: object, action: string) => ({
    alarmName,
    namespace: 'AWS/ECS',
    metricName: 'CPUReservation',
    dimensions: [{ name: 'ClusterName', value: 'main' }],
    statistic: 'Average',
    alarmActions: [action],
    ...side,
  });
  const { desired } = await runPolicies(
    {
      desiredCapacity: 2,
      defaultInstanceWarmup: 120,
      scalingPolicies: [stepPolicy('out', 1), stepPolicy('in', -1)],
    },
    {
      simulation: { duration: '40m' },
      workloads: [tasks(1, '5m', '35m'), tasks(3, '10m', '15m')],
      alarms: [
        alarm(
          'high',
          { evaluationPeriods: 1, threshold: 75, comparisonOperator: 'GreaterThanThreshold' },
          'out',
        ),
        alarm('low', { evaluationPeriods: 6, threshold: 40, comparisonOperator: 'LessThanThreshold' }, 'in'),
      ],
    },
  );
  // Full at four tasks of four, then two thirds of six; at the end one of six, and of four.
  expect(desired).toEqual(['660 s g 2 -> 3', '1860 s g 3 -> 2', '1920 s g 2 -> 1']);
});

test('a policy that is disabled does nothing, and its alarm is fine', async () => {
  const { desired, simulation } = await runPolicies(
    {
      scalingPolicies: [
        stepPolicy('up', 1, { enabled: false }),
        trackingPolicy(
          't',
          { targetValue: 5, predefinedMetricSpecification: CPU_OF_GROUP },
          { enabled: false },
        ),
      ],
    },
    { ...HALF_HOUR, customMetrics: [loadOf([0, 90])], alarms: [loadAlarm('hot', 'above', 50, 'up')] },
  );
  expect(desired).toEqual([]);
  expect(simulation.scenario.warnings).toEqual([]);
  expect(simulation.alarmNames).toEqual(['hot']);
});
