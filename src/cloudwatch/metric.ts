import type { Statistic } from './statistic.ts';

/** Metrics of a service: of AWS/ECS, of ECS/ContainerInsights, of its target groups and of its queue. */
export type ServiceMetric =
  /** AWS/ECS, percent of what its RUNNING tasks reserve (scaling: ). */
  | 'CPUUtilization'
  | 'MemoryUtilization'
  /** ECS/ContainerInsights: counts; CPU in units, memory in MiB. */
  | 'RunningTaskCount'
  | 'DesiredTaskCount'
  | 'PendingTaskCount'
  | 'CpuUtilized'
  | 'CpuReserved'
  | 'MemoryUtilized'
  | 'MemoryReserved'
  /** AWS/ApplicationELB, of its target group (scaling: ); response times in seconds. */
  | 'RequestCount'
  | 'RequestCountPerTarget'
  | 'TargetResponseTime'
  | 'HTTPCode_Target_5XX_Count'
  | 'HTTPCode_ELB_5XX_Count'
  /** AWS/SQS, of the queue that it works on; ages in seconds. */
  | 'ApproximateNumberOfMessagesVisible'
  | 'ApproximateNumberOfMessagesNotVisible'
  | 'ApproximateAgeOfOldestMessage'
  | 'NumberOfMessagesSent';

/** Metrics of a cluster: percent of what its ACTIVE and DRAINING instances register, and counts of Container Insights. */
export type ClusterMetric =
  | 'CPUReservation'
  | 'MemoryReservation'
  | 'CPUUtilization'
  | 'MemoryUtilization'
  | 'TaskCount'
  | 'ContainerInstanceCount';

/** Metrics of an Auto Scaling group: percent of its instances' CPU (AWS/EC2), and counts of AWS/AutoScaling. */
export type GroupMetric =
  | 'CPUUtilization'
  | 'GroupDesiredCapacity'
  | 'GroupInServiceInstances'
  | 'GroupTotalInstances';

/** One series of CloudWatch: what its namespace, name and dimensions come to in a scenario (scaling: ). */
export type MetricSource =
  /** Index among the scenario's services. */
  | { readonly of: 'service'; readonly service: number; readonly metric: ServiceMetric }
  /** Index among the scenario's clusters. */
  | { readonly of: 'cluster'; readonly cluster: number; readonly metric: ClusterMetric }
  /** CapacityProviderReservation of the capacity provider of an Auto Scaling group; index among the scenario's groups. */
  | { readonly of: 'provider'; readonly group: number }
  /** Index among the scenario's Auto Scaling groups; it is published so often. */
  | {
      readonly of: 'group';
      readonly group: number;
      readonly metric: GroupMetric;
      readonly everyMs: 60_000 | 300_000;
    }
  /** Index among the scenario's own metrics. */
  | { readonly of: 'custom'; readonly custom: number };

/** A metric and how its samples are taken together. */
export interface MetricTerm {
  /** By what an expression calls it. */
  readonly id: string;
  /** As people know it: `AWS/ECS CPUUtilization`. */
  readonly label: string;
  readonly source: MetricSource;
  readonly statistic: Statistic;
}

/** What an alarm or a policy looks at: one number a period. */
export interface MetricQuery {
  /** 10, 20 or 30 s, or whole minutes. */
  readonly periodMs: number;
  /** At least one; all of this period. */
  readonly terms: readonly MetricTerm[];
  /** Metric math over the terms; `null`: the one term itself. */
  readonly expression: Expression | null;
}

/** A metric math expression, read. Lists are written out: `SUM(METRICS())` is a sum of all terms. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  /** A term, by its place among the query's terms. */
  | { readonly kind: 'term'; readonly term: number }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: MathFunction; readonly values: readonly Expression[] }
  /** `FILL(of, by)`: what stands for a missing value. */
  | { readonly kind: 'fill'; readonly of: Expression; readonly by: Expression }
  /** `FILL(of, REPEAT)`: its last value does, which is remembered in a slot of its own, counted from 0. */
  | { readonly kind: 'repeat'; readonly of: Expression; readonly slot: number };

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | 'AND'
  | 'OR';

export type MathFunction = 'ABS' | 'CEIL' | 'FLOOR' | 'MIN' | 'MAX' | 'SUM' | 'AVG' | 'IF' | 'PERIOD';
