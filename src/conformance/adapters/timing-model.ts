import * as z from 'zod';
import { evaluatedEveryMs } from '../../cloudwatch/alarm.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { alarmTimes } from '../alarm-times.ts';
import { scaleOutTimes } from '../scale-out-times.ts';

const model = {
  periodSec: z.union([z.literal(20), z.literal(60)]),
  alarmEvalSec: z.number(),
  datapoints: z.number(),
  metricLatencySec: z.number(),
};

/** When alarms see what happened: periods, publishing delay and the grid of evaluations (scaling: ). */
export const timingModel: Adapter = adapter(
  'timing-model',
  form({ ...model, phase: z.literal('random') }, async (given) => {
    const { periodSec, datapoints, metricLatencySec } = given;
    if (!isOurGrid(given)) return NOT_COVERED;
    const delay = periodSec === 20 ? 'cloudwatch.delay.highResolution' : 'cloudwatch.delay';
    const points = `targetTracking.highDatapoints: ${datapoints}`;
    const timings = `{ ${delay}: ${metricLatencySec}s, ${points}, scaling.actionDelay: 0s }`;
    const { trigger } = await scaleOutTimes(periodSec, timings);
    const mean = trigger.reduce((sum, value) => sum + value, 0) / trigger.length;
    const quantile = (part: number) => trigger[Math.floor(part * trigger.length)]!;
    return { meanTriggerSec: mean, p5: quantile(0.05), p95: quantile(0.95) };
  }),
  form({ ...model, phase: z.literal(0), loadStepAt: z.literal(0) }, async (given) => {
    if (!isOurGrid(given)) return NOT_COVERED;
    const { closesAt, seenAt, alarmAt } = await alarmTimes('high', given);
    return { periodsCloseAt: closesAt, thirdVisibleAt: seenAt.at(-1), alarmAt };
  }),
  form({ ...model, phase: z.literal(0), loadDropAt: z.literal(0) }, async (given) => {
    if (!isOurGrid(given)) return NOT_COVERED;
    const { closesAt, seenAt, alarmAt } = await alarmTimes('low', given);
    return { fifteenthPeriodClosesAt: closesAt.at(-1), visibleAt: seenAt.at(-1), alarmLowAt: alarmAt };
  }),
);

function isOurGrid({ periodSec, alarmEvalSec }: { periodSec: number; alarmEvalSec: number }): boolean {
  return evaluatedEveryMs(periodSec * 1000) === alarmEvalSec * 1000;
}
