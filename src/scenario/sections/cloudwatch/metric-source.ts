import type { ClusterMetric, GroupMetric, MetricSource, ServiceMetric } from '../../../cloudwatch/metric.ts';
import {
  allowsStatistic,
  METRIC_FAMILIES,
  type MetricFamily,
  type MetricRules,
} from '../../../cloudwatch/registry.ts';
import type { Statistic } from '../../../cloudwatch/statistic.ts';
import type { Findings } from '../../findings.ts';
import { didYouMean, listNames, type Names } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { CustomMetricSpec } from '../../scaling-spec.ts';
import type { LoadSpec } from '../../scenario.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { AutoScalingGroups } from '../fleet/auto-scaling-groups.ts';
import { groupNameOf } from '../fleet/group-name.ts';
import { loadBalancerIn, targetGroupIn } from '../load-balancing/elb-name.ts';
import type { ResolvedLoadBalancer } from '../load-balancing/load-balancers.ts';
import type { TargetGroups } from '../load-balancing/target-groups.ts';
import type { Services } from '../services/services.ts';
import { metricKey } from './custom-metrics.ts';
import type { Dimension } from './dimensions.ts';

/** What metrics are of. */
export interface MetricParts {
  readonly clusters: Names<ResolvedCluster>;
  readonly services: Services;
  readonly targetGroups: TargetGroups;
  readonly loadBalancers: Names<ResolvedLoadBalancer>;
  readonly loads: readonly LoadSpec[];
  readonly autoScalingGroups: AutoScalingGroups;
  readonly customMetrics: readonly CustomMetricSpec[];
}

/** A metric as an alarm or a policy names it. */
export interface StatedMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly statistic: Statistic;
  readonly periodMs: number;
  /** Where its parts stand. */
  readonly at: Readonly<Record<'namespace' | 'metricName' | 'dimensions' | 'statistic' | 'period', Path>>;
}

/** What a metric comes to in the scenario; `null` when there is something wrong with it. */
export function resolveMetricSource(
  metric: StatedMetric,
  parts: MetricParts,
  findings: Findings,
): MetricSource | null {
  const { namespace, metricName, dimensions } = metric;
  const values = Object.fromEntries([...dimensions].map(([name, { value }]) => [name, value]));
  const key = metricKey(namespace, metricName, values);
  const { customMetrics } = parts;
  const custom = customMetrics.findIndex(
    (spec) => metricKey(spec.namespace, spec.metricName, spec.dimensions) === key,
  );
  if (custom !== -1) return isAsked(metric, CUSTOM, findings) ? { of: 'custom', custom } : null;
  const families = (METRIC_FAMILIES as readonly MetricFamily[]).filter(
    (family) => family.namespace === namespace,
  );
  const family = findFamily(metric, families, customMetrics, findings);
  return family === null ? null : resolveKnown(metric, family, parts, findings);
}

/** The family of a metric that AWS publishes; a problem where there is none. */
function findFamily(
  { namespace, metricName, dimensions, at }: StatedMetric,
  families: readonly MetricFamily[],
  customMetrics: readonly CustomMetricSpec[],
  findings: Findings,
): MetricFamily | null {
  const known = [...new Set(families.flatMap(({ metrics }) => Object.keys(metrics)))];
  const alike = families.filter(({ metrics }) => Object.hasOwn(metrics, metricName));
  const found = alike.find((family) => hasDimensions(family, [...dimensions.keys()]));
  if (found !== undefined) return found;
  if (alike.length > 0) {
    const received = dimensions.size === 0 ? 'none' : [...dimensions.keys()].join(', ');
    const hint =
      received === 'LoadBalancer' ? 'Metrics of a load balancer as a whole are not modelled yet.' : undefined;
    findings.add(
      at.dimensions,
      `the dimensions ${alike.map(describeDimensions).join(', or ')}`,
      received,
      hint,
    );
  } else if (known.length > 0)
    findings.add(
      at.metricName,
      `a metric of ${namespace} that is modelled (${known.join(', ')})`,
      describeValue(metricName),
      didYouMean(metricName, known),
    );
  else if (!findings.hasProblemsIn('customMetrics')) {
    const namespaces = [...new Set([...METRIC_FAMILIES, ...customMetrics].map((entry) => entry.namespace))];
    if (!namespaces.includes(namespace))
      findings.add(
        at.namespace,
        `a namespace of AWS that is modelled or of one of the \`customMetrics\`${listNames(namespaces)}`,
        describeValue(namespace),
        didYouMean(namespace, namespaces),
      );
    else {
      const own = customMetrics.filter((spec) => spec.namespace === namespace).map(labelOf);
      findings.add(
        at.metricName,
        `one of the \`customMetrics\` with its dimensions${listNames(own)}`,
        labelOf({
          metricName,
          dimensions: Object.fromEntries([...dimensions].map(([name, { value }]) => [name, value])),
        }),
      );
    }
  }
  return null;
}

/** `Backlog { Queue: jobs }`. */
function labelOf(metric: {
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}): string {
  const dimensions = Object.entries(metric.dimensions).map(([name, value]) => `${name}: ${value}`);
  return dimensions.length === 0 ? metric.metricName : `${metric.metricName} { ${dimensions.join(', ')} }`;
}

function hasDimensions({ dimensions, beside }: MetricFamily, names: readonly string[]): boolean {
  return (
    dimensions.every((name) => names.includes(name)) &&
    names.every((name) => dimensions.includes(name) || beside.includes(name))
  );
}

function describeDimensions({ dimensions, beside }: MetricFamily): string {
  const own = dimensions.join(' and ');
  return beside.length === 0 ? own : `${own} (with or without ${beside.join(', ')})`;
}

function resolveKnown(
  metric: StatedMetric,
  family: MetricFamily,
  parts: MetricParts,
  findings: Findings,
): MetricSource | null {
  const { metricName, dimensions, at } = metric;
  const rules = family.metrics[metricName]!;
  const of = (name: string) => dimensions.get(name)!;
  if (family.of === 'targetGroup') {
    const service = serviceOfGroup(of('TargetGroup'), dimensions.get('LoadBalancer'), parts, findings);
    return service === null ? null : ofService(metric, service, rules, parts, findings);
  }
  if (family.of === 'queue') {
    const service = serviceOfQueue(of('QueueName'), parts, findings);
    return service === null ? null : ofService(metric, service, rules, parts, findings);
  }
  if (family.of === 'group') return ofGroup(metric, rules, parts, findings);
  const clusterName = of('ClusterName');
  const cluster = parts.clusters.resolve(clusterName.value, clusterName.path, findings);
  if (cluster === null) return null;
  if (family.needsInsights && !cluster.containerInsights) {
    if (findings.hasProblemsIn('clusters')) return null;
    findings.add(
      at.namespace,
      'a namespace that has metrics of the cluster',
      `${family.namespace}, and Container Insights of cluster ${cluster.clusterName} is off`,
      'Give the cluster settings: [{ name: containerInsights, value: enabled }].',
    );
    return null;
  }
  if (family.of === 'cluster') {
    const published = { statistics: rules.statistics, everyMs: 60_000, canBeOften: false };
    if (!isAsked(metric, published, findings)) return null;
    const index = parts.clusters.all().indexOf(cluster);
    return { of: 'cluster', cluster: index, metric: metricName as ClusterMetric };
  }
  const serviceName = of('ServiceName');
  const found = parts.services.names.resolve(
    cluster.clusterName,
    serviceName.value,
    serviceName.path,
    findings,
  );
  return found === null
    ? null
    : ofService(metric, parts.services.specs.indexOf(found.spec), rules, parts, findings);
}

function ofService(
  metric: StatedMetric,
  service: number,
  { statistics, every }: MetricRules,
  { services }: MetricParts,
  findings: Findings,
): MetricSource | null {
  const name = metric.metricName as ServiceMetric;
  const { cpu, memory } = services.specs[service]!.resolutionMs;
  const canBeOften = every === 'resolution';
  const everyMs = canBeOften ? (name === 'CPUUtilization' ? cpu : memory) : 60_000;
  const isRight = isAsked(metric, { statistics, everyMs, canBeOften }, findings);
  return isRight ? { of: 'service', service, metric: name } : null;
}

function ofGroup(
  metric: StatedMetric,
  { statistics, every }: MetricRules,
  { autoScalingGroups }: MetricParts,
  findings: Findings,
): MetricSource | null {
  const { value, path } = metric.dimensions.get('AutoScalingGroupName')!;
  const group = autoScalingGroups.names.resolve(groupNameOf(value), path, findings);
  if (group === null) return null;
  const everyMs = every === 'instances' ? group.spec.monitoring.everyMs : 60_000;
  const isRight = isAsked(metric, { statistics, everyMs, canBeOften: false }, findings);
  const name = metric.metricName as GroupMetric;
  return isRight ? { of: 'group', group: group.index, metric: name, everyMs } : null;
}

interface Publication extends Pick<MetricRules, 'statistics'> {
  /** `null`: as often as one likes. */
  readonly everyMs: number | null;
  /** Whether its service could publish it every 20 s. */
  readonly canBeOften: boolean;
}

/** Somebody publishes it himself, as sets of statistics. */
const CUSTOM: Publication = { statistics: 'named', everyMs: null, canBeOften: false };

/** Whether there is such a statistic of it, and such a period (scaling:R-1.1, R-1.3). */
function isAsked(
  { namespace, metricName, statistic, periodMs, at }: StatedMetric,
  { everyMs, canBeOften, ...rules }: Publication,
  findings: Findings,
): boolean {
  const label = `${namespace} ${metricName}`;
  const isAllowed = allowsStatistic(rules, statistic);
  if (!isAllowed)
    findings.add(
      at.statistic,
      rules.statistics === 'Sum' || rules.statistics === 'Average'
        ? `${rules.statistics}, the statistic that ${label} has`
        : `no percentile of ${label}`,
      statistic.kind === 'percentile' ? 'a percentile' : statistic.kind,
    );
  if (everyMs === null || periodMs === everyMs) return isAllowed;
  if (everyMs > 60_000) {
    if (periodMs % everyMs === 0) return isAllowed;
    findings.add(
      at.period,
      `a multiple of ${everyMs / 1000}, as ${label} is published every ${everyMs / 1000} s`,
      `${periodMs / 1000}`,
      'Detailed monitoring has it published every minute: `instanceMonitoring: { enabled: true }` of the group.',
    );
    return false;
  }
  if (periodMs >= 60_000) return isAllowed;
  findings.add(
    at.period,
    `${everyMs < 60_000 ? `${everyMs / 1000}, or ` : ''}a multiple of 60, as ${label} is published every ${everyMs / 1000} s`,
    `${periodMs / 1000}`,
    canBeOften && everyMs === 60_000
      ? '`monitoring` of the service can have it published every 20 s.'
      : undefined,
  );
  return false;
}

function serviceOfGroup(
  { value, path }: Dimension,
  balancer: Dimension | undefined,
  { services, targetGroups, loadBalancers }: MetricParts,
  findings: Findings,
): number | null {
  const group = targetGroups.resolve(targetGroupIn(value), path, findings);
  if (group === null) return null;
  const { name, routing } = targetGroups.specs[group.index]!;
  if (routing.type !== 'application') {
    findings.add(path, 'a target group of an application load balancer', describeValue(value));
    return null;
  }
  if (balancer !== undefined && loadBalancers.names().length > 0) {
    const behind = loadBalancers.resolve(loadBalancerIn(balancer.value), balancer.path, findings);
    if (behind !== null && !behind.targetGroups.includes(group.index))
      findings.add(balancer.path, `the load balancer of target group ${name}`, describeValue(balancer.value));
  }
  const found = services.specs.flatMap(({ loadBalancers: entries }, i) =>
    entries.some(({ targetGroup }) => targetGroup === group.index) ? [i] : [],
  );
  if (found.length === 1) return found[0]!;
  if (found.length > 1)
    findings.add(
      path,
      'a target group of one service',
      `${describeValue(value)}, which ${found.length} services have`,
      'What services share is not modelled yet.',
    );
  else if (services.names.labels() !== null)
    findings.add(path, 'a target group that a service has', describeValue(value));
  return null;
}

function serviceOfQueue(
  { value, path }: Dimension,
  { loads }: MetricParts,
  findings: Findings,
): number | null {
  const queues = loads.filter(({ requests }) => requests !== null && requests.queue !== null);
  const found = queues.find(({ name }) => name === value);
  if (found !== undefined) return found.service;
  // What is wrong among the workloads, or what they name, may have been meant.
  if (findings.hasProblemsIn('workloads', 'services', 'clusters', 'taskDefinitions')) return null;
  const names = queues.map(({ name }) => name);
  findings.add(
    path,
    `the name of a workload that has a queue${listNames(names)}`,
    describeValue(value),
    didYouMean(value, names),
  );
  return null;
}
