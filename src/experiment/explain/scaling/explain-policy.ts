import { LEAST_HISTORY_HOURS } from '../../../policies/scaling/predictive-scaling.ts';
import type { ScalingPolicySpec } from '../../../scenario/scaling-spec.ts';
import { metricName } from '../../../simulation/scaling/decide-now.ts';
import { forecastCapacity } from '../../../simulation/scaling/predictions.ts';
import type { Prediction, ScalableTarget } from '../../../simulation/scaling/scalable-target.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { formatInstant } from '../../../units/calendar.ts';
import { explainAlarm } from './explain-alarm.ts';
import type { PolicyExplanation } from './scaling-explanation.ts';

const HOUR_MS = 3_600_000;

type Predictive = Extract<ScalingPolicySpec, { kind: 'predictive' }>;

/** One policy of a scalable target, at the instant where the run stands. */
export function explainPolicy(
  simulation: Simulation,
  target: ScalableTarget,
  place: number,
): PolicyExplanation {
  const policy = target.spec.policies[place]!;
  const isOfGroup = target.spec.scales.of === 'group';
  const own = target.alarms
    .map((index) => simulation.metrics.alarms[index]!)
    .filter(({ actions }) =>
      actions.some((action) => action.target === target.index && action.policy === place),
    );
  const alarms = own.map((alarm) => explainAlarm(simulation, target, alarm, place));
  switch (policy.kind) {
    case 'targetTracking':
      return {
        kind: 'targetTracking',
        policyName: policy.policyName,
        metric: metricName(simulation, own[0]!),
        targetValue: policy.targetValue,
        periodSeconds: policy.query.periodMs / 1000,
        scaleOutCooldownSeconds: policy.scaleOutCooldownMs / 1000,
        scaleInCooldownSeconds: policy.scaleInCooldownMs / 1000,
        disableScaleIn: policy.disableScaleIn,
        warmUpSeconds: isOfGroup ? policy.warmUpMs / 1000 : null,
        alarms,
      };
    case 'step':
      return {
        kind: 'step',
        isSimple: policy.isSimple,
        policyName: policy.policyName,
        adjustmentType: policy.rule.adjustmentType,
        minAdjustmentMagnitude: policy.rule.minAdjustmentMagnitude,
        metricAggregation: policy.metricAggregation,
        cooldownSeconds: policy.cooldownMs / 1000,
        warmUpSeconds: isOfGroup && !policy.isSimple ? policy.warmUpMs / 1000 : null,
        steps: policy.rule.steps.map((step) => ({ ...step })),
        alarms,
      };
    case 'predictive':
      return explainPrediction(simulation, policy, target.predictions[place]!);
    default:
      return policy satisfies never;
  }
}

function explainPrediction(
  simulation: Simulation,
  policy: Predictive,
  prediction: Prediction,
): PolicyExplanation {
  const { startMs } = simulation;
  const { policyName, mode, schedulingBufferMs, maxCapacityBreach } = policy;
  const known = Math.min(...prediction.history.map(knownHours));
  const hasForecast = prediction.hours.length > 0;
  const missing = Math.max(0, LEAST_HISTORY_HOURS - known);
  return {
    kind: 'predictive',
    policyName,
    mode,
    schedulingBufferSeconds: schedulingBufferMs / 1000,
    maxCapacityBuffer: maxCapacityBreach.behavior === 'IncreaseMaxCapacity' ? maxCapacityBreach.buffer : null,
    historyHours: known,
    hoursNeeded: LEAST_HISTORY_HOURS,
    firstForecastAt: hasForecast ? null : formatInstant(startMs + prediction.until + missing * HOUR_MS),
    forecast: hasForecast
      ? {
          madeAt: formatInstant(startMs + prediction.forecastAt),
          hours: forecastHours(simulation, policy, prediction),
        }
      : null,
  };
}

function forecastHours(
  { now, startMs }: Simulation,
  policy: Predictive,
  { hours, forecastFrom }: Prediction,
): { readonly hour: string; readonly capacity: number }[] {
  const present = Math.floor((now - forecastFrom) / HOUR_MS);
  return [present, present + 1]
    .filter((hour) => hour >= 0 && hour < hours[0]!.length)
    .map((hour) => ({
      hour: formatInstant(startMs + forecastFrom + hour * HOUR_MS),
      capacity: forecastCapacity(policy, hours, hour),
    }));
}

/** Hours from the first that is not missing. */
function knownHours(history: readonly number[]): number {
  const first = history.findIndex((load) => !Number.isNaN(load));
  return first < 0 ? 0 : history.length - first;
}
