import type { AlarmExplanation } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import type { PolicyExplanation } from '../../../experiment/explain/scaling/scaling-explanation.ts';
import { cleanText, wrapText } from '../layout.ts';
import { countOf, formatAmount, formatCount, formatSeconds } from '../numbers.ts';
import { layTable } from '../table.ts';
import { alarmLines } from './alarm.ts';
import { formatTime, formatValue, type Scaled } from './wording.ts';

/** What a policy is, as a heading. */
export function policyTitle(policy: PolicyExplanation): string {
  const name = `Policy ${cleanText(policy.policyName)}`;
  switch (policy.kind) {
    case 'targetTracking':
      return `${name}: target tracking, ${cleanText(policy.metric)} at ${formatValue(policy.targetValue)}`;
    case 'step':
      return `${name}: ${policy.isSimple ? 'simple' : 'step'} scaling, ${policy.adjustmentType}`;
    case 'predictive':
      return `${name}: predictive scaling, ${policy.mode}`;
    default:
      return policy satisfies never;
  }
}

/** A policy with its alarms, or its forecast. */
export function policyLines(
  policy: PolicyExplanation,
  scaled: Scaled,
  moment: string,
  width: number,
): string[] {
  if (policy.kind === 'predictive') return predictiveLines(policy, moment, width);
  const of = (alarm: AlarmExplanation) => alarmLines(alarm, policy, scaled, moment, width);
  if (policy.kind === 'targetTracking')
    return [
      ...wrapText(trackingRules(policy), width),
      ...policy.alarms.flatMap((alarm) => ['', ...of(alarm)]),
    ];
  if (policy.alarms.length === 0)
    return wrapText('No alarm names it in its actions, so nobody ever calls it.', width);
  return [
    ...wrapText(stepRules(policy), width),
    ...policy.alarms.flatMap((alarm) => [
      '',
      ...(policy.isSimple ? [] : stepLines(policy, alarm, scaled, width)),
      ...of(alarm),
    ]),
  ];
}

function trackingRules({
  periodSeconds,
  scaleOutCooldownSeconds: out,
  scaleInCooldownSeconds: inwards,
  disableScaleIn,
  warmUpSeconds,
}: Extract<PolicyExplanation, { kind: 'targetTracking' }>): string {
  if (warmUpSeconds !== null)
    return `Periods of ${formatSeconds(periodSeconds)}; instances warm up for ${formatSeconds(warmUpSeconds)}${disableScaleIn ? '; it does not scale in' : ''}.`;
  const scaleIn = disableScaleIn ? 'it does not scale in' : `scale-in ${formatSeconds(inwards)}`;
  return `Periods of ${formatSeconds(periodSeconds)}; cooldown of a scale-out ${formatSeconds(out)}, ${scaleIn}.`;
}

function stepRules({
  isSimple,
  cooldownSeconds,
  warmUpSeconds,
  metricAggregation,
}: Extract<PolicyExplanation, { kind: 'step' }>): string {
  if (isSimple) return `After an activity it rests for ${formatSeconds(cooldownSeconds)}.`;
  const pace =
    warmUpSeconds === null
      ? `Cooldown ${formatSeconds(cooldownSeconds)}`
      : `Instances warm up for ${formatSeconds(warmUpSeconds)}`;
  return `${pace}; it takes the ${metricAggregation.toLowerCase()} of the data points.`;
}

/** The steps in values of the alarm's metric; the one that the value selects is marked. */
function stepLines(
  policy: Extract<PolicyExplanation, { kind: 'step' }>,
  { metric, threshold, decision, alarmName }: AlarmExplanation,
  { unit: counted }: Scaled,
  width: number,
): string[] {
  const unit = policy.adjustmentType === 'PercentChangeInCapacity' ? ' %' : '';
  const rows = policy.steps.map(({ lower, upper, adjustment }, i) => [
    `${i === decision.step ? '>' : ' '} ${rangeOf(lower, upper, threshold)}`,
    policy.adjustmentType === 'ExactCapacity'
      ? countOf(adjustment, counted)
      : `${adjustment < 0 ? '-' : '+'}${formatAmount(Math.abs(adjustment))}${unit}`,
  ]);
  const selects = decision.step === null ? 'selects none of the steps' : 'selects the marked step';
  return [
    ...wrapText(
      decision.value === null
        ? `${cleanText(metric)} of alarm ${cleanText(alarmName)} has no value, so it selects no step:`
        : `${cleanText(metric)} of alarm ${cleanText(alarmName)} is ${formatValue(decision.value)}, which ${selects}:`,
      width,
    ),
    ...layTable(rows, { alignRight: [false, true], yields: [] }, width),
  ];
}

function rangeOf(lower: number | null, upper: number | null, threshold: number): string {
  const at = (distance: number) => formatValue(threshold + distance);
  if (lower === null) return `up to ${at(upper ?? 0)}`;
  return upper === null ? `from ${at(lower)}` : `${at(lower)} to ${at(upper)}`;
}

function predictiveLines(
  policy: Extract<PolicyExplanation, { kind: 'predictive' }>,
  moment: string,
  width: number,
): string[] {
  const { mode, historyHours, hoursNeeded, firstForecastAt, forecast, maxCapacityBuffer } = policy;
  if (forecast === null)
    return wrapText(
      `There is no forecast yet: ${formatCount(historyHours)} of the ${formatCount(hoursNeeded)} hours of load that it needs are known. The first can come ${firstForecastAt === null ? 'later' : `at ${formatTime(firstForecastAt, moment)}`}.`,
      width,
    );
  const hours = forecast.hours.map(
    ({ hour, capacity }) => `${countOf(capacity, 'task')} from ${formatTime(hour, moment)} on`,
  );
  const figures = hours.length === 0 ? 'nothing for this hour' : hours.join(' and ');
  const does =
    mode === 'ForecastOnly'
      ? 'It forecasts only, and changes nothing.'
      : `Each hour's tasks are asked for ${formatSeconds(policy.schedulingBufferSeconds)} before it begins; it never scales in.`;
  const most =
    maxCapacityBuffer === null
      ? ''
      : ` The maximum may rise to the forecast and ${formatCount(maxCapacityBuffer)} % of it.`;
  return wrapText(
    `By its forecast of ${formatTime(forecast.madeAt, moment)}: ${figures}. ${does}${most}`,
    width,
  );
}
