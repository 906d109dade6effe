import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled, stepping, tracking } from '../../support/scaled.ts';

type Parts = Readonly<Record<string, unknown>>;

const DIMENSIONS = [
  { name: 'ClusterName', value: 'main' },
  { name: 'ServiceName', value: 'web' },
];
const HOT = {
  alarmName: 'hot',
  namespace: 'AWS/ECS',
  metricName: 'CPUUtilization',
  dimensions: DIMENSIONS,
  statistic: 'Average',
  evaluationPeriods: 3,
  threshold: 70,
  comparisonOperator: 'GreaterThanThreshold',
};

/** The scaled scenario with alarm `hot`, parts of it replaced or added. */
const alarmed = (alarm: Parts, parts: Parts = {}) =>
  scaled({ scalingPolicies: [tracking(), stepping()] }, { alarms: [{ ...HOT, ...alarm }], ...parts });
const alarmOf = async (alarm: Parts, parts: Parts = {}) => (await load(alarmed(alarm, parts))).alarms[0]!;
/** An alarm on metric math. */
const math = (...metrics: readonly unknown[]) => {
  const { alarmName, evaluationPeriods, threshold, comparisonOperator } = HOT;
  const alarms = [{ alarmName, evaluationPeriods, threshold, comparisonOperator, metrics }];
  return alarmed({}, { alarms });
};
const entry = (id: string, parts: Parts = {}) => ({
  id,
  metricStat: {
    metric: { namespace: 'AWS/ECS', metricName: 'CPUUtilization', dimensions: DIMENSIONS },
    stat: 'Average',
    period: 60,
  },
  returnData: false,
  ...parts,
});

test('an alarm has the defaults of the API', async () => {
  expect(await alarmOf({})).toEqual({
    alarmName: 'hot',
    query: {
      periodMs: 60_000,
      terms: [
        {
          id: 'm1',
          label: 'AWS/ECS CPUUtilization',
          source: { of: 'service', service: 0, metric: 'CPUUtilization' },
          statistic: { kind: 'Average' },
        },
      ],
      expression: null,
    },
    rule: {
      comparison: 'GreaterThanThreshold',
      threshold: 70,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      evaluationRange: 5,
      treatMissingData: 'missing',
    },
    evaluateLowSampleCountPercentile: 'evaluate',
    warmUpMs: 0,
    waitsForWarmUpEnd: false,
    actions: [],
  });
});

test('everything that can be said of an alarm', async () => {
  const alarm = {
    namespace: 'AWS/ApplicationELB',
    metricName: 'TargetResponseTime',
    dimensions: [
      { name: 'TargetGroup', value: 'targetgroup/front/1' },
      { name: 'LoadBalancer', value: 'app/shop/2' },
    ],
    statistic: undefined,
    extendedStatistic: 'p99.5',
    period: 300,
    evaluationPeriods: 9,
    datapointsToAlarm: 2,
    treatMissingData: 'notBreaching',
    comparisonOperator: 'LessThanOrEqualToThreshold',
    evaluateLowSampleCountPercentile: 'ignore',
    warmUpConfiguration: {
      warmUpPeriodDurationInMinutes: 10,
      onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
    },
    alarmActions: ['up'],
    okActions: ['service/main/web/up'],
    insufficientDataActions: [
      'arn:aws:autoscaling:us-east-1:1:scalingPolicy:ab-c:resource/ecs/service/main/web:policyName/up',
    ],
    evaluationWindow: { SlidingWindow: {} },
  };
  expect(await alarmOf(alarm)).toMatchObject({
    query: {
      periodMs: 300_000,
      terms: [
        {
          source: { of: 'service', service: 0, metric: 'TargetResponseTime' },
          statistic: { kind: 'percentile', fraction: 0.995 },
        },
      ],
    },
    rule: {
      comparison: 'LessThanOrEqualToThreshold',
      evaluationPeriods: 9,
      datapointsToAlarm: 2,
      evaluationRange: 12,
      treatMissingData: 'notBreaching',
    },
    evaluateLowSampleCountPercentile: 'ignore',
    warmUpMs: 600_000,
    waitsForWarmUpEnd: true,
    actions: [
      { state: 'ALARM', target: 0, policy: 1 },
      { state: 'OK', target: 0, policy: 1 },
      { state: 'INSUFFICIENT_DATA', target: 0, policy: 1 },
    ],
  });
  expect(await alarmOf({ alarmActions: ['up'], actionsEnabled: false })).toMatchObject({ actions: [] });
  const timings = { 'cloudwatch.extraPeriods': 0 };
  expect((await alarmOf({}, { timings })).rule.evaluationRange).toBe(3);
});

test('an answer of DescribeAlarms can be pasted', async () => {
  const pasted = Object.fromEntries(
    Object.entries({ ...HOT, stateValue: 'OK', alarmArn: 'arn:aws:cloudwatch:us-east-1:1:alarm:hot' }).map(
      ([key, value]) => [`${key[0]!.toUpperCase()}${key.slice(1)}`, value],
    ),
  );
  const text = alarmed({}, { alarms: { MetricAlarms: [{ ...pasted, OKActions: [] }] } });
  expect((await load(text)).alarms[0]).toEqual(await alarmOf({}));
});

test('metric math is one expression over the metrics that it uses', async () => {
  const text = math(
    entry('idle'),
    entry('m1'),
    { id: 'e1', expression: 'm1 - 10', returnData: false },
    { id: 'e2', expression: 'e1 * m1' },
  );
  expect((await load(text)).alarms[0]!.query).toMatchObject({
    periodMs: 60_000,
    terms: [{ id: 'm1' }],
    expression: {
      kind: 'binary',
      operator: '*',
      left: { operator: '-', left: { kind: 'term', term: 0 }, right: { kind: 'number', value: 10 } },
      right: { kind: 'term', term: 0 },
    },
  });
  const single = math({ ...entry('m2'), returnData: undefined }, entry('m1'));
  expect((await load(single)).alarms[0]!.query).toMatchObject({ terms: [{ id: 'm2' }], expression: null });
});

test.each([
  [
    { namespace: undefined, metricName: undefined },
    [
      '.namespace: expected a namespace, or `metrics`, received nothing.',
      '.metricName: expected the name of a metric, or `metrics`, received nothing.',
    ],
  ],
  [
    { extendedStatistic: 'p99' },
    ['.statistic: expected exactly one of `statistic`, `extendedStatistic`, received both.'],
  ],
  [
    { statistic: undefined },
    ['.statistic: expected exactly one of `statistic`, `extendedStatistic`, received neither.'],
  ],
  [
    { statistic: undefined, extendedStatistic: 'Average' },
    ['.extendedStatistic: expected a percentile such as p99, received "Average".'],
  ],
  [
    { statistic: undefined, extendedStatistic: 'tm99' },
    [
      '.extendedStatistic: expected Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p99, received "tm99". tm99 is not modelled yet.',
    ],
  ],
  [{ period: 90 }, ['.period: expected 10, 20, 30 or a multiple of 60 up to 86400, received 90.']],
  [{ datapointsToAlarm: 4 }, ['.datapointsToAlarm: expected at most `evaluationPeriods`, 3, received 4.']],
  [
    { evaluationPeriods: 1441 },
    ['.evaluationPeriods: expected periods of a day at most, all together, received 1441 of 60 s.'],
  ],
  [
    { period: 3600, evaluationPeriods: 169 },
    ['.evaluationPeriods: expected periods of a week at most, all together, received 169 of 3600 s.'],
  ],
  [
    { comparisonOperator: 'GreaterThanUpperThreshold' },
    [
      '.comparisonOperator: expected one of GreaterThanThreshold, GreaterThanOrEqualToThreshold, LessThanThreshold, LessThanOrEqualToThreshold, received "GreaterThanUpperThreshold". GreaterThanUpperThreshold is not modelled yet.',
    ],
  ],
  [
    { evaluationWindow: { wallClockWindow: { timezone: 'UTC' } } },
    [
      '.evaluationWindow: expected a key that is modelled, received `evaluationWindow`, which is not modelled yet.',
    ],
  ],
  [
    { thresholdMetricId: 'e1' },
    [
      '.thresholdMetricId: expected a key that is modelled, received `thresholdMetricId`, which is not modelled yet.',
    ],
  ],
  [
    { warmUpConfiguration: { warmUpPeriodDurationInMinutes: 2881 } },
    [
      '.warmUpConfiguration.warmUpPeriodDurationInMinutes: expected an integer from 1 to 2880, received 2881.',
    ],
  ],
  [
    { treatMissingData: 'zero' },
    ['.treatMissingData: expected one of missing, ignore, breaching, notBreaching, received "zero".'],
  ],
  [
    { metrics: [entry('m1', { returnData: true })] },
    [
      '.namespace: expected no `namespace` beside `metrics`, received one.',
      '.metricName: expected no `metricName` beside `metrics`, received one.',
      '.dimensions: expected no `dimensions` beside `metrics`, received one.',
      '.statistic: expected no `statistic` beside `metrics`, received one.',
    ],
  ],
  [
    { dimensions: [...DIMENSIONS, DIMENSIONS[0]] },
    ['.dimensions[2].name: expected a name that no other has, received "ClusterName" once more.'],
  ],
])('%j is refused', async (alarm, complaints) => {
  expect(await complaintsOf(alarmed(alarm))).toEqual(complaints.map((text) => `alarms[0]${text}`));
});

test('what it must say, and that no other says it', async () => {
  expect(await complaintsOf(scaled({}, { alarms: [{ alarmName: 'x' }] }))).toEqual([
    'alarms[0].evaluationPeriods: expected an integer from 1 up, received nothing.',
    'alarms[0].threshold: expected a number, received nothing.',
    'alarms[0].comparisonOperator: expected one of GreaterThanThreshold, GreaterThanOrEqualToThreshold, LessThanThreshold, LessThanOrEqualToThreshold, received nothing.',
  ]);
  expect(await complaintsOf(scaled({}, { alarms: [HOT, HOT] }))).toEqual([
    'alarms[1].alarmName: expected a name that no other has, received "hot" once more.',
  ]);
});

test.each([
  [[entry('m1')], ': expected exactly one entry without `returnData: false`, received none.'],
  [
    [entry('m1', { returnData: true }), entry('m2', { returnData: true })],
    ': expected exactly one entry without `returnData: false`, received m1, m2.',
  ],
  [
    [entry('m1', { returnData: true }), entry('m1')],
    '[1].id: expected an id that no other entry has, received "m1" once more.',
  ],
  [[{ id: 'm1' }], '[0]: expected exactly one of `metricStat`, `expression`, received neither.'],
  [
    [entry('m1', { returnData: true, expression: 'm1' })],
    '[0]: expected exactly one of `metricStat`, `expression`, received both.',
  ],
  [
    [entry('m1'), { id: 'e1', expression: 'm2 + 1' }],
    '[1].expression: expected one of the ids m1, e1, received "m2".',
  ],
  [
    [entry('m1'), { id: 'e1', expression: 'e2 + m1' }, { id: 'e2', expression: 'e1', returnData: false }],
    '[1].expression: expected an expression that does not lead back to itself, received one.',
  ],
  [
    [{ id: 'e1', expression: '5' }],
    '[0].expression: expected a metric in the expression, received only numbers.',
  ],
  [
    [entry('m1'), { id: 'e1', expression: 'm1', period: 120 }],
    '[1].period: expected the same period as the others, 60, received 120.',
  ],
  [
    [entry('M1', { returnData: true })],
    '[0].id: expected a small letter, then letters, digits and underscores, received "M1".',
  ],
  [
    [entry('m1', { returnData: true, accountId: '1' })],
    '[0].accountId: expected a key that is modelled, received `accountId`, which is not modelled yet.',
  ],
  [
    [...Array.from({ length: 11 }, (_, i) => entry(`m${i}`)), { id: 'e1', expression: 'm1' }],
    ': expected at most 10 metrics, received 11.',
  ],
])('metrics %j are refused', async (metrics, complaint) => {
  expect(await complaintsOf(math(...metrics))).toEqual([`alarms[0].metrics${complaint}`]);
});

test.each([
  [
    'upp',
    'expected a scaling policy of this scenario (cpu, up), or an ARN, received "upp". Did you mean up?',
  ],
  ['cpu', 'expected a step or simple scaling policy, received "cpu", which is of target tracking.'],
  [
    'service/main/web/down',
    'expected a scaling policy of service/main/web of this scenario (cpu, up), received "down".',
  ],
  [
    'arn:aws:autoscaling:us-east-1:1:scalingPolicy:ab:resource/ecs/service/main/api:policyName/up',
    'expected a scalable target of this scenario (service/main/web), received "service/main/api". Did you mean service/main/web?',
  ],
])('action %s is refused', async (action, complaint) => {
  expect(await complaintsOf(alarmed({ alarmActions: [action] }))).toEqual([
    `alarms[0].alarmActions[0]: ${complaint}`,
  ]);
});

test('a name that several targets have for a policy does not say which', async () => {
  const scalableTargets = ['web', 'worker'].map((name) => ({
    resourceId: `service/main/${name}`,
    minCapacity: 1,
    maxCapacity: 2,
    scalingPolicies: [stepping()],
  }));
  expect(await complaintsOf(alarmed({ alarmActions: ['up'] }, { scalableTargets }))).toEqual([
    'alarms[0].alarmActions[0]: expected which of the policies "up" is meant, received its name alone. service/main/web/up or service/main/worker/up?',
  ]);
  expect(await alarmOf({ alarmActions: ['service/main/worker/up'] }, { scalableTargets })).toMatchObject({
    actions: [{ target: 1, policy: 0 }],
  });
});

test('nothing follows from what is wrong elsewhere', async () => {
  const metric = { namespace: 'Shop', metricName: 'Backlog', dimensions: [] };
  const queue = {
    namespace: 'AWS/SQS',
    metricName: 'NumberOfMessagesSent',
    dimensions: [{ name: 'QueueName', value: 'jobs' }],
  };
  const insights = { namespace: 'ECS/ContainerInsights', metricName: 'RunningTaskCount' };
  const wrong = [
    [metric, { customMetrics: [{ ...metric, dimensions: {}, values: 5 }] }, 'customMetrics[0].values'],
    [queue, { workloads: [{ name: 'jobs', service: 'worker', requests: { queue: 5 } }] }, 'workloads[0]'],
    [
      insights,
      {
        clusters: [
          {
            clusterName: 'main',
            containerInstances: [{ ec2InstanceType: 'm5.large' }],
            settings: [{ name: 'containerInsights', value: 'on' }],
          },
        ],
      },
      'clusters[0].settings[0].value',
    ],
    [
      { alarmActions: ['up'] },
      { scalableTargets: [{ resourceId: 'web', minCapacity: 1, maxCapacity: 2 }] },
      'scalableTargets[0].resourceId',
    ],
  ] as const;
  for (const [alarm, parts, place] of wrong) {
    const complaints = await complaintsOf(alarmed(alarm, parts));
    expect(complaints.filter((text) => !text.startsWith(place))).toEqual([]);
    expect(complaints).not.toEqual([]);
  }
});

test('nothing follows from a policy that is wrong, or a target', async () => {
  const broken = stepping({ adjustmentType: 'Change' }, 'down');
  const at = 'scalableTargets[0].scalingPolicies[0].stepScalingPolicyConfiguration.adjustmentType';
  const text = scaled(
    { scalingPolicies: [broken] },
    { alarms: [{ ...HOT, alarmActions: ['down', 'up', 'service/main/web/up'] }] },
  );
  expect(await complaintsOf(text)).toEqual([
    `${at}: expected one of ChangeInCapacity, PercentChangeInCapacity, ExactCapacity, received "Change". Did you mean ChangeInCapacity?`,
  ]);
});

test('what else an alarm does is known to AWS, and without effect', async () => {
  const { alarms, warnings } = await load(
    alarmed({
      alarmActions: ['arn:aws:sns:us-east-1:1:pager', 'up'],
      okActions: ['arn:aws:sns:us-east-1:1:pager'],
    }),
  );
  expect(alarms[0]!.actions).toEqual([{ state: 'ALARM', target: 0, policy: 1 }]);
  expect(warnings).toEqual([
    {
      code: 'alarm-actions-without-effect',
      message:
        'Alarm hot: actions that are no scaling policies of this scenario are known to AWS, without effect here.',
      count: 2,
      firstAt: '',
    },
  ]);
});
