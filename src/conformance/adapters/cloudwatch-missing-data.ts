import * as z from 'zod';
import type { AlarmState } from '../../cloudwatch/alarm.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { alarmSettings, onlyState, pattern, statesAfter } from '../alarm-states.ts';

/** The state of an alarm some of whose data points are missing, whatever its state before (scaling: ). */
export const cloudwatchMissingData: Adapter = adapter(
  'cloudwatch-missing-data',
  form(
    {
      ...alarmSettings,
      pattern,
      /** The same once more, in words. */
      pointsOldestToNewest: z.array(z.enum(['ok', 'breaching', 'missing'])),
      /** How many of the evaluated data points the setting stands for: follows from the pattern. */
      filledPoints: z.int(),
      previousState: z.literal('any'),
    },
    ({ pattern: points, pointsOldestToNewest, ...settings }) => {
      if (pointsOldestToNewest.map((word) => SIGNS[word]).join('') !== points) return NOT_COVERED;
      const states = statesAfter(points, settings);
      const isRetained = Object.entries(states).every(([before, after]) => before === after);
      return { state: isRetained ? 'previous state retained' : (onlyState(states) ?? bySituation(states)) };
    },
  ),
);

const SIGNS = { ok: '0', breaching: 'X', missing: '-' } as const;

function bySituation(states: Readonly<Record<AlarmState, AlarmState>>): string {
  return Object.entries(states)
    .map(([before, after]) => `${after} after ${before}`)
    .join(', ');
}
