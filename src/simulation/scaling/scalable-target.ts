import type { Cooldowns, Suspension } from '../../policies/scaling/decide-capacity.ts';
import type { ScalableTargetSpec } from '../../scenario/scaling-spec.ts';
import type { ServiceMeter } from '../metrics/service-meter.ts';

/**
 * A scalable target as Application Auto Scaling keeps it, or an Auto Scaling group with its policies. Counts are tasks or units of
 * the group's capacity, instants ms from the run's start.
 */
export interface ScalableTarget {
  readonly index: number;
  readonly spec: ScalableTargetSpec;
  /** Bounds of a service; those of a group are the group's. */
  minimum: number;
  maximum: number;
  suspended: Suspension;
  cooldowns: Cooldowns;
  /** Until when simple scaling of a group rests: Infinity while an activity of it goes on (scaling: ); and for how long from then. */
  restsUntil: number;
  restsForMs: number;
  /** Of each of its policies that forecast, the state; `null` of the others. */
  readonly predictions: readonly (Prediction | null)[];
  /** Its alarms, of the policies and of the user. */
  readonly alarms: readonly number[];
  /** The activity that has changed the desired count last and is not fulfilled yet; -1: none. */
  openActivity: number;
  /** Activities so far. */
  activities: number;
}

/** What a predictive scaling policy knows. */
export interface Prediction {
  /** Adds up the load of the present hour. */
  readonly meter: ServiceMeter;
  /** Hourly means of each load, oldest first, the last hour ending at `until`. */
  readonly history: number[][];
  until: number;
  /** Forecast of each load for the hours from `forecastFrom` on; empty: there is none yet. */
  hours: readonly (readonly number[])[];
  forecastFrom: number;
  /** When it was made. */
  forecastAt: number;
  /** The capacity that it has asked for: for the hour that ends next, and for the one after it once that is asked for; 0: none. */
  present: number;
  ahead: number;
}
