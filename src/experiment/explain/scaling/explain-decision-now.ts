import type { ScalingDecision, ScalingView } from '../../../policies/scaling/decide-capacity.ts';
import { selectStep } from '../../../policies/scaling/step-scaling.ts';
import { capacityForTarget } from '../../../policies/scaling/target-tracking.ts';
import type { ScalingPolicySpec } from '../../../scenario/scaling-spec.ts';
import type { Alarm } from '../../../simulation/metrics/metrics.ts';
import {
  type CalledPolicy,
  decideNow,
  trackingStates,
  warmAtOf,
} from '../../../simulation/scaling/decide-now.ts';
import type { ScalableTarget } from '../../../simulation/scaling/scalable-target.ts';
import { viewOf } from '../../../simulation/scaling/targets.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { formatInstant } from '../../../units/calendar.ts';
import type { DecisionExplanation, Proposal } from './alarm-explanation.ts';

/** What a policy of a target would decide if its alarm called it now, after the evaluation at `evaluatedAt`. */
export function explainDecisionNow(
  simulation: Simulation,
  target: ScalableTarget,
  alarm: Alarm,
  place: number,
  evaluatedAt: number,
): DecisionExplanation {
  const { decision, told } = decideNow(simulation, alarm, target, place, evaluatedAt);
  const { value, threshold, minimum, maximum, outUntil, inUntil } = told();
  const { direction, reason, capacity, base, computed } = decision;
  const policy = target.spec.policies[place] as CalledPolicy;
  const until = direction === 'out' ? outUntil : inUntil;
  const warmAt = warmAtOf(simulation, alarm, policy, evaluatedAt);
  const view = viewOf(simulation, target, policy.warmUpMs, warmAt);
  return {
    direction,
    reason,
    capacity,
    value,
    threshold,
    base,
    baseIs: baseIs(view, decision, policy),
    computed,
    minimum,
    maximum,
    cooldownUntil: until > 0 ? formatInstant(simulation.startMs + until) : null,
    proposals:
      alarm.tracking?.side === 'low'
        ? proposals(simulation, target, decision.base ?? view.running, evaluatedAt)
        : [],
    step: stepOf(policy, alarm, value),
  };
}

/** Where a decision starts from (scaling: ). */
function baseIs(
  view: ScalingView,
  { direction, base }: ScalingDecision,
  policy: CalledPolicy,
): DecisionExplanation['baseIs'] {
  const { now, running, desired, minimum, maximum, cooldowns } = view;
  if (direction === 'in') return desired > maximum ? 'maximum' : 'running';
  // From none at all there is no cooldown for target tracking (scaling: ).
  const coolsDown =
    now < cooldowns.outUntil && !(policy.kind === 'targetTracking' && cooldowns.outBase === 0);
  const start = coolsDown ? cooldowns.outBase : running;
  if (desired < minimum && base === minimum && minimum > start) return 'minimum';
  return coolsDown ? 'beforeScaleOut' : 'running';
}

function proposals(
  simulation: Simulation,
  target: ScalableTarget,
  base: number,
  evaluatedAt: number,
): Proposal[] {
  const states = trackingStates(simulation, target, evaluatedAt);
  return target.spec.policies
    .filter((policy) => policy.kind === 'targetTracking')
    .flatMap(({ policyName, disableScaleIn, targetValue }, i) => {
      if (disableScaleIn) return [];
      const { isLow, metric } = states[i]!;
      const computed = metric === null ? null : capacityForTarget(base, metric, targetValue);
      return [{ policyName, isLow, value: metric, targetValue, computed }];
    });
}

function stepOf(policy: ScalingPolicySpec, { rule }: Alarm, value: number | null): number | null {
  if (policy.kind !== 'step' || value === null) return null;
  const { steps } = policy.rule;
  const selected = selectStep(steps, value - rule.threshold, rule.comparison.startsWith('Greater'));
  return selected === null ? null : steps.indexOf(selected);
}
