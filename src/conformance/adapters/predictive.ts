import * as z from 'zod';
import {
  DEFAULT_SCHEDULING_BUFFER_MS,
  effectiveMaximum,
  predictiveCapacity,
  scalesAtMs,
} from '../../policies/scaling/predictive-scaling.ts';
import { formatInstant, parseInstant } from '../../units/calendar.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingView } from '../scaling-view.ts';

const forecastAndScale = { actual: taskCount, forecast: taskCount, mode: z.literal('ForecastAndScale') };

/** What a forecast makes of the desired count, and when (scaling: ). */
export const predictive: Adapter = adapter(
  'predictive',
  form(
    {
      forecastCapacity: taskCount,
      maxCapacity: taskCount,
      maxCapacityBreachBehavior: z.literal('IncreaseMaxCapacity'),
      maxCapacityBuffer: z.int().min(0).max(100),
    },
    ({ forecastCapacity, maxCapacity, maxCapacityBreachBehavior: behavior, maxCapacityBuffer: buffer }) => ({
      effectiveMax: effectiveMaximum(forecastCapacity, maxCapacity, { behavior, buffer }),
    }),
  ),
  form({ ...forecastAndScale, topOfHour: z.literal(true) }, capacityAfter),
  form(forecastAndScale, capacityAfter),
  form(
    { schedulingBufferTime: z.literal('unset'), forecastHour: z.string().regex(/^\d\d:00$/) },
    ({ forecastHour }) => {
      const hourMs = parseInstant(`2026-01-01T${forecastHour}:00Z`);
      if (hourMs === null) return NOT_COVERED;
      return {
        scaleAt: formatInstant(scalesAtMs(hourMs, DEFAULT_SCHEDULING_BUFFER_MS)).slice(11, 16),
        default: DEFAULT_SCHEDULING_BUFFER_MS / 1000,
      };
    },
  ),
);

function capacityAfter({ actual, forecast }: { actual: number; forecast: number }): object {
  return {
    newCapacity: predictiveCapacity(scalingView(actual), forecast, { behavior: 'HonorMaxCapacity' }),
  };
}
