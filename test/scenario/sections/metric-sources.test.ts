import { expect, test } from 'vitest';
import { METRIC_FAMILIES, type MetricFamily } from '../../../src/cloudwatch/registry.ts';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled } from '../../support/scaled.ts';

type Parts = Readonly<Record<string, unknown>>;
type Dimensions = Readonly<Record<string, string>>;

const WEB = { ClusterName: 'main', ServiceName: 'web' };
const CLUSTERS = [
  {
    clusterName: 'main',
    containerInstances: [{ ec2InstanceType: 'm5.large' }],
    settings: [{ name: 'containerInsights', value: 'enhanced' }],
  },
];

/** The scaled scenario with an alarm on this metric. */
const watching = (
  namespace: string,
  metricName: string,
  dimensions: Dimensions,
  alarm: Parts = {},
  parts: Parts = {},
) =>
  scaled(
    {},
    {
      alarms: [
        {
          alarmName: 'a',
          namespace,
          metricName,
          dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
          statistic: 'Average',
          evaluationPeriods: 1,
          threshold: 1,
          comparisonOperator: 'GreaterThanThreshold',
          ...alarm,
        },
      ],
      ...parts,
    },
  );
const sourceOf = async (...metric: Parameters<typeof watching>) =>
  (await load(watching(...metric))).alarms[0]!.query.terms[0]!.source;

const FLEET = {
  autoScalingGroupName: 'fleet',
  instanceType: 'm5.large',
  minSize: 0,
  maxSize: 4,
  instanceMonitoring: { enabled: true },
};
const DIMENSIONS: Readonly<Record<MetricFamily['of'], Dimensions>> = {
  service: { ClusterName: 'main', ServiceName: 'worker' },
  cluster: { ClusterName: 'main' },
  targetGroup: { TargetGroup: 'targetgroup/front/73e2d6bc' },
  queue: { QueueName: 'jobs' },
  group: { AutoScalingGroupName: 'fleet' },
};
const SOURCES: Readonly<Record<MetricFamily['of'], object>> = {
  service: { of: 'service', service: 1 },
  cluster: { of: 'cluster', cluster: 0 },
  targetGroup: { of: 'service', service: 0 },
  queue: { of: 'service', service: 1 },
  group: { of: 'group', group: 0, everyMs: 60_000 },
};

test.each(
  METRIC_FAMILIES.flatMap(({ namespace, of, metrics }) =>
    Object.keys(metrics).map((metricName) => [namespace, metricName, of] as const),
  ),
)('%s %s of a %s has a source', async (namespace, metricName, of) => {
  const source = await sourceOf(
    namespace,
    metricName,
    DIMENSIONS[of],
    { statistic: of === 'group' ? 'Average' : 'Sum' },
    { clusters: CLUSTERS, autoScalingGroups: [FLEET] },
  );
  expect(source).toEqual({ ...SOURCES[of], metric: metricName });
});

test('an entry of `customMetrics` is found by namespace, name and all dimensions', async () => {
  const metric = { namespace: 'Shop', metricName: 'Backlog', values: { constant: 1 } };
  const customMetrics = [metric, { ...metric, dimensions: { queue: 'a', zone: 'b' } }];
  const find = (dimensions: Dimensions, alarm: Parts = {}) =>
    sourceOf('Shop', 'Backlog', dimensions, alarm, { customMetrics });
  expect(await find({})).toEqual({ of: 'custom', custom: 0 });
  expect(await find({ zone: 'b', queue: 'a' }, { period: 10 })).toEqual({ of: 'custom', custom: 1 });
  expect(await complaintsOf(watching('Shop', 'Backlog', { queue: 'a' }, {}, { customMetrics }))).toEqual([
    'alarms[0].metricName: expected one of the `customMetrics` with its dimensions (Backlog, Backlog { queue: a, zone: b }), received Backlog { queue: a }.',
  ]);
  const percentile = { statistic: undefined, extendedStatistic: 'p50' };
  expect(await complaintsOf(watching('Shop', 'Backlog', {}, percentile, { customMetrics }))).toEqual([
    'alarms[0].extendedStatistic: expected no percentile of Shop Backlog, received a percentile.',
  ]);
});

test('a metric of 20 s can be asked for every 20 s, and by the minute', async () => {
  const monitoring = { metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }] };
  const services = [{ serviceName: 'web', desiredCount: 1, taskDefinition: 'job', monitoring }];
  const parts = { services, workloads: [] };
  for (const period of [20, 60, 120])
    expect(await sourceOf('AWS/ECS', 'CPUUtilization', WEB, { period }, parts)).toBeDefined();
  expect(await complaintsOf(watching('AWS/ECS', 'CPUUtilization', WEB, { period: 10 }, parts))).toEqual([
    'alarms[0].period: expected 20, or a multiple of 60, as AWS/ECS CPUUtilization is published every 20 s, received 10.',
  ]);
  expect(await complaintsOf(watching('AWS/ECS', 'MemoryUtilization', WEB, { period: 20 }, parts))).toEqual([
    'alarms[0].period: expected a multiple of 60, as AWS/ECS MemoryUtilization is published every 60 s, received 20. `monitoring` of the service can have it published every 20 s.',
  ]);
});

test('metrics of instances come every five minutes without detailed monitoring, and as a mean', async () => {
  const of = { AutoScalingGroupName: 'fleet' };
  const basic = { autoScalingGroups: [{ ...FLEET, instanceMonitoring: undefined }] };
  const detailed = { autoScalingGroups: [FLEET] };
  for (const period of [300, 600])
    expect(await sourceOf('AWS/EC2', 'CPUUtilization', of, { period }, basic)).toMatchObject({
      everyMs: 300_000,
    });
  expect(await complaintsOf(watching('AWS/EC2', 'CPUUtilization', of, { period: 60 }, basic))).toEqual([
    'alarms[0].period: expected a multiple of 300, as AWS/EC2 CPUUtilization is published every 300 s, received 60. Detailed monitoring has it published every minute: `instanceMonitoring: { enabled: true }` of the group.',
  ]);
  const maximum = { period: 60, statistic: 'Maximum' };
  expect(await complaintsOf(watching('AWS/EC2', 'CPUUtilization', of, maximum, detailed))).toEqual([
    'alarms[0].statistic: expected Average, the statistic that AWS/EC2 CPUUtilization has, received Maximum.',
  ]);
  const other = { AutoScalingGroupName: 'flete' };
  expect(await complaintsOf(watching('AWS/AutoScaling', 'GroupTotalInstances', other, {}, detailed))).toEqual(
    [
      'alarms[0].dimensions[0].value: expected an Auto Scaling group of this scenario (fleet), received "flete". Did you mean fleet?',
    ],
  );
});

const SUM = { statistic: 'Sum' };

test.each([
  [
    'AWS/ESC',
    'CPUUtilization',
    {},
    {},
    'namespace: expected a namespace of AWS that is modelled or of one of the `customMetrics` (AWS/ECS, ECS/ContainerInsights, AWS/ApplicationELB, AWS/SQS, AWS/EC2, AWS/AutoScaling), received "AWS/ESC". Did you mean AWS/ECS?',
  ],
  [
    'AWS/ECS',
    'CPUUtilisation',
    WEB,
    {},
    'metricName: expected a metric of AWS/ECS that is modelled (CPUUtilization, MemoryUtilization, CPUReservation, MemoryReservation), received "CPUUtilisation". Did you mean CPUUtilization?',
  ],
  [
    'AWS/ECS',
    'CPUUtilization',
    { Service: 'web' },
    {},
    'dimensions: expected the dimensions ClusterName and ServiceName, or ClusterName, received Service.',
  ],
  ['AWS/ECS', 'CPUReservation', {}, {}, 'dimensions: expected the dimensions ClusterName, received none.'],
  [
    'AWS/ECS',
    'CPUReservation',
    { ClusterName: 'man' },
    {},
    'dimensions[0].value: expected a cluster of this scenario (main), received "man". Did you mean main?',
  ],
  [
    'AWS/ECS',
    'CPUUtilization',
    { ...WEB, ServiceName: 'wbe' },
    {},
    'dimensions[1].value: expected a service of cluster main of this scenario (web, worker, many, other, tcp, agent), received "wbe". Did you mean web?',
  ],
  [
    'AWS/ECS',
    'CPUUtilization',
    WEB,
    { statistic: undefined, extendedStatistic: 'p99' },
    'extendedStatistic: expected no percentile of AWS/ECS CPUUtilization, received a percentile.',
  ],
  [
    'AWS/ECS',
    'CPUReservation',
    { ClusterName: 'main' },
    { period: 20 },
    'period: expected a multiple of 60, as AWS/ECS CPUReservation is published every 60 s, received 20.',
  ],
  [
    'ECS/ContainerInsights',
    'RunningTaskCount',
    WEB,
    {},
    'namespace: expected a namespace that has metrics of the cluster, received ECS/ContainerInsights, and Container Insights of cluster main is off. Give the cluster settings: [{ name: containerInsights, value: enabled }].',
  ],
  [
    'AWS/ApplicationELB',
    'RequestCount',
    { LoadBalancer: 'app/shop/1' },
    SUM,
    'dimensions: expected the dimensions TargetGroup (with or without LoadBalancer), received LoadBalancer. Metrics of a load balancer as a whole are not modelled yet.',
  ],
  [
    'AWS/ApplicationELB',
    'RequestCountPerTarget',
    { TargetGroup: 'targetgroup/front/1' },
    {},
    'statistic: expected Sum, the statistic that AWS/ApplicationELB RequestCountPerTarget has, received Average.',
  ],
  [
    'AWS/ApplicationELB',
    'RequestCount',
    { TargetGroup: 'targetgroup/shared/1' },
    SUM,
    'dimensions[0].value: expected a target group of one service, received "targetgroup/shared/1", which 2 services have. What services share is not modelled yet.',
  ],
  [
    'AWS/ApplicationELB',
    'RequestCount',
    { TargetGroup: 'targetgroup/fron/1' },
    SUM,
    'dimensions[0].value: expected a target group of this scenario (front, front2, front3, shared, low), received "fron". Did you mean front?',
  ],
  [
    'AWS/ApplicationELB',
    'RequestCount',
    { TargetGroup: 'targetgroup/low/1' },
    SUM,
    'dimensions[0].value: expected a target group of an application load balancer, received "targetgroup/low/1".',
  ],
  [
    'AWS/ApplicationELB',
    'RequestCount',
    { TargetGroup: 'targetgroup/front/1', LoadBalancer: 'net/net/1' },
    SUM,
    'dimensions[1].value: expected the load balancer of target group front, received "net/net/1".',
  ],
  [
    'AWS/SQS',
    'ApproximateAgeOfOldestMessage',
    { QueueName: 'job' },
    {},
    'dimensions[0].value: expected the name of a workload that has a queue (jobs), received "job". Did you mean jobs?',
  ],
] as [string, string, Dimensions, Parts, string][])(
  '%s %s of %j with %j is refused',
  async (namespace, metricName, dimensions, alarm, complaint) => {
    expect(await complaintsOf(watching(namespace, metricName, dimensions, alarm))).toEqual([
      `alarms[0].${complaint}`,
    ]);
  },
);
