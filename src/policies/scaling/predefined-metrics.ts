import type { ServiceMetric } from '../../cloudwatch/metric.ts';

/** A metric of a service that target tracking knows by one name. */
export interface PredefinedMetric {
  readonly metric: ServiceMetric;
  readonly statistic: 'Average' | 'Sum';
  readonly periodMs: 20_000 | 60_000;
}

/** `PredefinedMetricType` of target tracking policies of services (scaling: ). */
export const PREDEFINED_METRICS = {
  ECSServiceAverageCPUUtilization: { metric: 'CPUUtilization', statistic: 'Average', periodMs: 60_000 },
  ECSServiceAverageMemoryUtilization: { metric: 'MemoryUtilization', statistic: 'Average', periodMs: 60_000 },
  ECSServiceAverageCPUUtilizationHighResolution: {
    metric: 'CPUUtilization',
    statistic: 'Average',
    periodMs: 20_000,
  },
  ECSServiceAverageMemoryUtilizationHighResolution: {
    metric: 'MemoryUtilization',
    statistic: 'Average',
    periodMs: 20_000,
  },
  // A sum that is divided by the targets already (scaling: ).
  ALBRequestCountPerTarget: { metric: 'RequestCountPerTarget', statistic: 'Sum', periodMs: 60_000 },
} as const satisfies Record<string, PredefinedMetric>;
