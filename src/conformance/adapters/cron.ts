import * as z from 'zod';
import { ArrivalSource } from '../../environment/arrivals/arrival-source.ts';
import { formatInstant, parseInstant } from '../../units/calendar.ts';
import { parseSchedule } from '../../units/schedule.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

/** The examples list the next five. */
const SHOWN = 5;

/** When an AWS cron expression fires, as a workload's schedule does (scaling: ). */
export const cron: Adapter = adapter(
  'cron',
  form({ cron: z.string(), timezone: z.string(), after: z.string() }, ({ cron: fields, timezone, after }) => {
    const schedule = parseSchedule(`cron(${fields})`, timezone);
    const startMs = parseInstant(after);
    if ('error' in schedule || startMs === null) return NOT_COVERED;
    const source = new ArrivalSource(
      { form: { kind: 'schedule', schedule, count: 1 }, fromMs: 1, untilMs: null, limit: SHOWN },
      'cron',
      startMs,
      1,
    );
    const firesAt: string[] = [];
    for (; source.peekMs() < Number.POSITIVE_INFINITY; source.take())
      firesAt.push(formatInstant(startMs + source.peekMs()).replace('.000Z', 'Z'));
    return { firesAt };
  }),
);
