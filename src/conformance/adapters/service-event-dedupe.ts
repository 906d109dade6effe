import * as z from 'zod';
import { isNews } from '../../simulation/services/service-events.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const HOUR_MS = 3_600_000;

/** At which hours a service's events show a message that is said again and again (ecs: ). */
export const serviceEventDedupe: Adapter = adapter(
  'service-event-dedupe',
  form(
    { sameMessageAtHours: z.array(z.number().min(0)), causeUnchanged: z.literal(true) },
    ({ sameMessageAtHours }) => {
      let last: number | undefined;
      const shownAtHours = sameMessageAtHours.filter((hours) => {
        const at = Math.round(hours * HOUR_MS);
        if (!isNews(last, at)) return false;
        last = at;
        return true;
      });
      return { shownAtHours };
    },
  ),
);
