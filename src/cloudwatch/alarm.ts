import type { AlarmState } from '../model/alarm-state.ts';

export type { AlarmState };

export type ComparisonOperator =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

/** What counts in place of data points that are missing. */
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** When an alarm is in ALARM (scaling: ). */
export interface AlarmRule {
  readonly comparison: ComparisonOperator;
  readonly threshold: number;
  /** Periods that are evaluated; N. */
  readonly evaluationPeriods: number;
  /** Of those at least so many must breach; M, 1 to N. */
  readonly datapointsToAlarm: number;
  /** Periods that are looked at for N that are not missing; at least N. */
  readonly evaluationRange: number;
  readonly treatMissingData: MissingData;
}

/**
 * How many periods CloudWatch looks at for so many evaluated ones. AWS gives 5 for 3 and no formula; by default N and a third
 * of it more, at least 2 (scaling: ). `extra`: so many more instead.
 */
export function evaluationRange(evaluationPeriods: number, extra: number | 'third'): number {
  return evaluationPeriods + (extra === 'third' ? Math.max(2, Math.floor(evaluationPeriods / 3)) : extra);
}

/** Whether a data point is on the wrong side of the threshold. */
export function breaches(value: number, { comparison, threshold }: AlarmRule): boolean {
  switch (comparison) {
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}

/**
 * The state of an alarm after an evaluation (scaling: ). `pointAt(age)` is the data point of so many periods ago, 0
 * the newest, NaN when it is missing; ages below `evaluationRange` are asked for.
 */
export function evaluateAlarm(
  pointAt: (age: number) => number,
  rule: AlarmRule,
  previous: AlarmState,
): AlarmState {
  const { evaluationPeriods: n, datapointsToAlarm: m, treatMissingData: treat } = rule;
  let real = 0;
  let breaching = 0;
  let oldest = 0;
  for (let age = 0; age < rule.evaluationRange && real < n; age++) {
    const point = pointAt(age);
    if (Number.isNaN(point)) continue;
    real++;
    oldest = age + 1;
    if (breaches(point, rule)) breaching++;
    // Whatever is older can no longer bring it to ALARM.
    else if (real === age + 1 && breaching + n - real < m) return 'OK';
  }
  if (real === 0) return withoutData(treat, previous);
  const filled = treat === 'breaching' ? n - real : 0;
  if (breaching + filled >= m) return 'ALARM';
  const isPremature = real < n && breaching === real && oldest >= m;
  if (isPremature && treat === 'missing') return 'ALARM';
  return isPremature && treat === 'ignore' ? previous : 'OK';
}

function withoutData(treat: MissingData, previous: AlarmState): AlarmState {
  switch (treat) {
    case 'missing':
      return 'INSUFFICIENT_DATA';
    case 'ignore':
      return previous;
    case 'breaching':
      return 'ALARM';
    case 'notBreaching':
      return 'OK';
  }
}

/** How often an alarm of such a period is evaluated, ms (scaling: ). */
export function evaluatedEveryMs(periodMs: number): number {
  return periodMs < 60_000 ? 10_000 : 60_000;
}

/**
 * The period of so many periods ago, 0 the newest, as an evaluation at an instant sees it: periods of minutes end at whole minutes
 * and slide along with the evaluations, shorter ones end at multiples of themselves (scaling: ). Instants in ms.
 */
export function evaluatedPeriod(
  nowMs: number,
  periodMs: number,
  age: number,
): { readonly fromMs: number; readonly untilMs: number } {
  const gridMs = Math.min(periodMs, 60_000);
  const untilMs = Math.floor(nowMs / gridMs) * gridMs - age * periodMs;
  return { fromMs: untilMs - periodMs, untilMs };
}

/** How long the periods are together that an alarm evaluates, ms. */
export function evaluationIntervalMs(periodMs: number, evaluationPeriods: number): number {
  return periodMs * evaluationPeriods;
}

/** The longest evaluation interval, of periods that are shorter than `shortBelow` and of others, ms (scaling: ). */
export const LONGEST_INTERVAL_MS = {
  shortBelow: 3_600_000,
  ofShort: 86_400_000,
  ofLong: 604_800_000,
} as const;

/** Whether CloudWatch accepts so many periods: a day at most where they are shorter than an hour, else a week (scaling: ). */
export function acceptsPeriods(periodMs: number, evaluationPeriods: number): boolean {
  const { shortBelow, ofShort, ofLong } = LONGEST_INTERVAL_MS;
  return evaluationIntervalMs(periodMs, evaluationPeriods) <= (periodMs < shortBelow ? ofShort : ofLong);
}
