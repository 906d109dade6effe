import type { Simulation } from '../simulation.ts';
import type { CustomMeterState } from './custom-meter.ts';
import type { GroupMeterState } from './group-meter.ts';
import type { LevelSumsState } from './level-sums.ts';
import type { Alarm, MetricGroup, MetricStream, Metrics, TermSteps } from './metrics.ts';
import type { ServiceMeterState } from './service-meter.ts';

/** Metrics and alarms as plain data that shares nothing with the run. */
export interface MetricsState {
  readonly groups: readonly (Pick<MetricGroup, 'last' | 'changedAt' | 'alike' | 'asleepSince'> & {
    readonly services: readonly ServiceMeterState[];
    readonly clusters: readonly LevelSumsState[];
    readonly autoScalingGroups: readonly GroupMeterState[];
    readonly customs: readonly CustomMeterState[];
  })[];
  readonly streams: readonly (Pick<MetricStream, 'values' | 'samples' | 'repeats'> & {
    readonly terms: readonly TermSteps[];
  })[];
  readonly alarms: readonly Pick<Alarm, 'state' | 'since' | 'pending' | 'callAt' | 'rests'>[];
  readonly calls: readonly (readonly [at: number, alarms: readonly number[]])[];
  readonly called: Metrics['called'];
}

export function snapshotMetrics({ metrics }: Simulation): MetricsState {
  return {
    groups: metrics.groups.map(({ last, changedAt, alike, asleepSince, ...meters }) => ({
      last,
      changedAt,
      alike,
      asleepSince,
      services: meters.services.map((meter) => meter.snapshot()),
      clusters: meters.clusters.map((meter) => meter.snapshot()),
      autoScalingGroups: meters.autoScalingGroups.map((meter) => meter.snapshot()),
      customs: meters.customs.map((meter) => meter.snapshot()),
    })),
    streams: metrics.streams.map(({ values, samples, repeats, terms }) => ({
      values: values.slice(),
      samples: samples.slice(),
      repeats: repeats.slice(),
      terms: terms.map(({ count, sum, minimum, maximum }) => ({
        count: count.slice(),
        sum: sum.slice(),
        minimum: minimum.slice(),
        maximum: maximum.slice(),
      })),
    })),
    alarms: metrics.alarms.map(({ state, since, pending, callAt, rests }) => ({
      state,
      since,
      pending: [...pending],
      callAt,
      rests,
    })),
    calls: [...metrics.calls].map(([at, alarms]) => [at, [...alarms]]),
    called: { ...metrics.called },
  };
}

/** Puts the metrics of a run of the same scenario into a saved state. */
export function restoreMetrics({ metrics }: Simulation, state: MetricsState): void {
  for (const [i, { services, clusters, autoScalingGroups, customs, ...saved }] of state.groups.entries()) {
    const group = metrics.groups[i]!;
    Object.assign(group, saved);
    for (const [j, meter] of services.entries()) group.services[j]!.restore(meter);
    for (const [j, meter] of clusters.entries()) group.clusters[j]!.restore(meter);
    for (const [j, meter] of autoScalingGroups.entries()) group.autoScalingGroups[j]!.restore(meter);
    for (const [j, meter] of customs.entries()) group.customs[j]!.restore(meter);
  }
  for (const [i, { values, samples, repeats, terms }] of state.streams.entries()) {
    const stream = metrics.streams[i]!;
    stream.values.set(values);
    stream.samples.set(samples);
    stream.repeats.set(repeats);
    for (const [j, { count, sum, minimum, maximum }] of terms.entries()) {
      const term = stream.terms[j]!;
      term.count.set(count);
      term.sum.set(sum);
      term.minimum.set(minimum);
      term.maximum.set(maximum);
    }
  }
  for (const [i, { pending, ...saved }] of state.alarms.entries()) {
    const alarm = metrics.alarms[i]!;
    Object.assign(alarm, saved);
    alarm.pending.length = 0;
    alarm.pending.push(...pending);
  }
  metrics.calls.clear();
  for (const [at, alarms] of state.calls) metrics.calls.set(at, [...alarms]);
  Object.assign(metrics.called, state.called);
}
