import * as z from 'zod';
import { type AlarmRule, type AlarmState, evaluateAlarm } from '../cloudwatch/alarm.ts';

/** `0-X`: data points from the oldest to the newest; 0 is fine, X breaches, - is missing. */
export const pattern: z.ZodString = z.string().regex(/^[0X-]{1,100}$/);

/** Settings of an alarm on a threshold of 0 that data points of 1 breach. */
export const alarmSettings: {
  evaluationPeriods: z.ZodInt;
  datapointsToAlarm: z.ZodInt;
  evaluationRange: z.ZodInt;
  treatMissingData: z.ZodEnum<{
    missing: 'missing';
    ignore: 'ignore';
    breaching: 'breaching';
    notBreaching: 'notBreaching';
  }>;
} = {
  evaluationPeriods: z.int().min(1).max(100),
  datapointsToAlarm: z.int().min(1).max(100),
  evaluationRange: z.int().min(1).max(100),
  treatMissingData: z.enum(['missing', 'ignore', 'breaching', 'notBreaching']),
};

/** The state that an alarm is in after an evaluation of a pattern, by the state that it was in before. */
export function statesAfter(
  points: string,
  settings: Omit<AlarmRule, 'comparison' | 'threshold'>,
): Readonly<Record<AlarmState, AlarmState>> {
  const rule: AlarmRule = { ...settings, comparison: 'GreaterThanThreshold', threshold: 0 };
  const after = (previous: AlarmState) =>
    evaluateAlarm((age) => VALUES[points.at(-1 - age) ?? '-']!, rule, previous);
  return { OK: after('OK'), ALARM: after('ALARM'), INSUFFICIENT_DATA: after('INSUFFICIENT_DATA') };
}

/** The one state that follows whatever the state before; `null`: it depends on that. */
export function onlyState(states: Readonly<Record<AlarmState, AlarmState>>): AlarmState | null {
  const { OK, ALARM, INSUFFICIENT_DATA } = states;
  return OK === ALARM && ALARM === INSUFFICIENT_DATA ? OK : null;
}

const VALUES: Readonly<Record<string, number>> = { 0: 0, X: 1, '-': Number.NaN };
