import type { ClusterMetric, GroupMetric, ServiceMetric } from './metric.ts';
import type { Statistic } from './statistic.ts';

/** What of a metric is asked for, and how often. */
export interface MetricRules {
  /** `named`: all but percentiles, for which CloudWatch would need the raw samples (scaling: ). */
  readonly statistics: 'Sum' | 'Average' | 'named' | 'any';
  /**
   * Shortest time between two data points, ms; `resolution`: what the service's `monitoring` says (scaling: ); `instances`: what
   * the group's `instanceMonitoring` says (scaling: ).
   */
  readonly every: 60_000 | 'resolution' | 'instances';
}

/** Metrics of one namespace that have the same dimensions. */
export interface MetricFamily {
  readonly namespace: string;
  readonly dimensions: readonly string[];
  /** Dimensions that may stand beside them. */
  readonly beside: readonly string[];
  /** What the dimensions name: `targetGroup`: the service whose it is, `queue`: the service that works on it. */
  readonly of: 'service' | 'cluster' | 'targetGroup' | 'queue' | 'group';
  /** Whether the cluster must have Container Insights. */
  readonly needsInsights: boolean;
  readonly metrics: Readonly<Record<string, MetricRules>>;
}

const NAMED: MetricRules = { statistics: 'named', every: 60_000 };
const OFTEN: MetricRules = { statistics: 'named', every: 'resolution' };
/** Every sample is 1, or stands for what the other statistics do not say (scaling: ). */
const SUM: MetricRules = { statistics: 'Sum', every: 60_000 };
/** Of an instance each sample is its own; here they come as their mean. */
const MEAN: MetricRules = { statistics: 'Average', every: 'instances' };
const ANY: MetricRules = { statistics: 'any', every: 60_000 };

/** Metrics that AWS publishes of what a scenario has. */
export const METRIC_FAMILIES = [
  {
    namespace: 'AWS/ECS',
    dimensions: ['ClusterName', 'ServiceName'],
    beside: [],
    of: 'service',
    needsInsights: false,
    metrics: { CPUUtilization: OFTEN, MemoryUtilization: OFTEN },
  },
  {
    namespace: 'AWS/ECS',
    dimensions: ['ClusterName'],
    beside: [],
    of: 'cluster',
    needsInsights: false,
    metrics: {
      CPUReservation: NAMED,
      MemoryReservation: NAMED,
      CPUUtilization: NAMED,
      MemoryUtilization: NAMED,
    },
  },
  {
    namespace: 'ECS/ContainerInsights',
    dimensions: ['ClusterName', 'ServiceName'],
    beside: [],
    of: 'service',
    needsInsights: true,
    metrics: {
      RunningTaskCount: NAMED,
      DesiredTaskCount: NAMED,
      PendingTaskCount: NAMED,
      CpuUtilized: NAMED,
      CpuReserved: NAMED,
      MemoryUtilized: NAMED,
      MemoryReserved: NAMED,
    },
  },
  {
    namespace: 'ECS/ContainerInsights',
    dimensions: ['ClusterName'],
    beside: [],
    of: 'cluster',
    needsInsights: true,
    metrics: { TaskCount: NAMED, ContainerInstanceCount: NAMED },
  },
  {
    namespace: 'AWS/ApplicationELB',
    dimensions: ['TargetGroup'],
    beside: ['LoadBalancer'],
    of: 'targetGroup',
    needsInsights: false,
    metrics: {
      RequestCount: SUM,
      RequestCountPerTarget: SUM,
      TargetResponseTime: ANY,
      HTTPCode_Target_5XX_Count: SUM,
      HTTPCode_ELB_5XX_Count: SUM,
    },
  },
  {
    namespace: 'AWS/SQS',
    dimensions: ['QueueName'],
    beside: [],
    of: 'queue',
    needsInsights: false,
    metrics: {
      ApproximateNumberOfMessagesVisible: NAMED,
      ApproximateNumberOfMessagesNotVisible: NAMED,
      ApproximateAgeOfOldestMessage: NAMED,
      NumberOfMessagesSent: NAMED,
    },
  },
  {
    namespace: 'AWS/EC2',
    dimensions: ['AutoScalingGroupName'],
    beside: [],
    of: 'group',
    needsInsights: false,
    metrics: { CPUUtilization: MEAN },
  },
  {
    namespace: 'AWS/AutoScaling',
    dimensions: ['AutoScalingGroupName'],
    beside: [],
    of: 'group',
    needsInsights: false,
    metrics: { GroupDesiredCapacity: NAMED, GroupInServiceInstances: NAMED, GroupTotalInstances: NAMED },
  },
] as const satisfies readonly (MetricFamily & {
  readonly metrics: { readonly [name in ServiceMetric | ClusterMetric | GroupMetric]?: MetricRules };
})[];

/** Whether a metric is asked for by this statistic. */
export function allowsStatistic(
  { statistics }: Pick<MetricRules, 'statistics'>,
  { kind }: Statistic,
): boolean {
  return statistics === 'any' || (statistics === 'named' ? kind !== 'percentile' : kind === statistics);
}

/** Whether CloudWatch has such a period: 10, 20 or 30 s, or whole minutes up to a day (scaling: ). */
export function isPeriod(seconds: number): boolean {
  return [10, 20, 30].includes(seconds) || (seconds % 60 === 0 && seconds >= 60 && seconds <= 86_400);
}
