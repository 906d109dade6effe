import { nextOccurrence, type Schedule } from '../../units/schedule.ts';

/** When a scheduled action runs; instants in epoch ms, `null`: none. */
export interface ScheduledTimes {
  readonly schedule: Schedule;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/**
 * The first time strictly after `afterMs` at which a scheduled action runs (scaling: ): at its start, if it has one, then on
 * its schedule, and not after its end. A rate counts from the start, or from `originMs` without one. What runs `at` one time runs
 * only then: start and end say whether it does.
 */
export function nextScheduledMs(
  { schedule, startMs, endMs }: ScheduledTimes,
  afterMs: number,
  originMs: number,
): number | null {
  const isBeforeStart = startMs !== null && afterMs < startMs;
  const nextMs =
    isBeforeStart && schedule.kind !== 'at'
      ? startMs
      : // A time that is the start itself counts.
        nextOccurrence(schedule, isBeforeStart ? startMs - 1 : afterMs, startMs ?? originMs);
  return nextMs === null || (endMs !== null && nextMs > endMs) ? null : nextMs;
}
