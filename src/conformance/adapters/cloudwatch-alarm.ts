import * as z from 'zod';
import {
  type AlarmRule,
  type AlarmState,
  type ComparisonOperator,
  evaluateAlarm,
  evaluatedEveryMs,
  evaluatedPeriod,
  evaluationIntervalMs,
  evaluationRange,
} from '../../cloudwatch/alarm.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const periodSec = z.int().min(10).max(86_400);
const periodCount = z.int().min(1).max(100);
const periodNumbers = z.array(periodCount);

/** What an alarm looks at, how often, and what comes of it (scaling: ). */
export const cloudwatchAlarm: Adapter = adapter(
  'cloudwatch-alarm',
  // Minutes are counted from 1: minute 1 ends at 60 s.
  form(
    { periodSec, evaluationPeriods: z.literal(1), evaluationAtMinute: z.array(z.int().min(0)) },
    ({ periodSec: seconds, evaluationAtMinute }) => ({
      dataMinutes: evaluationAtMinute.map((minute) => {
        const { fromMs, untilMs } = evaluatedPeriod(minute * 60_000, seconds * 1000, 0);
        return [fromMs / 60_000 + 1, untilMs / 60_000];
      }),
      evaluatedEverySec: evaluatedEveryMs(seconds * 1000) / 1000,
    }),
  ),
  form(
    { periodSec, evaluationPeriods: periodCount, datapointsToAlarm: periodCount },
    ({ periodSec: seconds, evaluationPeriods }) => ({
      evaluationIntervalSec: evaluationIntervalMs(seconds * 1000, evaluationPeriods) / 1000,
    }),
  ),
  form(
    {
      threshold: z.number(),
      comparison: z.enum(['>', '>=', '<', '<=']),
      evaluationPeriods: periodCount,
      datapointsToAlarm: periodCount,
      breachingPeriods: periodNumbers,
      nonBreachingPeriods: periodNumbers,
    },
    ({ comparison, breachingPeriods, nonBreachingPeriods, ...given }) => {
      const rule: AlarmRule = {
        ...given,
        comparison: COMPARISONS[comparison],
        evaluationRange: evaluationRange(given.evaluationPeriods, 'third'),
        treatMissingData: 'missing',
      };
      const beyond = comparison.startsWith('>') ? 1 : -1;
      const points = new Map<number, number>();
      for (const period of breachingPeriods) points.set(period, rule.threshold + beyond);
      for (const period of nonBreachingPeriods) points.set(period, rule.threshold - beyond);
      return { stateAfterPeriod: statesByPeriod(points, rule) };
    },
  ),
);

const COMPARISONS: Readonly<Record<'>' | '>=' | '<' | '<=', ComparisonOperator>> = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
};

function statesByPeriod(points: ReadonlyMap<number, number>, rule: AlarmRule): Record<string, AlarmState> {
  const states: Record<string, AlarmState> = {};
  let state: AlarmState = 'INSUFFICIENT_DATA';
  for (let period = 1; period <= Math.max(...points.keys()); period++) {
    state = evaluateAlarm((age) => points.get(period - age) ?? Number.NaN, rule, state);
    states[period] = state;
  }
  return states;
}
