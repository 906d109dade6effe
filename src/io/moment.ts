import { formatInstant, parseInstant } from '../units/calendar.ts';
import { parseDuration } from '../units/duration.ts';
import { UsageError } from './usage-error.ts';

/** A moment of a run as people write it: from the run's start, or on the calendar. Milliseconds. */
export type Moment = { readonly fromStartMs: number } | { readonly epochMs: number };

/**
 * Reads the value of an option (`--until`) as a moment: a duration from the start, or an ISO 8601 instant. Throws UsageError,
 * for a duration of 0 too where the moment must come after the start.
 */
export function readMoment(option: string, text: string, which: 'any' | 'afterStart'): Moment {
  const fromStartMs = parseDuration(text);
  if (fromStartMs !== null && (fromStartMs > 0 || which === 'any')) return { fromStartMs };
  const epochMs = parseInstant(text);
  if (epochMs !== null) return { epochMs };
  const least = which === 'any' ? 'a duration from the start' : 'a duration above 0 from the start';
  throw new UsageError(
    `${option}: expected ${least} such as 2h, or an instant such as 2026-03-02T06:00:00Z, received "${text}".`,
  );
}

/** Milliseconds from a run's start to a moment in it. Throws UsageError for one outside of it. */
export function momentInRun(
  option: string,
  text: string,
  { startMs, durationMs }: { readonly startMs: number; readonly durationMs: number | null },
): number {
  const moment = readMoment(option, text, 'any');
  const at = 'fromStartMs' in moment ? moment.fromStartMs : moment.epochMs - startMs;
  if (at < 0)
    throw new UsageError(
      `${option}: expected an instant from ${formatInstant(startMs)} on, the start, received ${text}.`,
    );
  if (durationMs !== null && at > durationMs)
    throw new UsageError(
      `${option}: expected a moment up to ${formatInstant(startMs + durationMs)}, the end, received ${text}.`,
    );
  return at;
}
