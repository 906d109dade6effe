import type { KnownActivity, ScalingStatistics } from '../analysis/scaling-statistics.ts';
import type { PolicyDecision } from '../events/scaling-news.ts';
import type { ScalableTarget } from '../simulation/scaling/scalable-target.ts';
import { statedBounds } from '../simulation/scaling/targets.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import type { ActivityDetails, AlarmSummary, ScalingActivitySummary, ScalingSummary } from './outcome.ts';

/** What was done to a service by Application Auto Scaling, or to a group by its own policies; `null`: it is no scalable target. */
export function scalingSummary(
  simulation: Simulation,
  statistics: ScalingStatistics,
  target: ScalableTarget | undefined,
): ScalingSummary | null {
  if (target === undefined) return null;
  const { startMs } = simulation;
  const { minimum, maximum } = statedBounds(simulation, target);
  const { out, in: inwards, heldAtMaximum, mostWanted } = statistics.target(target.index);
  const forecasts = target.spec.policies.flatMap(({ policyName }) => {
    const hours = statistics.forecasts.get(`${target.spec.resourceId} ${policyName}`);
    return hours === undefined
      ? []
      : [
          [
            policyName,
            hours.map(({ fromMs, capacity }) => ({ hour: formatInstant(startMs + fromMs), capacity })),
          ] as const,
        ];
  });
  return {
    out,
    in: inwards,
    minCapacity: minimum,
    maxCapacity: maximum,
    heldAtMaximum,
    mostWanted,
    forecasts: Object.fromEntries(forecasts),
  };
}

export function alarmSummaries(
  { alarmNames, startMs, now }: Simulation,
  statistics: ScalingStatistics,
): AlarmSummary[] {
  return alarmNames.map((alarmName, index) => {
    const { state, since, alarms } = statistics.alarm(index);
    return {
      alarmName,
      state,
      stateUpdatedAt: formatInstant(startMs + since),
      alarms,
      alarmSeconds: statistics.alarmMs(index, now) / 1000,
    };
  });
}

export function activitySummaries(
  simulation: Simulation,
  { activities }: ScalingStatistics,
): ScalingActivitySummary[] {
  return activities.map((known) => activitySummary(simulation, known));
}

function activitySummary(
  { scalableResources, groups, startMs }: Simulation,
  known: KnownActivity,
): ScalingActivitySummary {
  const instant = (atMs: number) => formatInstant(startMs + atMs);
  if (known.kind === 'group') {
    const { from, to, cause } = known;
    return {
      resourceId: `autoScalingGroup/${groups[known.group]!.spec.name}`,
      startTime: instant(known.at),
      endTime: instant(known.at),
      statusCode: 'Successful',
      description: `Setting desired capacity to ${to}.`,
      cause,
      from,
      to,
      notScaledReason: null,
      details: null,
    };
  }
  if (known.kind === 'held') {
    const { policyName, alarmName, alarmState, desired, reason } = known.decision;
    return {
      resourceId: scalableResources[known.target]!,
      startTime: instant(known.at),
      endTime: instant(known.at),
      statusCode: 'Failed',
      description: 'Attempting to scale due to alarm triggered',
      cause: `monitor alarm ${alarmName} in state ${alarmState} triggered policy ${policyName}`,
      from: desired,
      to: desired,
      notScaledReason: NOT_SCALED[reason] ?? reason,
      details: detailsOf(known.decision),
    };
  }
  const { target, description, cause, from, to, decision } = known.activity;
  return {
    resourceId: scalableResources[target]!,
    startTime: instant(known.at),
    endTime: known.endedAt < 0 ? null : instant(known.endedAt),
    statusCode: known.isOverridden ? 'Overridden' : known.endedAt < 0 ? 'InProgress' : 'Successful',
    description,
    cause,
    from,
    to,
    notScaledReason: null,
    details: decision === null ? null : detailsOf(decision),
  };
}

/** AWS's codes (API NotScaledReason); what it has none for keeps our word. */
const NOT_SCALED: Readonly<Record<string, string>> = {
  alreadyAtMaximum: 'AlreadyAtMaxCapacity',
  alreadyAtMinimum: 'AlreadyAtMinCapacity',
  alreadyAtDesired: 'AlreadyAtDesiredCapacity',
  deployment: 'TargetServicePutResourceAsUnscalable',
};

function detailsOf(decision: PolicyDecision): ActivityDetails {
  const { policyName, alarmName, metric, points, value, threshold, direction } = decision;
  const { base, computed, minimum, maximum, reason } = decision;
  return {
    policyName,
    alarmName,
    metric,
    points,
    value,
    threshold,
    direction,
    base,
    computed,
    minimum,
    maximum,
    reason,
  };
}
