import { groupCapacity, lastWarmAt, warmCapacity } from '../../../simulation/groups/capacity.ts';
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
  const { running } = warmCapacity(simulation, group, warmUpMs, now);
  const runningCount = groupCapacity(simulation, group);
  const warming = runningCount - running;
  return {
    of: 'group',
    desiredCount: group.desired,
    runningCount,
    pendingCount: group.launching,
    minCapacity: group.minimum,
    maxCapacity: group.maximum,
    forecast: null,
    deployment: null,
    suspended: { ...suspended },
    scaleOutCooldown: null,
    scaleInCooldown: null,
    warmUp:
      warming > 0
        ? { count: warming, until: formatInstant(startMs + lastWarmAt(simulation, group, warmUpMs)) }
        : null,
    rest:
      restsUntil > now
        ? { until: Number.isFinite(restsUntil) ? formatInstant(startMs + restsUntil) : null }
        : null,
  };
}
