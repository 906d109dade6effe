/**
 * Metrics that Container Insights makes of what it looks at. AWS's price examples count 8, 11 and 6 of a cluster, a service and a
 * family [memory]; of tasks and containers with enhanced observability nothing is published: as many as of a family.
 */
export interface InsightsDefaults {
  readonly 'insights.clusterMetrics': number;
  readonly 'insights.serviceMetrics': number;
  readonly 'insights.familyMetrics': number;
  readonly 'insights.taskMetrics': number;
  readonly 'insights.containerMetrics': number;
}

export const INSIGHTS_DEFAULTS: InsightsDefaults = {
  'insights.clusterMetrics': 8,
  'insights.serviceMetrics': 11,
  'insights.familyMetrics': 6,
  'insights.taskMetrics': 6,
  'insights.containerMetrics': 6,
};
