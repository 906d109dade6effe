import { evaluateExpression } from '../../cloudwatch/math/evaluate-expression.ts';
import type { MetricTerm } from '../../cloudwatch/metric.ts';
import { statisticOf } from '../../cloudwatch/statistic.ts';
import { loadOf } from '../load/load-of.ts';
import type { Simulation } from '../simulation.ts';
import type { Meter, MetricGroup, MetricStream, TermSteps } from './metrics.ts';
import { SampleSet } from './sample-set.ts';

/** Data points are kept to so many places: what two ways of adding up differ by must not decide on a threshold. */
const PLACES = 1e6;

/** Samples of one step and of one period, and the values of a query's terms: reused. */
const step = new SampleSet();
const period = new SampleSet();
const termValues: number[] = [];

/** Adds the data point of the step that is over; its meters are added up. */
export function addDataPoint(simulation: Simulation, group: MetricGroup, stream: MetricStream): void {
  const { query, terms, meters, values, samples } = stream;
  const place = group.last % values.length;
  let fewest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < meters.length; i++) {
    const term = query.terms[i]!;
    readStep(simulation, meters[i]!, term);
    const set = stream.width === 1 ? step : overPeriod(terms[i]!, group.last % stream.width);
    termValues[i] = statisticOf(set, term.statistic) ?? Number.NaN;
    fewest = Math.min(fewest, set.count);
  }
  const value =
    query.expression === null
      ? termValues[0]!
      : evaluateExpression(query.expression, termValues, { periodMs: query.periodMs, last: stream.repeats });
  values[place] = Math.round(value * PLACES) / PLACES;
  if (samples.length > 0) samples[place] = fewest;
}

/** The data point of a step; NaN: there is none. Beyond the last one those of a group that is asleep are like it. */
export function dataPointAt(group: MetricGroup, { values }: MetricStream, at: number): number {
  if (at < 0) return Number.NaN;
  return values[Math.min(at, group.last) % values.length]!;
}

/** When a step is over, ms. */
export function closesAt({ originMs, stepMs }: MetricGroup, step: number): number {
  return originMs + (step + 1) * stepMs;
}

/** When alarms see its data point. */
export function seenAt(group: MetricGroup, { delayMs }: MetricStream, step: number): number {
  return closesAt(group, step) + delayMs;
}

/** The newest step whose data point is seen at an instant, if it is made; below 0: none is. */
export function newestSeen(
  { originMs, stepMs, last, asleepSince }: MetricGroup,
  { delayMs }: MetricStream,
  at: number,
): number {
  const newest = Math.floor((at - delayMs - originMs) / stepMs) - 1;
  return asleepSince < 0 ? Math.min(newest, last) : newest;
}

function readStep(simulation: Simulation, source: Meter, { source: wanted }: MetricTerm): void {
  if (source.of === 'custom') source.meter.read(step);
  else if (source.of === 'provider') source.meter.read(simulation, step);
  else if (source.of === 'group' && wanted.of === 'group') source.meter.read(simulation, wanted.metric, step);
  else if (source.of === 'cluster' && wanted.of === 'cluster') source.meter.read(wanted.metric, step);
  else if (source.of === 'service' && wanted.of === 'service') {
    const idle = simulation.scenario.timings['elb.idleRequestCount'];
    source.meter.read(wanted.metric, loadOf(simulation, wanted.service), idle, step);
  }
}

/** Samples of the steps of a period that ends with the one that was read last. */
function overPeriod({ count, sum, minimum, maximum }: TermSteps, place: number): SampleSet {
  count[place] = step.count;
  sum[place] = step.sum;
  minimum[place] = step.minimum;
  maximum[place] = step.maximum;
  period.clear();
  let isFirst = true;
  for (let i = 0; i < count.length; i++) {
    if (count[i] === 0) continue;
    period.count += count[i]!;
    period.sum += sum[i]!;
    period.minimum = isFirst ? minimum[i]! : Math.min(period.minimum, minimum[i]!);
    period.maximum = isFirst ? maximum[i]! : Math.max(period.maximum, maximum[i]!);
    isFirst = false;
  }
  return period;
}
