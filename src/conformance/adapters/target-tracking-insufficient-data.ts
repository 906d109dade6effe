import * as z from 'zod';
import { SCALING_DEFAULTS } from '../../catalog/scaling-defaults.ts';
import { type AlarmRule, type AlarmState, evaluateAlarm } from '../../cloudwatch/alarm.ts';
import { trackIn, trackOut } from '../../policies/scaling/target-tracking.ts';
import { trackingAlarms } from '../../policies/scaling/target-tracking-alarms.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { scalingView } from '../scaling-view.ts';

/** What a target tracking policy does while its alarms have no data (scaling: ). */
export const targetTrackingInsufficientData: Adapter = adapter(
  'target-tracking-insufficient-data',
  form({ alarmState: z.literal('INSUFFICIENT_DATA') }, ({ alarmState }) => {
    const { high, low } = trackingAlarms(TARGET, 60_000, {
      highDatapoints: SCALING_DEFAULTS['targetTracking.highDatapoints'],
      lowForMs: SCALING_DEFAULTS['targetTracking.lowFor'],
      lowFraction: SCALING_DEFAULTS['targetTracking.lowFraction'],
      extraPeriods: SCALING_DEFAULTS['cloudwatch.extraPeriods'],
    });
    const states = [stateWithoutData(high), stateWithoutData(low)];
    if (states.some((state) => state !== alarmState)) return NOT_COVERED;
    const view = scalingView(TASKS);
    const policy = { targetValue: TARGET, metric: null, disableScaleIn: false };
    const capacities = [
      trackOut(view, TARGET, null).capacity,
      // Neither the state of AlarmLow nor, were it low, the metric gives a reason.
      trackIn(view, [{ ...policy, isLow: false }]).capacity,
      trackIn(view, [{ ...policy, isLow: true }]).capacity,
    ];
    return { action: capacities.every((capacity) => capacity === TASKS) ? 'none' : 'scales' };
  }),
);

function stateWithoutData(rule: AlarmRule): AlarmState {
  return evaluateAlarm(() => Number.NaN, rule, 'OK');
}

const TARGET = 50;
const TASKS = 10;
