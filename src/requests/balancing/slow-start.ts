/** The least weight of a target in slow start. Assumed: where the rise begins is not published (autoscaling: ). */
const LEAST_WEIGHT = 0.01;

/** In how many steps a weight rises. Ours: a share that changed all the time would be an event all the time. */
const STEPS = 10;

/** A weight that is held for a while. */
export interface SlowStartStep {
  /** Above 0 and up to 1. */
  readonly weight: number;
  /** Until when, ms from the beginning of slow start; Infinity: for good. */
  readonly untilMs: number;
}

/**
 * Whether a target enters slow start that is found healthy, for the first time or again: only beside a healthy target that is
 * not in it. A new one is judged by what was there when it was registered, so that those of an empty group that are
 * registered together all begin at once (autoscaling: ).
 */
export function entersSlowStart(durationMs: number, healthyOthersNotInIt: number): boolean {
  return durationMs > 0 && healthyOthersNotInIt > 0;
}

/** What a target gets beside one that is not in slow start, this long after it entered: it rises in a line (autoscaling: ). */
export function slowStartWeight(elapsedMs: number, durationMs: number): number {
  if (elapsedMs >= durationMs) return 1;
  return Math.max(LEAST_WEIGHT, elapsedMs / durationMs);
}

/** The weight over the step that an instant lies in: that of the middle of the step, so that the whole rise lets as much through. */
export function slowStartStep(elapsedMs: number, durationMs: number): SlowStartStep {
  if (elapsedMs >= durationMs) return { weight: 1, untilMs: Number.POSITIVE_INFINITY };
  const stepMs = durationMs / STEPS;
  const step = Math.floor(elapsedMs / stepMs);
  return { weight: slowStartWeight((step + 0.5) * stepMs, durationMs), untilMs: (step + 1) * stepMs };
}
