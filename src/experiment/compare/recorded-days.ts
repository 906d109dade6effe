import { parseInstant } from '../../units/calendar.ts';
import type { ComparedOutcome } from '../execute/run-request.ts';
import { blockDays, blockSpread, FEWEST_DAYS } from './statistics/block-bootstrap.ts';
import type { Spread } from './statistics/spread.ts';

/** What each alternative cost on the whole days of the measured time, the same days for all. */
export interface RecordedDays {
  readonly count: number;
  readonly blockDays: number;
  /** Hours of the measured time that belong to no whole day. */
  readonly hoursLeftOut: number;
  /** USD, by alternative and day; the mean over the replications. */
  readonly costs: readonly (readonly number[])[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The days of a recording, in UTC, as all alternatives lived them: day by day from each one's first midnight after its
 * warm-up to the last end of any. `null`: there are too few to say anything about other days.
 */
export function recordedDays(outcomes: readonly (readonly ComparedOutcome[])[]): RecordedDays | null {
  const spans = outcomes.map((list) => spanOf(list));
  const count = Math.min(...spans.map(({ firstMs, lengthMs }) => Math.floor((lengthMs - firstMs) / DAY_MS)));
  if (!(count >= FEWEST_DAYS)) return null;
  const measured = Math.max(...spans.map(({ lengthMs }) => lengthMs));
  return {
    count,
    blockDays: blockDays(count),
    hoursLeftOut: Math.round((measured - count * DAY_MS) / HOUR_MS),
    costs: outcomes.map((list, i) => daysOf(list, spans[i]!.midnightMs, count)),
  };
}

/** The spread of an alternative's cost, or of a difference, that days like these would bring; hours of no whole day are held. */
export function spreadOfDays(mean: number, days: readonly number[]): Spread {
  const { error } = blockSpread(days);
  if (error === null) return { mean, error: null };
  return { mean, error: { ...error, standardError: error.standardError * days.length } };
}

interface Span {
  readonly midnightMs: number;
  /** From the beginning of the measured time to the first midnight, and to the end. */
  readonly firstMs: number;
  readonly lengthMs: number;
}

function spanOf(list: readonly ComparedOutcome[]): Span {
  const { start, warmUpSeconds } = list[0]!.simulation;
  const fromMs = parseInstant(start)! + warmUpSeconds * 1000;
  const midnightMs = Math.ceil(fromMs / DAY_MS) * DAY_MS;
  const endMs = Math.max(...list.map(({ simulation }) => parseInstant(simulation.end)!));
  return { midnightMs, firstMs: midnightMs - fromMs, lengthMs: endMs - fromMs };
}

function daysOf(list: readonly ComparedOutcome[], midnightMs: number, count: number): number[] {
  const days = new Array<number>(count).fill(0);
  for (const { hourlyCost } of list) {
    const fromMs = parseInstant(hourlyCost.from) ?? midnightMs;
    for (const [hour, usd] of hourlyCost.usd.entries()) {
      const day = Math.floor((fromMs + hour * HOUR_MS - midnightMs) / DAY_MS);
      if (day >= 0 && day < count) days[day]! += usd / list.length;
    }
  }
  return days;
}
