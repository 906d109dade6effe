import { decideCapacity, type ScalingDecision, type ScalingView } from './decide-capacity.ts';
import { adjustCapacity, isMore, type StepRule } from './step-scaling.ts';

/**
 * Its alarm is in ALARM: the one adjustment of a simple scaling policy, whatever the metric says, but nothing while an activity of
 * such a policy goes on or its cooldown lasts, up to `restsUntil`. Instances that warm up count like all others (scaling: ).
 */
export function takeSimple(view: ScalingView, rule: StepRule, restsUntil: number): ScalingDecision {
  const { adjustment } = rule.steps[0]!;
  const direction = isMore(view, rule, adjustment) ? 'out' : 'in';
  if (view.now < restsUntil)
    return { direction, base: null, computed: null, capacity: view.desired, reason: 'cooldown' };
  return decideCapacity({ ...view, isWarmingUp: false }, direction, (base) =>
    adjustCapacity(base, adjustment, rule),
  );
}
