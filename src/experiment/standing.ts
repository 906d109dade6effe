import type { StandingThing } from '../billing/counters/standing-counter.ts';
import { NONE } from '../model/task-table.ts';

/** What is had for the whole run and is nobody's. */
export function standing(meter: StandingThing['meter'], count: number): StandingThing {
  return { meter, count, cluster: NONE, service: '', fromMs: 0, untilMs: null };
}
