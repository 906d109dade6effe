/**
 * What a policy looks at when it decides about the desired count of a service, or the desired capacity of an Auto Scaling group.
 * Counts are tasks or units of the group's capacity, instants ms.
 */
export interface ScalingView {
  readonly now: number;
  /**
   * What a policy starts from: RUNNING tasks, so that it does not run away when tasks find no place (scaling: ), or instances that
   * have had their warm-up (scaling: ).
   */
  readonly running: number;
  /** Instances that are on their way out: a scale-in counts them as there, so that it does not take others for them. */
  readonly leaving: number;
  readonly desired: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Whether a deployment is in progress: then nothing scales in (scaling: ). */
  readonly isDeploying: boolean;
  /** Whether some instance has not had its warm-up yet: then nothing scales in (scaling: ). */
  readonly isWarmingUp: boolean;
  readonly suspended: Suspension;
  readonly cooldowns: Cooldowns;
}

/** The three switches of a scalable target (scaling: ). */
export interface Suspension {
  readonly dynamicScalingIn: boolean;
  readonly dynamicScalingOut: boolean;
  readonly scheduledScaling: boolean;
}

/** Cooldowns of a scalable target, by the instants at which they end; what has ended has no effect. */
export interface Cooldowns {
  readonly outUntil: number;
  /** What the activity that began the scale-out cooldown started from (scaling: ). */
  readonly outBase: number;
  readonly inUntil: number;
}

export const NO_COOLDOWNS: Cooldowns = { outUntil: 0, outBase: 0, inUntil: 0 };

/** Why a policy left the desired count as it is, or `scaled`. */
export type DecisionReason =
  | 'scaled'
  | 'suspended'
  | 'deployment'
  | 'warmUp'
  | 'cooldown'
  | 'alreadyAtMaximum'
  | 'alreadyAtMinimum'
  | 'alreadyAtDesired'
  /** The desired count is outside of the bounds already, and the alarm points further away from them (scaling: ). */
  | 'belowMinimum'
  | 'aboveMaximum'
  /** No step of the policy is for such a value. */
  | 'noStep'
  /** Another target tracking policy would not scale in (scaling: ). */
  | 'notAllReady'
  /** The value that it would be worked out from is missing (scaling: ). */
  | 'noData';

export interface ScalingDecision {
  readonly direction: 'out' | 'in';
  /** Tasks that it was worked out from, and what came of that before the bounds; `null`: it did not come to that. */
  readonly base: number | null;
  readonly computed: number | null;
  /** The desired count from now on. */
  readonly capacity: number;
  readonly reason: DecisionReason;
}

/**
 * What becomes of the desired count when an alarm asks for more or for fewer tasks (scaling: ).
 * `compute` gives the capacity that the policy wants, worked out from so many tasks; `null`: it wants nothing.
 */
export function decideCapacity(
  view: ScalingView,
  direction: 'out' | 'in',
  compute: (base: number) => number | null,
): ScalingDecision {
  return direction === 'out' ? decideOut(view, compute) : decideIn(view, compute);
}

function decideOut(view: ScalingView, compute: (base: number) => number | null): ScalingDecision {
  const { now, running, desired, minimum, maximum, suspended, cooldowns } = view;
  const asItIs = (reason: DecisionReason, base: number | null = null, computed: number | null = null) =>
    ({ direction: 'out', base, computed, capacity: desired, reason }) as const;
  if (suspended.dynamicScalingOut) return asItIs('suspended');
  if (desired > maximum) return asItIs('aboveMaximum');
  const isCoolingDown = now < cooldowns.outUntil;
  // Tasks that have gone since do not count either.
  const start = isCoolingDown ? Math.min(cooldowns.outBase, running) : running;
  const base = desired < minimum ? Math.max(start, minimum) : start;
  const computed = compute(base);
  if (computed === null) return asItIs('noStep', base);
  const capacity = Math.min(maximum, Math.max(minimum, computed));
  if (capacity > desired) return { direction: 'out', base, computed, capacity, reason: 'scaled' };
  if (desired === maximum && computed > desired) return asItIs('alreadyAtMaximum', base, computed);
  return asItIs(isCoolingDown ? 'cooldown' : 'alreadyAtDesired', base, computed);
}

function decideIn(view: ScalingView, compute: (base: number) => number | null): ScalingDecision {
  const { now, running, leaving, desired, minimum, maximum, suspended, cooldowns } = view;
  const asItIs = (reason: DecisionReason, base: number | null = null, computed: number | null = null) =>
    ({ direction: 'in', base, computed, capacity: desired, reason }) as const;
  if (suspended.dynamicScalingIn) return asItIs('suspended');
  if (view.isDeploying) return asItIs('deployment');
  if (view.isWarmingUp) return asItIs('warmUp');
  if (desired < minimum) return asItIs('belowMinimum');
  if (now < cooldowns.inUntil) return asItIs('cooldown');
  const base = desired > maximum ? maximum : running + leaving;
  const computed = compute(base);
  if (computed === null) return asItIs('noStep', base);
  const capacity = Math.min(maximum, Math.max(minimum, computed));
  if (capacity < desired) return { direction: 'in', base, computed, capacity, reason: 'scaled' };
  return asItIs(
    desired === minimum && computed < desired ? 'alreadyAtMinimum' : 'alreadyAtDesired',
    base,
    computed,
  );
}

/**
 * The cooldowns after a decision that has changed the desired count: a scale-out ends a scale-in cooldown, and one that comes
 * in the cooldown of another counts from where that one did.
 */
export function afterScaling(
  cooldowns: Cooldowns,
  { direction, base }: ScalingDecision,
  now: number,
  cooldownMs: number,
): Cooldowns {
  if (direction === 'in') return { ...cooldowns, inUntil: now + cooldownMs };
  return { outUntil: now + cooldownMs, outBase: base!, inUntil: 0 };
}
