import * as z from 'zod';
import { type AlarmRule, evaluateAlarm, evaluationRange } from '../../cloudwatch/alarm.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** For how long a metric must be beyond the threshold until an alarm goes to ALARM (scaling: ). */
export const stepAlarmCli: Adapter = adapter(
  'step-alarm-cli',
  form(
    {
      periodSec: z.int().min(10).max(86_400),
      evaluationPeriods: z.int().min(1).max(100),
      threshold: z.number(),
    },
    ({ periodSec, evaluationPeriods, threshold }) => {
      const rule: AlarmRule = {
        comparison: 'GreaterThanThreshold',
        threshold,
        evaluationPeriods,
        datapointsToAlarm: evaluationPeriods,
        evaluationRange: evaluationRange(evaluationPeriods, 'third'),
        treatMissingData: 'missing',
      };
      const isAlarmAfter = (breaching: number) =>
        evaluateAlarm((age) => (age < breaching ? threshold + 1 : threshold), rule, 'OK') === 'ALARM';
      let breaching = 0;
      while (breaching < rule.evaluationRange && !isAlarmAfter(breaching)) breaching++;
      return { minSecondsInBreach: breaching * periodSec };
    },
  ),
);
