import type { Capacity } from './scheduled-scaling.ts';
import { capacityForTarget } from './target-tracking.ts';

/** Hours of load that a forecast is made from, at least (scaling: ). */
export const LEAST_HISTORY_HOURS = 24;
/** Hours of load that it looks back at most: 14 days. */
export const MOST_HISTORY_HOURS = 336;
/** Hours that a forecast reaches ahead, and how often it is made anew. */
export const FORECAST_HOURS = 48;
export const FORECAST_EVERY_MS = 21_600_000;
/** How long before an hour its capacity is there, unless the policy says otherwise (scaling: ). */
export const DEFAULT_SCHEDULING_BUFFER_MS = 300_000;

/** How far predictive scaling may go above a target's maximum (scaling: ). */
export type MaxCapacityBreach =
  | { readonly behavior: 'HonorMaxCapacity' }
  /** Percent of the forecast capacity. */
  | { readonly behavior: 'IncreaseMaxCapacity'; readonly buffer: number };

/** Tasks that a load takes when each takes so much of it, rounded up; both in the unit of the target. */
export function capacityForLoad(load: number, targetValue: number): number {
  return capacityForTarget(1, load, targetValue);
}

/** The most that a forecast can bring the desired count to. */
export function effectiveMaximum(forecast: number, maximum: number, breach: MaxCapacityBreach): number {
  if (breach.behavior === 'HonorMaxCapacity') return maximum;
  // Whole percents of whole tasks, rounded up.
  return Math.max(maximum, Math.ceil((forecast * (100 + breach.buffer)) / 100));
}

/** The desired count after a forecast: more if that is forecast, never less (scaling: ). */
export function predictiveCapacity(
  { desired, minimum, maximum }: Capacity,
  forecast: number,
  breach: MaxCapacityBreach,
): number {
  const most = effectiveMaximum(forecast, maximum, breach);
  return Math.max(desired, Math.min(most, Math.max(minimum, forecast)));
}

/** When the capacity for an hour that begins at `hourMs` is asked for. */
export function scalesAtMs(hourMs: number, bufferMs: number): number {
  return hourMs - bufferMs;
}
