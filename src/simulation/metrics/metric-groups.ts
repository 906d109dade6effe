import { tellHostUses } from '../hosts/host-tasks.ts';
import { loadOf } from '../load/load-of.ts';
import { NOTHING } from '../load/rebuild-stations.ts';
import type { ServiceLoad } from '../load/service-load.ts';
import { settleLoad } from '../load/settle-load.ts';
import { noteData } from '../scaling/call-policies.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { followAlarms, foreseeAlarms, forgetForeseen } from './alarms.ts';
import { addDataPoint, dataPointAt } from './data-points.ts';
import type { MetricGroup } from './metrics.ts';
import type { ServiceMeter } from './service-meter.ts';

/** METRICS_DUE: a step of a group is over, so its data points are made; if nothing changes, those that come are like them. */
export function metricsDue(simulation: Simulation, index: number): void {
  const { now, metrics, timers } = simulation;
  const group = metrics.groups[index]!;
  addUp(simulation, group);
  group.last++;
  for (const stream of group.streams) addDataPoint(simulation, group, metrics.streams[stream]!);
  const startedAt = now - group.stepMs;
  // What changed as it began has left traces in it: the last responses to requests that no longer come.
  group.alike = group.changedAt < startedAt && !drifts(simulation, group) ? group.alike + 1 : 0;
  reset(simulation, group);
  const sleeps = group.alike >= longestPeriod(simulation, group);
  if (sleeps) group.asleepSince = now;
  else timers.push(now + group.stepMs, Phase.SAMPLE, TimerKind.METRICS_DUE, index, 0);
  for (const stream of group.streams) {
    followAlarms(simulation, group, metrics.streams[stream]!);
    if (sleeps) foreseeAlarms(simulation, group, metrics.streams[stream]!);
  }
}

/** METRIC_CHANGED: a metric of the scenario's own takes another value. */
export function metricChanged(simulation: Simulation, index: number): void {
  const { now, metrics, timers } = simulation;
  const group = metrics.groups[index]!;
  wake(simulation, group);
  for (const custom of group.customs) if (custom.changesAt <= now) custom.change(now);
  const next = Math.min(...group.customs.map(({ changesAt }) => changesAt));
  if (next < Number.POSITIVE_INFINITY) timers.push(next, Phase.START, TimerKind.METRIC_CHANGED, index, 0);
}

/** Something about the tasks or the requests of a service has changed. */
export function noteService(simulation: Simulation, service: number): void {
  const { groups, ofService } = simulation.metrics;
  if (groups.length === 0) return;
  for (const group of ofService[service]!) wake(simulation, groups[group]!);
}

/** Something about the instances or the tasks of a cluster has changed. */
export function noteCluster(simulation: Simulation, cluster: number): void {
  const { groups, ofCluster } = simulation.metrics;
  if (groups.length === 0) return;
  for (const group of ofCluster[cluster]!) wake(simulation, groups[group]!);
}

/** The present step may come out otherwise than the last: what was asleep goes on from here. */
function wake(simulation: Simulation, group: MetricGroup): void {
  const { now, metrics, timers } = simulation;
  group.changedAt = now;
  if (group.asleepSince < 0) return;
  const { originMs, stepMs, asleepSince, last } = group;
  const present = Math.max(last + 1, Math.ceil((now - originMs) / stepMs) - 1);
  const startedAt = originMs + present * stepMs;
  addUp(simulation, group);
  // What was added up since it fell asleep was the same all the time.
  const part = now > asleepSince ? (now - startedAt) / (now - asleepSince) : 1;
  for (const meter of group.services) meter.keepPart(part, startedAt, loadOf(simulation, meter.service));
  for (const meter of group.clusters) meter.keepPart(part, startedAt);
  for (const meter of group.autoScalingGroups) meter.keepPart(part, startedAt);
  for (const meter of group.customs) meter.keepPart(part);
  for (const index of group.streams) {
    const stream = metrics.streams[index]!;
    const { values, samples } = stream;
    const value = dataPointAt(group, stream, last);
    const few = samples[last % samples.length] ?? 0;
    for (let step = Math.max(last + 1, present - values.length); step < present; step++) {
      values[step % values.length] = value;
      if (samples.length > 0) samples[step % samples.length] = few;
    }
    forgetForeseen(simulation, stream, present);
    for (const alarm of stream.alarms) noteData(simulation, metrics.alarms[alarm]!);
  }
  group.last = present - 1;
  group.alike = 0;
  group.asleepSince = -1;
  timers.push(startedAt + stepMs, Phase.SAMPLE, TimerKind.METRICS_DUE, group.index, 0);
}

/** Everything that its meters measure is added up to now. */
function addUp(simulation: Simulation, group: MetricGroup): void {
  const { now } = simulation;
  for (const meter of group.services) addUpService(simulation, meter);
  for (const meter of group.clusters) meter.integrate(now);
  for (const meter of group.autoScalingGroups) meter.integrate(now);
  for (const meter of group.customs) meter.integrate(now);
}

/** Everything that one meter measures of its service is added up to now. */
export function addUpService(simulation: Simulation, meter: ServiceMeter): void {
  const load = loadOf(simulation, meter.service);
  if (load !== null) settleLoad(simulation, load);
  else if (simulation.hosts.size > 0) tellHostUses(simulation);
  meter.integrate(simulation.now);
}

function reset(simulation: Simulation, group: MetricGroup): void {
  const { now } = simulation;
  for (const meter of group.services) meter.reset(now, loadOf(simulation, meter.service));
  for (const meter of group.clusters) meter.reset(now);
  for (const meter of group.autoScalingGroups) meter.reset(now);
  for (const meter of group.customs) meter.reset();
}

/** Whether something of it changes all the time: a backlog grows or shrinks. */
function drifts(simulation: Simulation, { services }: MetricGroup): boolean {
  return services.some(({ service }) => {
    const load = loadOf(simulation, service);
    return load !== null && hasBacklog(load);
  });
}

function hasBacklog({ queue, stations }: ServiceLoad): boolean {
  if (queue !== null && (queue.backlog > NOTHING || queue.hidden.length > 0)) return true;
  return stations.some(({ backlog, leaving }) => backlog > NOTHING || leaving !== null);
}

/** Steps that all of its data points are taken over. */
function longestPeriod({ metrics }: Simulation, { streams }: MetricGroup): number {
  let longest = 1;
  for (const stream of streams) longest = Math.max(longest, metrics.streams[stream]!.width);
  return longest;
}
