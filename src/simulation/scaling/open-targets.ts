import { NO_COOLDOWNS } from '../../policies/scaling/decide-capacity.ts';
import { FORECAST_HOURS } from '../../policies/scaling/predictive-scaling.ts';
import type { ScalableTargetSpec } from '../../scenario/scaling-spec.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { ServiceMeter } from '../metrics/service-meter.ts';
import type { Prediction, ScalableTarget } from './scalable-target.ts';

const HOUR_MS = 3_600_000;

/** The scalable targets as they are registered at the run's start. */
export function openTargets(
  { scalableTargets, simulation }: Scenario,
  { alarms }: Metrics,
): ScalableTarget[] {
  const alarmsOf = scalableTargets.map((): number[] => []);
  for (const { index, actions } of alarms)
    for (const target of new Set(actions.map(({ target }) => target))) alarmsOf[target]!.push(index);
  return scalableTargets.map((spec, index) => ({
    index,
    spec,
    minimum: spec.minCapacity,
    maximum: spec.maxCapacity,
    suspended: spec.suspended,
    cooldowns: NO_COOLDOWNS,
    restsUntil: 0,
    restsForMs: 0,
    predictions: spec.policies.map((policy) =>
      policy.kind === 'predictive' ? openPrediction(spec, policy, -(simulation.startMs % HOUR_MS)) : null,
    ),
    alarms: alarmsOf[index]!,
    openActivity: -1,
    activities: 0,
  }));
}

/** `hourMs`: the last hour of the calendar at or before the run's start. */
function openPrediction(
  { scales }: ScalableTargetSpec,
  { forecasts }: Extract<ScalableTargetSpec['policies'][number], { kind: 'predictive' }>,
  hourMs: number,
): Prediction {
  return {
    meter: new ServiceMeter(scales.index, { extremes: false, responses: 'none' }),
    history: forecasts.map(({ history }) => [...(history?.hourly ?? [])]),
    // What is known before the run ends with its first hour.
    until: hourMs,
    hours: [],
    forecastFrom: hourMs - FORECAST_HOURS * HOUR_MS,
    forecastAt: Number.NEGATIVE_INFINITY,
    present: 0,
    ahead: 0,
  };
}
