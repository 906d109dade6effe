import { evaluatedEveryMs } from '../../cloudwatch/alarm.ts';
import { repeatsOf } from '../../cloudwatch/math/evaluate-expression.ts';
import type { MetricQuery, MetricSource, MetricTerm } from '../../cloudwatch/metric.ts';
import type { Statistic } from '../../cloudwatch/statistic.ts';
import { Stream } from '../../kernel/streams.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { followFirst } from './alarms.ts';
import { ClusterMeter } from './cluster-meter.ts';
import { CustomMeter } from './custom-meter.ts';
import { GroupMeter } from './group-meter.ts';
import { type AlarmDraft, hasPercentile, type Looked, lookedAt, type Numbered } from './looked-at.ts';
import type { Alarm, Meter, MetricGroup, MetricStream, Metrics, TermSteps } from './metrics.ts';
import { ProviderMeter } from './provider-meter.ts';
import { ServiceMeter, type ServiceMeterNeeds } from './service-meter.ts';

const MINUTE_MS = 60_000;

/** Every metric of a scenario that some alarm looks at, and the alarms; empty where there is none. */
export function openMetrics(scenario: Scenario): Metrics {
  const looked = lookedAt(scenario);
  const metrics: Metrics = {
    groups: [],
    streams: [],
    alarms: [],
    ofService: scenario.services.map(() => []),
    calls: new Map(),
    called: { at: -1, upTo: -1 },
    ofCluster: scenario.clusters.map(() => []),
    ofGroup: scenario.autoScalingGroups.map(() => []),
  };
  for (const members of sharing(looked)) addGroup(scenario, metrics, members);
  return metrics;
}

/** Queries that look at the same thing equally often go together, and so do those that one of them joins. */
function sharing(looked: readonly Numbered[]): Numbered[][] {
  const groups: { keys: Set<string>; members: Numbered[] }[] = [];
  for (const each of looked) {
    const keys = new Set(each.query.terms.map(({ source }) => keyOf(source, stepOf(each.query))));
    const joined = groups.filter((group) => [...keys].some((key) => group.keys.has(key)));
    const members = [...joined.flatMap((group) => group.members), each];
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push({ keys: new Set([...joined.flatMap((group) => [...group.keys]), ...keys]), members });
  }
  return groups.map(({ members }) => members);
}

/**
 * Metrics come by the minute or more often, those of instances with basic monitoring every five minutes; a percentile of a longer
 * period needs all of its samples together.
 */
function stepOf(query: MetricQuery): number {
  if (hasPercentile(query)) return query.periodMs;
  const published = query.terms.map(({ source }) => (source.of === 'group' ? source.everyMs : MINUTE_MS));
  return Math.min(query.periodMs, Math.max(...published));
}

function keyOf(source: MetricSource, stepMs: number): string {
  switch (source.of) {
    case 'service':
      return `${stepMs} service ${source.service}`;
    case 'cluster':
      return `${stepMs} cluster ${source.cluster}`;
    case 'provider':
      return `${stepMs} provider ${source.group}`;
    case 'group':
      return `${stepMs} group ${source.group}`;
    case 'custom':
      return `${stepMs} custom ${source.custom}`;
  }
}

function addGroup(scenario: Scenario, metrics: Metrics, members: readonly Numbered[]): void {
  const { groups, streams, ofService, ofCluster } = metrics;
  const index = groups.length;
  const stepMs = stepOf(members[0]!.query);
  const meters = new Map<string, Meter>();
  for (const { query } of members)
    for (const term of query.terms) {
      const key = keyOf(term.source, stepMs);
      if (!meters.has(key)) meters.set(key, openMeter(scenario, term.source, members));
    }
  const all = [...meters.values()];
  const services = all.flatMap((one) => (one.of === 'service' ? [one.meter] : []));
  const clusters = all.flatMap((one) => (one.of === 'cluster' ? [one.meter] : []));
  const autoScalingGroups = all.flatMap((one) => (one.of === 'group' ? [one.meter] : []));
  const customs = all.flatMap((one) => (one.of === 'custom' ? [one.meter] : []));
  const group: MetricGroup = {
    index,
    stepMs,
    originMs: -(scenario.simulation.startMs % stepMs),
    services,
    clusters,
    autoScalingGroups,
    customs,
    streams: [],
    last: -1,
    changedAt: 0,
    alike: 0,
    asleepSince: -1,
  };
  groups.push(group);
  for (const { service } of services) ofService[service]!.push(index);
  const providers = all.flatMap((one) => (one.of === 'provider' ? [one.meter] : []));
  for (const { group } of autoScalingGroups) metrics.ofGroup[group]!.push(index);
  for (const { cluster } of [...clusters, ...providers, ...autoScalingGroups])
    if (!ofCluster[cluster]!.includes(index)) ofCluster[cluster]!.push(index);
  for (const member of members) {
    group.streams.push(streams.length);
    addStream(scenario, metrics, group, member, (term) => meters.get(keyOf(term.source, stepMs))!);
  }
}

function openMeter(scenario: Scenario, source: MetricSource, members: readonly Looked[]): Meter {
  switch (source.of) {
    case 'service': {
      const terms = members.flatMap(({ query }) => query.terms);
      return { of: 'service', meter: new ServiceMeter(source.service, needsOf(source.service, terms)) };
    }
    case 'cluster':
      return { of: 'cluster', meter: new ClusterMeter(source.cluster) };
    case 'provider':
      return { of: 'provider', meter: new ProviderMeter(clusterOf(scenario, source.group), source.group) };
    case 'group': {
      const { warmUpMs } = scenario.autoScalingGroups[source.group]!.monitoring;
      const meter = new GroupMeter(clusterOf(scenario, source.group), source.group, warmUpMs);
      return { of: 'group', meter };
    }
    case 'custom':
      return {
        of: 'custom',
        meter: new CustomMeter(source.custom, scenario.customMetrics[source.custom]!.values),
      };
  }
}

function clusterOf({ autoScalingGroups, clusters }: Scenario, group: number): number {
  const { cluster } = autoScalingGroups[group]!;
  return clusters.findIndex(({ clusterName }) => clusterName === cluster);
}

/** What a meter must add up so that it can give what is asked of its service. */
function needsOf(service: number, terms: readonly MetricTerm[]): ServiceMeterNeeds {
  const own = terms.filter(({ source }) => source.of === 'service' && source.service === service);
  const hasKind = (...kinds: readonly Statistic['kind'][]) =>
    own.some(({ statistic }) => kinds.includes(statistic.kind));
  const asksForTimes = own.some(
    ({ source }) => source.of === 'service' && source.metric === 'TargetResponseTime',
  );
  const extremes = hasKind('Minimum', 'Maximum');
  return {
    extremes,
    responses: !asksForTimes ? 'none' : extremes || hasKind('percentile') ? 'all' : 'mean',
  };
}

function addStream(
  scenario: Scenario,
  { streams, alarms }: Metrics,
  group: MetricGroup,
  { query, alarms: drafts, firstAlarm }: Numbered,
  meterOf: (term: MetricTerm) => Meter,
): void {
  const index = streams.length;
  const width = Math.round(query.periodMs / group.stepMs);
  const delayMs = delayOf(scenario, query);
  const lookedBack = Math.max(...drafts.map(({ rule }) => rule.evaluationRange)) * width;
  const size = lookedBack + Math.ceil((delayMs + MINUTE_MS) / group.stepMs) + 2;
  const stream: MetricStream = {
    index,
    group: group.index,
    query,
    width,
    delayMs,
    alarms: [],
    meters: query.terms.map(meterOf),
    terms: query.terms.map(() => openTerm(width === 1 ? 0 : width)),
    values: new Float64Array(size).fill(Number.NaN),
    samples: new Float64Array(drafts.some(({ ignoresFewSamples }) => ignoresFewSamples) ? size : 0),
    repeats: new Float64Array(query.expression === null ? 0 : repeatsOf(query.expression)).fill(Number.NaN),
  };
  streams.push(stream);
  for (const [i, draft] of drafts.entries()) {
    const alarm = firstAlarm + i;
    stream.alarms.push(alarm);
    alarms[alarm] = openAlarm(scenario, alarm, index, query.periodMs, draft);
  }
}

function openTerm(steps: number): TermSteps {
  const ring = () => new Float64Array(steps);
  return { count: ring(), sum: ring(), minimum: ring(), maximum: ring() };
}

/** A query is seen when the latest of its metrics is. */
function delayOf({ timings, services }: Scenario, { terms, periodMs }: MetricQuery): number {
  const delays = terms.map(({ source }) => {
    if (source.of === 'custom') return timings['cloudwatch.delay.custom'];
    if (source.of === 'provider') return timings['managedScaling.delay'];
    if (source.of === 'service' && isOfQueue(source.metric)) return timings['cloudwatch.delay.custom'];
    const isFine = periodMs < MINUTE_MS && source.of === 'service' && services[source.service] !== undefined;
    return isFine ? timings['cloudwatch.delay.highResolution'] : timings['cloudwatch.delay'];
  });
  return Math.max(...delays);
}

function isOfQueue(metric: string): boolean {
  return metric.startsWith('Approximate') || metric === 'NumberOfMessagesSent';
}

function openAlarm(
  { simulation, timings }: Scenario,
  index: number,
  stream: number,
  periodMs: number,
  draft: AlarmDraft,
): Alarm {
  const everyMs = evaluatedEveryMs(periodMs);
  const isDrawn = timings['cloudwatch.alarmPhase'] === 'random';
  const phase = isDrawn ? new Stream(`${simulation.seed}/alarm/${draft.name}`).next() : 0;
  return {
    ...draft,
    index,
    stream,
    everyMs,
    phaseMs: Math.floor((phase * everyMs) / simulation.resolutionMs) * simulation.resolutionMs,
    state: 'INSUFFICIENT_DATA',
    since: 0,
    pending: [],
    callAt: Number.POSITIVE_INFINITY,
    rests: 'no',
  };
}

/** The first data points come at the end of each group's first step; metrics of the scenario's own begin to change. */
export function setFirstMetrics(simulation: Simulation): void {
  const { metrics, timers } = simulation;
  for (const { index, originMs, stepMs, customs } of metrics.groups) {
    timers.push(originMs + stepMs, Phase.SAMPLE, TimerKind.METRICS_DUE, index, 0);
    const next = Math.min(...customs.map(({ changesAt }) => changesAt));
    if (next < Number.POSITIVE_INFINITY) timers.push(next, Phase.START, TimerKind.METRIC_CHANGED, index, 0);
  }
  for (const alarm of metrics.alarms) followFirst(simulation, alarm);
}
