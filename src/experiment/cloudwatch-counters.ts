import type { Counter } from '../billing/counters/counter.ts';
import { InsightsCounter } from '../billing/counters/insights-counter.ts';
import { MonitoringCounter } from '../billing/counters/monitoring-counter.ts';
import { StandingCounter, type StandingThing } from '../billing/counters/standing-counter.ts';
import type { MetricQuery } from '../cloudwatch/metric.ts';
import { NONE } from '../model/task-table.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { lookedAt } from '../simulation/metrics/looked-at.ts';

/** Shorter periods make an alarm one of high resolution. */
const MINUTE_MS = 60_000;

/** What CloudWatch is asked for: alarms, metrics of one's own, Container Insights, detailed monitoring. */
export function cloudWatchCounters(scenario: Scenario): Counter[] {
  const { clusters, autoScalingGroups, timings } = scenario;
  const things = [...alarms(scenario), ...customMetrics(scenario), ...finerMetrics(scenario)];
  const detailed = autoScalingGroups.filter(({ monitoring }) => monitoring.everyMs === MINUTE_MS);
  const metrics = {
    cluster: timings['insights.clusterMetrics'],
    service: timings['insights.serviceMetrics'],
    family: timings['insights.familyMetrics'],
    task: timings['insights.taskMetrics'],
    container: timings['insights.containerMetrics'],
  };
  const insightsOf = (cluster: number) => {
    const { containerInsights, enhancedInsights } = clusters[cluster]!;
    if (!containerInsights) return 'none';
    return enhancedInsights ? 'enhanced' : 'standard';
  };
  return [
    ...(things.length > 0 ? [new StandingCounter(things)] : []),
    ...(clusters.some(({ containerInsights }) => containerInsights)
      ? [new InsightsCounter(insightsOf, metrics)]
      : []),
    ...(detailed.length > 0 ? [new MonitoringCounter(new Set(detailed.map(({ name }) => name)))] : []),
  ];
}

/** Alarms of the user and those that policies and managed scaling make: by the metrics that each looks at. */
function alarms(scenario: Scenario): StandingThing[] {
  return lookedAt(scenario).map(({ query, alarms: drafts }) => ({
    meter: query.periodMs < MINUTE_MS ? 'cloudwatch.highResolutionAlarmMonth' : 'cloudwatch.alarmMonth',
    count: drafts.length * query.terms.length,
    ...subjectOf(query, scenario),
    fromMs: 0,
    untilMs: null,
  }));
}

/** Each has data from its first value to its end. */
function customMetrics({ customMetrics: metrics }: Scenario): StandingThing[] {
  return metrics.map(({ values: { atMs, endMs, repeat } }) => ({
    meter: 'cloudwatch.metricMonth',
    count: 1,
    cluster: NONE,
    service: '',
    fromMs: Math.max(0, atMs[0] ?? 0),
    untilMs: repeat ? null : endMs,
  }));
}

/** Metrics that services publish every 20 s cost what detailed monitoring costs (scaling: ). */
function finerMetrics({ services, clusters }: Scenario): StandingThing[] {
  return services.flatMap(({ cluster, serviceName, resolutionMs: { cpu, memory } }) => {
    const count = [cpu, memory].filter((ms) => ms < MINUTE_MS).length;
    if (count === 0) return [];
    return [
      {
        meter: 'cloudwatch.metricMonth',
        count,
        cluster: clusters.findIndex(({ clusterName }) => clusterName === cluster),
        service: `${cluster}/${serviceName}`,
        fromMs: 0,
        untilMs: null,
      } as const,
    ];
  });
}

/** What the first metric of a query is about. */
function subjectOf(
  { terms }: MetricQuery,
  { clusters, services, autoScalingGroups }: Scenario,
): Pick<StandingThing, 'cluster' | 'service'> {
  const { source } = terms[0]!;
  const clusterNamed = (name: string) => clusters.findIndex(({ clusterName }) => clusterName === name);
  switch (source.of) {
    case 'service': {
      const { cluster, serviceName } = services[source.service]!;
      return { cluster: clusterNamed(cluster), service: `${cluster}/${serviceName}` };
    }
    case 'cluster':
      return { cluster: source.cluster, service: '' };
    case 'provider':
    case 'group':
      return { cluster: clusterNamed(autoScalingGroups[source.group]!.cluster), service: '' };
    case 'custom':
      return { cluster: NONE, service: '' };
  }
}
