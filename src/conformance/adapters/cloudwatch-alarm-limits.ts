import * as z from 'zod';
import { acceptsPeriods, LONGEST_INTERVAL_MS } from '../../cloudwatch/alarm.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How many periods an alarm may evaluate (scaling: ). */
export const cloudwatchAlarmLimits: Adapter = adapter(
  'cloudwatch-alarm-limits',
  form(
    { periodSec: z.int().min(10), evaluationPeriods: z.int().min(1) },
    ({ periodSec, evaluationPeriods }) => {
      const accepted = acceptsPeriods(periodSec * 1000, evaluationPeriods);
      return accepted ? { accepted } : { accepted, reason: limits() };
    },
  ),
);

function limits(): string {
  const { shortBelow, ofShort, ofLong } = LONGEST_INTERVAL_MS;
  return `period<${shortBelow / 1000} => total window <= ${ofShort / 1000} s; otherwise <= ${ofLong / 1000} s`;
}
