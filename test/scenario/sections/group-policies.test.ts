import { expect, test } from 'vitest';
import {
  CPU_OF_GROUP,
  LOAD,
  loadAlarm,
  loadOf,
  policyText,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from '../../support/group-policies.ts';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const ONE_HOUR = { simulation: { duration: '1h' } };
const withPolicy = (policy: Parts, group: Parts = {}) =>
  policyText({ scalingPolicies: [policy], ...group }, ONE_HOUR);
const policyOf = async (policy: Parts, group: Parts = {}) =>
  (await load(withPolicy(policy, group))).scalableTargets[0]!.policies[0]!;
const AT = 'autoScalingGroups[0].scalingPolicies[0]';

test('a group with policies is a scalable target behind those of services', async () => {
  const { scalableTargets, warnings } = await load(withPolicy(stepPolicy('up', 2)));
  expect(scalableTargets).toEqual([
    {
      resourceId: 'autoScalingGroup/g',
      scales: { of: 'group', index: 0 },
      minCapacity: 1,
      maxCapacity: 20,
      suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
      policies: [
        {
          kind: 'step',
          policyName: 'up',
          rule: {
            adjustmentType: 'ChangeInCapacity',
            steps: [{ lower: 0, upper: null, adjustment: 2 }],
            minAdjustmentMagnitude: 0,
          },
          isSimple: false,
          cooldownMs: 0,
          warmUpMs: 300_000,
          metricAggregation: 'Average',
        },
      ],
      scheduledActions: [],
    },
  ]);
  expect(warnings.map(({ message }) => message)).toEqual([
    'autoScalingGroup/g: policy up does nothing: none of the `alarms` names it.',
  ]);
  expect((await load(policyText({}, ONE_HOUR))).scalableTargets).toEqual([]);
});

test.each<[number, Parts, Parts]>([
  [300_000, {}, {}],
  [200_000, {}, { defaultCooldown: 200 }],
  [100_000, {}, { defaultCooldown: 200, defaultInstanceWarmup: 100 }],
  [0, {}, { defaultCooldown: 200, defaultInstanceWarmup: 0 }],
  [200_000, {}, { defaultCooldown: 200, defaultInstanceWarmup: -1 }],
  [50_000, { estimatedInstanceWarmup: 50 }, { defaultCooldown: 200, defaultInstanceWarmup: 100 }],
])('its warm-up is %i ms with %j in a group with %j (scaling:R-3.11)', async (warmUpMs, policy, group) => {
  expect(await policyOf(stepPolicy('up', 1, policy), group)).toMatchObject({ warmUpMs });
  const cpu = { targetValue: 50, predefinedMetricSpecification: CPU_OF_GROUP };
  expect(await policyOf(trackingPolicy('cpu', cpu, policy), group)).toMatchObject({ warmUpMs });
});

test('a simple policy has a cooldown of its own, or that of the group (scaling:R-3.13)', async () => {
  expect(await policyOf(simplePolicy('more', 1))).toMatchObject({ isSimple: true, cooldownMs: 300_000 });
  expect(await policyOf(simplePolicy('more', 1), { defaultCooldown: 60 })).toMatchObject({
    cooldownMs: 60_000,
  });
  expect(await policyOf(simplePolicy('more', 1, { cooldown: 0 }))).toMatchObject({ cooldownMs: 0 });
});

test('metrics leave an instance out for the longest of the warm-ups (scaling:R-3.12)', async () => {
  const monitoringOf = async (policies: readonly Parts[], group: Parts = {}) =>
    (await load(policyText({ scalingPolicies: policies, ...group }, ONE_HOUR))).autoScalingGroups[0]!
      .monitoring;
  expect(await monitoringOf([])).toEqual({ everyMs: 300_000, warmUpMs: 0 });
  expect(await monitoringOf([simplePolicy('more', 1)], { defaultInstanceWarmup: 30 })).toEqual({
    everyMs: 300_000,
    warmUpMs: 30_000,
  });
  const two = [
    stepPolicy('up', 1, { estimatedInstanceWarmup: 40 }),
    stepPolicy('down', -1, { estimatedInstanceWarmup: 70 }),
    stepPolicy('off', -1, { estimatedInstanceWarmup: 700, enabled: false }),
  ];
  expect(await monitoringOf(two, { instanceMonitoring: { enabled: true } })).toEqual({
    everyMs: 60_000,
    warmUpMs: 70_000,
  });
});

test('CPU is looked at as often as the instances have it (scaling:R-3.14)', async () => {
  const cpu = trackingPolicy('cpu', { targetValue: 50, predefinedMetricSpecification: CPU_OF_GROUP });
  expect(await policyOf(cpu)).toMatchObject({ query: { periodMs: 300_000 } });
  expect(await policyOf(cpu, { instanceMonitoring: { enabled: true } })).toMatchObject({
    query: { periodMs: 60_000 },
  });
});

test.each<[Parts, string]>([
  [
    { policyType: 'PredictiveScaling' },
    `${AT}.policyType: expected one of SimpleScaling, StepScaling, TargetTrackingScaling, received "PredictiveScaling". PredictiveScaling is not modelled yet.`,
  ],
  [
    { adjustmentType: 'ChangeInCapacity' },
    `${AT}.scalingAdjustment: expected \`scalingAdjustment\` with SimpleScaling, received none.`,
  ],
  [
    { scalingAdjustment: 1 },
    `${AT}.adjustmentType: expected \`adjustmentType\` with SimpleScaling, received none.`,
  ],
  [
    simplePolicy('p', 1, { estimatedInstanceWarmup: 60 }),
    `${AT}.estimatedInstanceWarmup: expected \`estimatedInstanceWarmup\` only with StepScaling or TargetTrackingScaling, received one with SimpleScaling.`,
  ],
  [
    stepPolicy('p', 1, { cooldown: 60 }),
    `${AT}.cooldown: expected \`cooldown\` only with SimpleScaling, received one with StepScaling.`,
  ],
  [
    simplePolicy('p', 1, { minAdjustmentMagnitude: 2 }),
    `${AT}.minAdjustmentMagnitude: expected \`minAdjustmentMagnitude\` only with PercentChangeInCapacity, received 2 with ChangeInCapacity.`,
  ],
  [
    simplePolicy('p', -1, { adjustmentType: 'ExactCapacity' }),
    `${AT}.scalingAdjustment: expected an integer from 0 up with ExactCapacity, received -1.`,
  ],
  [
    simplePolicy('p', 1, { autoScalingGroupName: 'other' }),
    `${AT}.autoScalingGroupName: expected that of the group, g, received "other".`,
  ],
  [
    trackingPolicy('p', { targetValue: 50 }),
    `${AT}.targetTrackingConfiguration: expected exactly one of \`predefinedMetricSpecification\`, \`customizedMetricSpecification\`, received neither.`,
  ],
  [
    trackingPolicy('p', {
      targetValue: 50,
      predefinedMetricSpecification: { predefinedMetricType: 'ASGAverageNetworkIn' },
    }),
    `${AT}.targetTrackingConfiguration.predefinedMetricSpecification.predefinedMetricType: expected one of ASGAverageCPUUtilization, ALBRequestCountPerTarget, received "ASGAverageNetworkIn". ASGAverageNetworkIn is not modelled yet.`,
  ],
  [
    trackingPolicy('p', {
      targetValue: 50,
      predefinedMetricSpecification: { predefinedMetricType: 'ALBRequestCountPerTarget' },
    }),
    `${AT}.targetTrackingConfiguration.predefinedMetricSpecification.resourceLabel: expected the target group of ALBRequestCountPerTarget, received nothing.`,
  ],
  [
    trackingPolicy('p', {
      targetValue: 50,
      customizedMetricSpecification: { ...LOAD, statistic: 'Average', period: 10 },
    }),
    `${AT}.targetTrackingConfiguration.customizedMetricSpecification.period: expected a key that is modelled, received \`period\`, which is not modelled yet.`,
  ],
])('%j is refused', async (policy, complaint) => {
  const complaints = await complaintsOf(
    policyText(
      { scalingPolicies: [{ policyName: 'p', ...policy }] },
      { ...ONE_HOUR, customMetrics: [loadOf([0, 1])] },
    ),
  );
  expect(complaints).toEqual([complaint]);
});

test('names of policies and predefined metrics are there once', async () => {
  const cpu = (name: string) =>
    trackingPolicy(name, { targetValue: 50, predefinedMetricSpecification: CPU_OF_GROUP });
  const text = policyText({ scalingPolicies: [cpu('one'), cpu('two'), simplePolicy('two', 1)] }, ONE_HOUR);
  expect(await complaintsOf(text)).toEqual([
    'autoScalingGroups[0].scalingPolicies[1].targetTrackingConfiguration.predefinedMetricSpecification.predefinedMetricType: expected a metric that no other target tracking policy of the group has, received "ASGAverageCPUUtilization" once more.',
    'autoScalingGroups[0].scalingPolicies[2].policyName: expected a name that no other has, received "two" once more.',
  ]);
});

test.each([
  'up',
  'autoScalingGroup/g/up',
  'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:5a1b:autoScalingGroupName/g:policyName/up',
])('an alarm names a policy of a group as %s', async (action) => {
  const { alarms } = await load(
    policyText(
      { scalingPolicies: [simplePolicy('other', 1), stepPolicy('up', 1)] },
      { ...ONE_HOUR, customMetrics: [loadOf([0, 1])], alarms: [loadAlarm('hot', 'above', 1, action)] },
    ),
  );
  expect(alarms[0]!.actions).toEqual([{ state: 'ALARM', target: 0, policy: 1 }]);
});

test('an alarm names no policy that alarms do not call', async () => {
  const alarmed = (action: string) =>
    complaintsOf(
      policyText(
        {
          scalingPolicies: [
            trackingPolicy('cpu', { targetValue: 50, predefinedMetricSpecification: CPU_OF_GROUP }),
          ],
        },
        { ...ONE_HOUR, customMetrics: [loadOf([0, 1])], alarms: [loadAlarm('hot', 'above', 1, action)] },
      ),
    );
  const at = 'alarms[0].alarmActions[0]: expected';
  expect(await alarmed('cpu')).toEqual([
    `${at} a step or simple scaling policy, received "cpu", which is of target tracking.`,
  ]);
  expect(await alarmed('autoScalingGroup/g/cup')).toEqual([
    `${at} a scaling policy of group g of this scenario (cpu), received "cup". Did you mean cpu?`,
  ]);
});

test('groups that scale themselves need an end of the run', async () => {
  const text = policyText({ scalingPolicies: [simplePolicy('more', 1)] }, { simulation: {} });
  expect(await complaintsOf(text)).toEqual([
    'workloads: expected at least one workload, or a `simulation.duration`, received neither.',
    'simulation: expected a `duration`, as groups scale by themselves, received none.',
  ]);
});

const SCHEDULED = 'autoScalingGroups[0].scheduledUpdateGroupActions[0]';

test.each<[Parts, string]>([
  [{ desiredCapacity: 3 }, `${SCHEDULED}: expected \`recurrence\`, \`startTime\` or both, received neither.`],
  [
    { recurrence: '0 6 * * *' },
    `${SCHEDULED}: expected \`minSize\`, \`maxSize\` or \`desiredCapacity\`, received none of them.`,
  ],
  [
    { recurrence: 'cron(0 6 * * ? *)', maxSize: 3 },
    `${SCHEDULED}.recurrence: expected five fields: minutes, hours, day-of-month, month and day-of-week, received "cron(0 6 * * ? *)".`,
  ],
  [
    { recurrence: '0 6 * * *', maxSize: 3, timeZone: 'Mars' },
    `${SCHEDULED}.timeZone: expected an IANA time zone such as Europe/Berlin, received "Mars".`,
  ],
  [
    { startTime: '2026-03-02T01:00:00Z', endTime: '2026-03-02T01:00:00Z', maxSize: 3 },
    `${SCHEDULED}.endTime: expected an instant after \`startTime\`, received one that is not.`,
  ],
])('a scheduled action with %j is refused', async (parts, complaint) => {
  const action = { scheduledActionName: 'night', ...parts };
  expect(await complaintsOf(policyText({ scheduledUpdateGroupActions: [action] }, ONE_HOUR))).toEqual([
    complaint,
  ]);
});

test('policies beside managed scaling are warned of', async () => {
  const { warnings } = await load(
    policyText(
      {
        scalingPolicies: [
          trackingPolicy('cpu', { targetValue: 50, predefinedMetricSpecification: CPU_OF_GROUP }),
        ],
      },
      {
        ...ONE_HOUR,
        clusters: [{ clusterName: 'main', capacityProviders: ['asg'] }],
        capacityProviders: [
          {
            name: 'asg',
            autoScalingGroupProvider: { autoScalingGroupArn: 'g', managedScaling: { status: 'ENABLED' } },
          },
        ],
      },
    ),
  );
  expect(warnings.map(({ code }) => code)).toEqual(['policies-beside-managed-scaling']);
});

test('a group that scales itself can have instances, and its bounds by then are not known', async () => {
  const text = policyText(
    {
      minSize: 0,
      desiredCapacity: 0,
      maxSize: 2,
      scheduledUpdateGroupActions: [{ scheduledActionName: 'day', recurrence: '10 * * * *', maxSize: 9 }],
    },
    {
      ...ONE_HOUR,
      workloads: [
        {
          taskDefinition: 'job',
          cluster: 'main',
          launchType: 'EC2',
          arrivals: { every: '5m' },
          duration: 60,
        },
      ],
      actions: [{ at: '30m', setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity: 5 } }],
    },
  );
  const { warnings } = await load(text);
  expect(warnings).toEqual([]);
});
