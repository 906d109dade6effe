import { formatInstant, parseInstant } from '../../units/calendar.ts';
import type { Charge, StreamedCosts, StreamedOutcome } from '../outcome.ts';
import type { ComparedOutcome } from './run-request.ts';

/** An outcome without its long tables, and what each hour of it cost. */
export function comparedOutcome(streamed: StreamedOutcome): ComparedOutcome {
  // Views are made when they are read, so what is left out is not even read.
  const kept = Object.fromEntries(
    (Object.keys(streamed) as (keyof StreamedOutcome)[])
      .filter((key) => !LEFT_OUT.has(key))
      .map((key) => [key, streamed[key]]),
  ) as unknown as Omit<ComparedOutcome, 'hourlyCost'>;
  return { ...kept, hourlyCost: hourlyCost(streamed.costs, streamed.simulation.start) };
}

const LEFT_OUT: ReadonlySet<keyof StreamedOutcome> = new Set([
  'timeline',
  'costs',
  'activities',
  'activitiesLeftOut',
  'alarms',
  'views',
]);

const HOUR_MS = 3_600_000;
/** Sums of whole nano-dollars are exact up to nine million dollars an hour. */
const NANO = 1e9;

function hourlyCost(costs: StreamedCosts, start: string): ComparedOutcome['hourlyCost'] {
  let fromMs: number | null = null;
  const nanoUsd: number[] = [];
  for (const [hourMs, amount] of costs.hours === undefined
    ? amountsOfRows(costs)
    : amountsOfHours(costs.hours)) {
    fromMs ??= hourMs;
    const index = (hourMs - fromMs) / HOUR_MS;
    while (nanoUsd.length <= index) nanoUsd.push(0);
    nanoUsd[index]! += amount;
  }
  return {
    from: fromMs === null ? start : formatInstant(fromMs),
    usd: nanoUsd.map((amount) => amount / NANO),
  };
}

type Amount = readonly [hourMs: number, nanoUsd: number];

/** Hours that are alike have one list, which is added up once. */
function* amountsOfHours(hours: NonNullable<StreamedCosts['hours']>): Generator<Amount, undefined> {
  let before: readonly Charge[] | null = null;
  let sum = 0;
  for (const { hour, charges } of hours) {
    if (charges.length === 0) continue;
    if (charges !== before) sum = charges.reduce((total, charge) => total + nanoUsdOf(charge), 0);
    before = charges;
    yield [parseInstant(hour)!, sum];
  }
}

function* amountsOfRows(rows: StreamedCosts): Generator<Amount, undefined> {
  for (const row of rows) yield [parseInstant(row.hour)!, nanoUsdOf(row)];
}

function nanoUsdOf({ effectiveCost }: Charge): number {
  return Math.round(Number(effectiveCost) * NANO);
}
