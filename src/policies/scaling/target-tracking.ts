import { decideCapacity, type ScalingDecision, type ScalingView } from './decide-capacity.ts';

/** Metrics and targets are compared and divided as whole millionths, so that nothing depends on how a double ends. */
const PARTS = 1_000_000;

/**
 * Tasks with which the metric would be at the target: the proportional capacity, rounded up (scaling: ). Up means one task
 * more rather than one too few when it scales out, and one fewer taken away when it scales in. `metric` is at least 0, `target` above.
 */
export function capacityForTarget(base: number, metric: number, target: number): number {
  const amount = base * Math.round(metric * PARTS);
  const each = Math.max(1, Math.round(target * PARTS));
  if (!Number.isSafeInteger(amount)) return Math.ceil((base * metric) / target);
  const rest = amount % each;
  return (amount - rest) / each + (rest > 0 ? 1 : 0);
}

/** One target tracking policy as a scale-in looks at all of a target (scaling: ). */
export interface TrackingState {
  readonly targetValue: number;
  readonly disableScaleIn: boolean;
  /** Whether its AlarmLow is in ALARM. */
  readonly isLow: boolean;
  /** What its metric says; `null`: there is no data point. */
  readonly metric: number | null;
}

/**
 * AlarmHigh of a policy is in ALARM: more tasks, proportionally. From none at all there is nothing to multiply: then one, and on
 * from what runs, which the cooldown of that first one does not keep from (scaling: ).
 */
export function trackOut(view: ScalingView, targetValue: number, metric: number | null): ScalingDecision {
  const { desired, cooldowns } = view;
  if (metric === null)
    return { direction: 'out', base: null, computed: null, capacity: desired, reason: 'noData' };
  const isFromZero = cooldowns.outBase === 0;
  const seen = isFromZero ? { ...view, cooldowns: { ...cooldowns, outUntil: 0 } } : view;
  return decideCapacity(seen, 'out', (base) =>
    base === 0 && desired === 0 ? 1 : capacityForTarget(base, metric, targetValue),
  );
}

/** AlarmLow of a policy is in ALARM: as few tasks as all policies that scale in agree to, if each of them is low (scaling: ). */
export function trackIn(view: ScalingView, policies: readonly TrackingState[]): ScalingDecision {
  const { desired } = view;
  const scaling = policies.filter(({ disableScaleIn }) => !disableScaleIn);
  const asItIs = (reason: 'notAllReady' | 'noData') =>
    ({ direction: 'in', base: null, computed: null, capacity: desired, reason }) as const;
  if (scaling.length === 0 || !scaling.every(({ isLow }) => isLow)) return asItIs('notAllReady');
  if (scaling.some(({ metric }) => metric === null)) return asItIs('noData');
  return decideCapacity(view, 'in', (base) =>
    Math.max(...scaling.map(({ metric, targetValue }) => capacityForTarget(base, metric!, targetValue))),
  );
}
