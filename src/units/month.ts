import { dateFromDays, daysFromDate } from './calendar.ts';

const DAY_MS = 86_400_000;

/** A calendar month in UTC, as epoch milliseconds; the end is exclusive. */
export interface Month {
  readonly startMs: number;
  readonly endMs: number;
}

/** The calendar month in UTC that an instant lies in. */
export function monthAround(epochMs: number): Month {
  const { year, month } = dateFromDays(Math.floor(epochMs / DAY_MS));
  const next = month === 12 ? daysFromDate(year + 1, 1, 1) : daysFromDate(year, month + 1, 1);
  return { startMs: daysFromDate(year, month, 1) * DAY_MS, endMs: next * DAY_MS };
}

/** A period cut where calendar months begin: the parts in order, none of them empty. */
export function splitAtMonths(fromMs: number, toMs: number): Month[] {
  const parts: Month[] = [];
  for (let startMs = fromMs; startMs < toMs; ) {
    const endMs = Math.min(toMs, monthAround(startMs).endMs);
    parts.push({ startMs, endMs });
    startMs = endMs;
  }
  return parts;
}
