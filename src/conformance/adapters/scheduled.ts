import * as z from 'zod';
import { changeBounds } from '../../policies/scaling/scheduled-scaling.ts';
import { nextScheduledMs } from '../../policies/scaling/scheduled-times.ts';
import { formatInstant, parseInstant } from '../../units/calendar.ts';
import { parseSchedule } from '../../units/schedule.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingView } from '../scaling-view.ts';

/** When scheduled actions run and what they change (scaling: ). */
export const scheduled: Adapter = adapter(
  'scheduled',
  form(
    { currentCapacity: taskCount, action: z.strictObject({ min: taskCount, max: taskCount }) },
    ({ currentCapacity, action }) => boundsAfter(currentCapacity, Number.NaN, action.min, action.max),
  ),
  form(
    { currentCapacity: taskCount, currentMax: taskCount, action: z.strictObject({ min: taskCount }) },
    ({ currentCapacity, currentMax, action }) => boundsAfter(currentCapacity, currentMax, action.min, null),
  ),
  form({ schedule: z.string(), start: z.string(), end: z.string() }, ({ schedule: text, start, end }) => {
    const schedule = parseSchedule(text, 'UTC');
    const startMs = parseInstant(start);
    const endMs = parseInstant(end);
    if ('error' in schedule || startMs === null || endMs === null) return NOT_COVERED;
    const action = { schedule, startMs, endMs };
    const firesAt: string[] = [];
    // The target was registered an hour before.
    const originMs = startMs - 3_600_000;
    let atMs = nextScheduledMs(action, originMs, originMs);
    for (; atMs !== null && firesAt.length < MOST_TIMES; atMs = nextScheduledMs(action, atMs, originMs))
      firesAt.push(formatInstant(atMs).replace('.000Z', 'Z'));
    return { firesAt };
  }),
);

const MOST_TIMES = 1000;

/** What the action leaves alone must not matter, so the minimum before it may be anything. */
function boundsAfter(desired: number, maximum: number, minCapacity: number, maxCapacity: number | null) {
  const changed = changeBounds(scalingView(desired, { minimum: 0, maximum }), { minCapacity, maxCapacity });
  if (changed === null) return NOT_COVERED;
  return { newCapacity: changed.desired, min: changed.minimum, max: changed.maximum };
}
