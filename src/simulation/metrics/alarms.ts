import { type AlarmRule, breaches, evaluateAlarm } from '../../cloudwatch/alarm.ts';
import { leastSamples } from '../../cloudwatch/statistic.ts';
import type { AlarmState } from '../../model/alarm-state.ts';
import { alarmActs } from '../scaling/call-policies.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { dataPointAt, newestSeen, seenAt } from './data-points.ts';
import type { Alarm, MetricGroup, MetricStream } from './metrics.ts';

/** In the digest. */
const STATE_CODES: Readonly<Record<AlarmState, number>> = { OK: 0, ALARM: 1, INSUFFICIENT_DATA: 2 };

/** A data point has come: what its alarms will make of it when they see it. */
export function followAlarms(simulation: Simulation, group: MetricGroup, stream: MetricStream): void {
  for (const index of stream.alarms)
    follow(simulation, group, stream, simulation.metrics.alarms[index]!, group.last);
}

/** All data points that come are like the last one: what its alarms will make of them, as far as that changes. */
export function foreseeAlarms(simulation: Simulation, group: MetricGroup, stream: MetricStream): void {
  const { now, metrics } = simulation;
  for (const index of stream.alarms) {
    const alarm = metrics.alarms[index]!;
    const isMissing = Number.isNaN(dataPointAt(group, stream, group.last));
    const { evaluationPeriods, evaluationRange } = alarm.rule;
    const steps = (isMissing ? evaluationRange : evaluationPeriods) * stream.width;
    const untilWarm = Math.max(0, Math.ceil((alarm.warmUpMs - now) / group.stepMs) + 1);
    for (let ahead = 1; ahead <= steps + untilWarm; ahead++)
      follow(simulation, group, stream, alarm, group.last + ahead);
  }
}

/** Before there is any data point an alarm may be told what to think of that. */
export function followFirst(simulation: Simulation, alarm: Alarm): void {
  const { rule, phaseMs, warmUpMs } = alarm;
  const state = evaluateAlarm(() => Number.NaN, rule, alarm.state);
  if (state === alarm.state || phaseMs < warmUpMs) return;
  alarm.pending.push({ step: -1, at: phaseMs, state });
  simulation.timers.push(phaseMs, Phase.START, TimerKind.ALARM_DUE, alarm.index, 0);
}

/** What was foreseen from a step on does not come: something has changed. */
export function forgetForeseen({ metrics }: Simulation, { alarms }: MetricStream, fromStep: number): void {
  for (const index of alarms) {
    const { pending } = metrics.alarms[index]!;
    while (pending.length > 0 && pending.at(-1)!.step >= fromStep) pending.pop();
  }
}

/** ALARM_DUE: an alarm is evaluated and is in another state than before. */
export function alarmDue(simulation: Simulation, index: number): void {
  const { now, metrics, listeners, digest } = simulation;
  const alarm = metrics.alarms[index]!;
  const [next] = alarm.pending;
  if (next?.at !== now) return;
  alarm.pending.shift();
  if (next.state === alarm.state) return;
  const { state: from } = alarm;
  alarm.state = next.state;
  alarm.since = now;
  simulation.countEvent();
  digest.add(now, 71, index, STATE_CODES[next.state]);
  for (const observer of listeners.alarmChanged) observer.alarmChanged(now, index, from, next.state);
  alarmActs(simulation, alarm);
}

/** The evaluation that sees the data point of a step first, ms. */
function evaluatedAt(
  group: MetricGroup,
  stream: MetricStream,
  { phaseMs, everyMs }: Alarm,
  step: number,
): number {
  const later = seenAt(group, stream, step) - phaseMs;
  return phaseMs + Math.max(0, Math.ceil(later / everyMs)) * everyMs;
}

/** The state after the evaluation that sees a step as the newest; where it is another one, it is noted and its timer set. */
function follow(
  simulation: Simulation,
  group: MetricGroup,
  stream: MetricStream,
  alarm: Alarm,
  step: number,
): void {
  const before = alarm.pending.at(-1)?.state ?? alarm.state;
  const isOk = isPlainlyOk(alarm, dataPointAt(group, stream, step));
  if (isOk && before === 'OK') return;
  const at = evaluatedAt(group, stream, alarm, step);
  const state = isOk ? 'OK' : stateAfter(simulation, group, stream, alarm, step, at, before);
  if (state === before) return;
  alarm.pending.push({ step, at, state });
  simulation.timers.push(at, Phase.START, TimerKind.ALARM_DUE, alarm.index, 0);
}

function stateAfter(
  simulation: Simulation,
  group: MetricGroup,
  stream: MetricStream,
  alarm: Alarm,
  step: number,
  at: number,
  before: AlarmState,
  pointOf: (step: number) => number = (wanted) => dataPointAt(group, stream, wanted),
): AlarmState {
  const { samples, query, width } = stream;
  const pointAt = (age: number) => pointOf(step - age * width);
  if (at < alarm.warmUpMs) {
    if (alarm.waitsForWarmUpEnd || !isFull(pointAt, alarm.rule)) return 'INSUFFICIENT_DATA';
  }
  if (alarm.ignoresFewSamples) {
    const fraction = Math.max(
      ...query.terms.map(({ statistic }) => ('fraction' in statistic ? statistic.fraction : 0)),
    );
    const count = samples[Math.min(step, group.last) % samples.length]!;
    if (count > 0 && count < leastSamples(fraction)) return before;
  }
  return evaluateAlarm(pointAt, ruleNow(simulation, alarm), before);
}

/** Most evaluations: all of its data points must breach, and the newest does not. */
function isPlainlyOk({ rule, warmUpMs, ignoresFewSamples }: Alarm, newest: number): boolean {
  if (rule.datapointsToAlarm < rule.evaluationPeriods || warmUpMs > 0 || ignoresFewSamples) return false;
  return !Number.isNaN(newest) && !breaches(newest, rule);
}

function isFull(pointAt: (age: number) => number, { evaluationPeriods }: AlarmRule): boolean {
  for (let age = 0; age < evaluationPeriods; age++) if (Number.isNaN(pointAt(age))) return false;
  return true;
}

/** From no tasks at all a target tracking policy of a service waits for less than it does otherwise (scaling: ). */
export function ruleNow(
  { scalableTargets, serviceStates, scenario }: Simulation,
  { rule, tracking }: Alarm,
): AlarmRule {
  if (tracking === null || tracking.side === 'low') return rule;
  const { of, index } = scalableTargets[tracking.target]!.spec.scales;
  if (of === 'group' || serviceStates[index]!.desired > 0) return rule;
  const points = scenario.timings['scaling.fromZeroDatapoints'];
  return {
    ...rule,
    evaluationPeriods: points,
    datapointsToAlarm: points,
    evaluationRange: Math.max(points, rule.evaluationRange),
  };
}

/** The data points that an evaluation at an instant looks at, newest first; NaN: missing. */
export function evaluatedPoints(
  group: MetricGroup,
  stream: MetricStream,
  { rule }: Alarm,
  at: number,
): number[] {
  const newest = newestSeen(group, stream, at);
  return Array.from({ length: rule.evaluationRange }, (_, age) =>
    dataPointAt(group, stream, newest - age * stream.width),
  );
}

/** When an alarm is evaluated last up to an instant; below its phase: not yet. */
export function lastEvaluated({ phaseMs, everyMs }: Alarm, at: number): number {
  return phaseMs + Math.floor((at - phaseMs) / everyMs) * everyMs;
}

/**
 * When an alarm would come to a state if no data point after those that there are differed from the newest, or, with `then`, if
 * each of them were this; `null`: not at all.
 */
export function foreseenAt(
  simulation: Simulation,
  alarm: Alarm,
  wanted: AlarmState,
  then: number | null,
): number | null {
  const { now, metrics } = simulation;
  const stream = metrics.streams[alarm.stream]!;
  const group = metrics.groups[stream.group]!;
  const made = newestMade(group, now);
  const pointOf = (step: number) => {
    if (then !== null && step > made) return then;
    return made < 0 ? Number.NaN : dataPointAt(group, stream, step);
  };
  const newest = Math.max(-1, newestSeen(group, stream, lastEvaluated(alarm, now)));
  const untilWarm = Math.max(0, Math.ceil((alarm.warmUpMs - now) / group.stepMs) + 1);
  const steps = (alarm.rule.evaluationRange + 1) * stream.width + untilWarm;
  const until = Math.max(newest, made) + steps;
  let state = alarm.state;
  for (let step = newest + 1; step <= until; step++) {
    const at = evaluatedAt(group, stream, alarm, step);
    state = stateAfter(simulation, group, stream, alarm, step, at, state, pointOf);
    if (state === wanted && at > now) return at;
  }
  return null;
}

/** The last step that is over. */
function newestMade({ originMs, stepMs }: MetricGroup, now: number): number {
  return Math.floor((now - originMs) / stepMs) - 1;
}
