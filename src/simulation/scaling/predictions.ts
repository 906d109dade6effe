import { forecastHourly } from '../../policies/scaling/forecast.ts';
import {
  capacityForLoad,
  FORECAST_EVERY_MS,
  FORECAST_HOURS,
  MOST_HISTORY_HOURS,
  predictiveCapacity,
  scalesAtMs,
} from '../../policies/scaling/predictive-scaling.ts';
import type { ForecastSpec, ScalingPolicySpec } from '../../scenario/scaling-spec.ts';
import { loadOf } from '../load/load-of.ts';
import { addUpService } from '../metrics/metric-groups.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { setCapacity } from './activities.ts';
import { noteNews } from './call-policies.ts';
import type { Prediction, ScalableTarget } from './scalable-target.ts';
import { serviceOf } from './targets.ts';

const HOUR_MS = 3_600_000;

type Predictive = Extract<ScalingPolicySpec, { kind: 'predictive' }>;

/** The first hours end, and what is known before the run is a forecast already. */
export function setFirstPredictions(simulation: Simulation): void {
  for (const target of simulation.scalableTargets)
    for (const [place, prediction] of target.predictions.entries()) {
      if (prediction === null) continue;
      const policy = target.spec.policies[place] as Predictive;
      makeForecast(simulation, target, policy, prediction);
      scaleAhead(simulation, target, policy, prediction, prediction.until);
      nextHour(prediction);
      setNextHour(simulation, target, place, prediction);
    }
}

/** HOUR_ENDED: the load of an hour is known; every six hours the forecast is made anew (scaling: ). */
export function hourEnded(simulation: Simulation, index: number, place: number): void {
  const { now } = simulation;
  const { target, policy, prediction } = predictionOf(simulation, index, place);
  const { meter, history } = prediction;
  addUpService(simulation, meter);
  for (const [i, { load }] of policy.forecasts.entries()) {
    const hours = history[i]!;
    hours.push(loadOfHour(simulation, prediction, load));
    if (hours.length > MOST_HISTORY_HOURS) hours.shift();
  }
  meter.reset(now, loadOf(simulation, meter.service));
  prediction.until += HOUR_MS;
  nextHour(prediction);
  if (now - prediction.forecastAt >= FORECAST_EVERY_MS) makeForecast(simulation, target, policy, prediction);
  setNextHour(simulation, target, place, prediction);
  noteNews(simulation, target);
}

/** HOUR_AHEAD: a little before an hour its capacity is asked for. */
export function hourAhead(simulation: Simulation, index: number, place: number): void {
  const { target, policy, prediction } = predictionOf(simulation, index, place);
  scaleAhead(simulation, target, policy, prediction, prediction.until + HOUR_MS);
}

function predictionOf(
  { scalableTargets }: Simulation,
  index: number,
  place: number,
): { readonly target: ScalableTarget; readonly policy: Predictive; readonly prediction: Prediction } {
  const target = scalableTargets[index]!;
  return {
    target,
    policy: target.spec.policies[place] as Predictive,
    prediction: target.predictions[place]!,
  };
}

/** The hour that was ahead is the present one. */
function nextHour(prediction: Prediction): void {
  prediction.present = prediction.ahead;
  prediction.ahead = 0;
}

function setNextHour(
  { timers, now }: Simulation,
  target: ScalableTarget,
  place: number,
  prediction: Prediction,
): void {
  const next = prediction.until + HOUR_MS;
  const { schedulingBufferMs } = target.spec.policies[place] as Predictive;
  timers.push(next, Phase.SAMPLE, TimerKind.HOUR_ENDED, target.index, place);
  const at = Math.max(now, scalesAtMs(next, schedulingBufferMs));
  timers.push(at, Phase.START, TimerKind.HOUR_AHEAD, target.index, place);
}

/** The mean of a load over the hour that is over, in the unit of the target. */
function loadOfHour(simulation: Simulation, { meter }: Prediction, load: ForecastSpec['load']): number {
  if (load !== 'requests') return meter.taskPercents(load);
  const offered = loadOf(simulation, meter.service);
  return offered === null ? 0 : meter.requestsPerMinute(offered);
}

function makeForecast(
  simulation: Simulation,
  target: ScalableTarget,
  policy: Predictive,
  prediction: Prediction,
): void {
  const { now, listeners } = simulation;
  const hours = prediction.history.map((history) => forecastHourly(history, FORECAST_HOURS));
  if (!hours.every((forecast) => forecast !== null)) return;
  prediction.hours = hours;
  prediction.forecastFrom = prediction.until;
  prediction.forecastAt = now;
  for (const observer of listeners.capacityForecast)
    observer.capacityForecast(
      now,
      target.index,
      policy.policyName,
      prediction.until,
      hours[0]!.map((_, hour) => forecastCapacity(policy, hours, hour)),
    );
}

/** Tasks for an hour: as many as the load that needs most of them does. */
export function forecastCapacity(
  { forecasts }: Predictive,
  hours: Prediction['hours'],
  hour: number,
): number {
  return Math.max(...forecasts.map(({ targetValue }, i) => capacityForLoad(hours[i]![hour]!, targetValue)));
}

/** The capacity that is forecast for the hour from `hourMs` on is what other policies cannot go below until that hour is over. */
function scaleAhead(
  simulation: Simulation,
  target: ScalableTarget,
  policy: Predictive,
  prediction: Prediction,
  hourMs: number,
): void {
  const { hours, forecastFrom } = prediction;
  const hour = Math.round((hourMs - forecastFrom) / HOUR_MS);
  if (policy.mode === 'ForecastOnly' || hours.length === 0 || hour >= hours[0]!.length) return;
  const forecast = forecastCapacity(policy, hours, hour);
  prediction.ahead = forecast;
  const { minimum, maximum } = target;
  const { desired } = serviceOf(simulation, target);
  const capacity = predictiveCapacity({ desired, minimum, maximum }, forecast, policy.maxCapacityBreach);
  // It is a scaling policy, not a scheduled action (API RegisterScalableTarget, SuspendedState).
  if (capacity > desired && !target.suspended.dynamicScalingOut) {
    const cause = `predictive scaling policy ${policy.policyName} forecast a capacity of ${forecast}`;
    setCapacity(simulation, target, capacity, cause, null);
  }
  noteNews(simulation, target);
}
