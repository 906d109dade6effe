import { allWarmAt, warmCapacity } from '../../../simulation/groups/capacity.ts';
import type { Group } from '../../../simulation/groups/group.ts';
import type { ScalableTarget } from '../../../simulation/scaling/scalable-target.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { formatInstant } from '../../../units/calendar.ts';
import type { TargetExplanation } from './scaling-explanation.ts';

/** An Auto Scaling group with policies of its own, at the instant where the run stands. */
export function explainGroupTarget(
  simulation: Simulation,
  { spec, restsUntil, suspended }: ScalableTarget,
  group: Group,
): TargetExplanation {
  const { now, startMs } = simulation;
  const warmUpMs = Math.max(
    0,
    ...spec.policies.map((policy) => (policy.kind === 'predictive' ? 0 : policy.warmUpMs)),
  );
  const { running } = warmCapacity(group, warmUpMs, now);
  const { capacity } = group.members;
  const until = allWarmAt(group, warmUpMs);
  return {
    of: 'group',
    desiredCount: group.desired,
    runningCount: capacity,
    pendingCount: group.launching,
    minCapacity: group.minimum,
    maxCapacity: group.maximum,
    forecast: null,
    deployment: null,
    suspended: { ...suspended },
    scaleOutCooldown: null,
    scaleInCooldown: null,
    warmUp:
      running < capacity
        ? { count: capacity - running, until: until > now ? formatInstant(startMs + until) : null }
        : null,
    rest:
      restsUntil > now
        ? { until: Number.isFinite(restsUntil) ? formatInstant(startMs + restsUntil) : null }
        : null,
  };
}
