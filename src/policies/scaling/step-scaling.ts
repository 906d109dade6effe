import { decideCapacity, type ScalingDecision, type ScalingView } from './decide-capacity.ts';

export type AdjustmentType = 'ChangeInCapacity' | 'ExactCapacity' | 'PercentChangeInCapacity';

/** One step; bounds are distances from the alarm's threshold, `null`: none on this side. */
export interface StepAdjustment {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly adjustment: number;
}

/** How a step scaling policy changes capacity (scaling: ). */
export interface StepRule {
  readonly adjustmentType: AdjustmentType;
  readonly steps: readonly StepAdjustment[];
  /** Tasks by which a percentage changes capacity at least. */
  readonly minAdjustmentMagnitude: number;
}

/**
 * The step for a metric at such a distance from the threshold. Above it the lower bound belongs to the step and the upper does
 * not; below it is the other way round (scaling: ). `null`: there is none. `isAbove`: whether the alarm looks above its threshold.
 */
export function selectStep(
  steps: readonly StepAdjustment[],
  distance: number,
  isAbove: boolean,
): StepAdjustment | null {
  const at = inMillionths(distance);
  const found = steps.find(({ lower, upper }) =>
    isAbove
      ? (lower === null || at >= lower) && (upper === null || at < upper)
      : (lower === null || at > lower) && (upper === null || at <= upper),
  );
  return found ?? null;
}

/** 0.3 is 0.2 above 0.1, not the double next to it; what is too great for that has no such digits. */
function inMillionths(distance: number): number {
  const parts = Math.round(distance * 1e6);
  return Number.isSafeInteger(parts) ? parts / 1e6 : distance;
}

/** Capacity after an adjustment (scaling: ): percentages go towards 0, but never to no change at all. */
export function adjustCapacity(base: number, adjustment: number, rule: Omit<StepRule, 'steps'>): number {
  switch (rule.adjustmentType) {
    case 'ChangeInCapacity':
      return base + adjustment;
    case 'ExactCapacity':
      return adjustment;
    case 'PercentChangeInCapacity':
      return base + percentChange(base, adjustment, rule.minAdjustmentMagnitude);
  }
}

function percentChange(base: number, percent: number, least: number): number {
  if (percent === 0) return 0;
  const change = roundChange((base * percent) / 100);
  return Math.sign(percent) * Math.max(Math.abs(change), least);
}

/** Above 1 down, between 0 and 1 to 1; the same below 0 (scaling: ). */
export function roundChange(change: number): number {
  const size = Math.abs(change);
  return Math.sign(change) * (size > 0 && size < 1 ? 1 : Math.floor(size));
}

/** Its alarm is in ALARM: the step for the metric decides; whichever way that goes, its rules hold (scaling: ). */
export function takeStep(
  view: ScalingView,
  rule: StepRule,
  metric: number | null,
  alarm: { readonly threshold: number; readonly isAbove: boolean },
): ScalingDecision {
  const step = metric === null ? null : selectStep(rule.steps, metric - alarm.threshold, alarm.isAbove);
  // Towards what it would change: without a step the alarm's own side.
  const isOut = step === null ? alarm.isAbove : isMore(view, rule, step.adjustment);
  const direction = isOut ? 'out' : 'in';
  if (metric === null)
    return { direction, base: null, computed: null, capacity: view.desired, reason: 'noData' };
  return decideCapacity(view, direction, (base) =>
    step === null ? null : adjustCapacity(base, step.adjustment, rule),
  );
}

/** Whether an adjustment is one towards more. */
export function isMore({ desired }: ScalingView, { adjustmentType }: StepRule, adjustment: number): boolean {
  return adjustmentType === 'ExactCapacity' ? adjustment > desired : adjustment >= 0;
}
