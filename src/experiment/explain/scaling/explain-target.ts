import type { ScalableTarget } from '../../../simulation/scaling/scalable-target.ts';
import { nextRunMs } from '../../../simulation/scaling/scheduled-actions.ts';
import { boundsOf, groupOfTarget, runningOf, serviceOf } from '../../../simulation/scaling/targets.ts';
import { type Deployment, deploymentId, primaryOf } from '../../../simulation/services/service.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { formatInstant } from '../../../units/calendar.ts';
import { explainGroupTarget } from './explain-group-target.ts';
import { explainPolicy } from './explain-policy.ts';
import type { ScalingExplanation, TargetExplanation } from './scaling-explanation.ts';

/** A scalable target, its policies and its scheduled actions, at the instant where the run stands. */
export function explainTarget(
  simulation: Simulation,
  index: number,
): Pick<ScalingExplanation, 'resourceId' | 'at' | 'target' | 'policies' | 'scheduledActions'> {
  const { now, startMs } = simulation;
  const target = simulation.scalableTargets[index]!;
  const { resourceId, policies, scheduledActions } = target.spec;
  return {
    resourceId,
    at: formatInstant(startMs + now),
    target: explainState(simulation, target),
    policies: policies.map((_, place) => explainPolicy(simulation, target, place)),
    scheduledActions: scheduledActions.map((action) => {
      const next = nextRunMs(simulation, action, now);
      const { scheduledActionName, bounds, desiredCapacity } = action;
      const nextAt = next === null ? null : formatInstant(startMs + next);
      return { scheduledActionName, nextAt, ...bounds, desiredCapacity };
    }),
  };
}

function explainState(simulation: Simulation, target: ScalableTarget): TargetExplanation {
  const group = groupOfTarget(simulation, target);
  if (group !== null) return explainGroupTarget(simulation, target, group);
  const { now, startMs } = simulation;
  const { minimum, maximum, predictions, suspended, cooldowns } = target;
  const service = serviceOf(simulation, target);
  const running = runningOf(service);
  const started = service.deployments.reduce((sum, { tasks }) => sum + tasks.size, 0);
  const primary = primaryOf(service);
  const { outUntil, outBase, inUntil } = cooldowns;
  return {
    of: 'service',
    desiredCount: service.desired,
    runningCount: running,
    pendingCount: started - running,
    minCapacity: minimum,
    maxCapacity: maximum,
    forecast: predictions.some(
      (prediction) => prediction !== null && prediction.present + prediction.ahead > 0,
    )
      ? boundsOf(simulation, target)
      : null,
    deployment:
      primary.rolloutState === 'IN_PROGRESS'
        ? { id: deploymentId(primary), since: formatInstant(startMs + beganAt(primary)) }
        : null,
    suspended: { ...suspended },
    scaleOutCooldown: outUntil > now ? { until: formatInstant(startMs + outUntil), base: outBase } : null,
    scaleInCooldown: inUntil > now ? { until: formatInstant(startMs + inUntil) } : null,
    warmUp: null,
    rest: null,
  };
}

function beganAt({ rolledBackAt, createdAt }: Deployment): number {
  return Math.max(rolledBackAt, createdAt);
}
