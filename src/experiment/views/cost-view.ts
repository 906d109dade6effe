import { columnStep } from '../../analysis/column-steps.ts';
import type { BillHour, BillLine } from '../../billing/bill-line.ts';
import { purposesOf } from '../../billing/purpose.ts';
import { PURPOSES, type Purpose } from '../../events/cost-purposes.ts';
import { formatInstant } from '../../units/calendar.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import type { CostView } from '../outcome-views.ts';

const HOUR_MS = 3_600_000;

/** The bill's hours added up by purpose and step. */
export function costView(hours: readonly BillHour[], startMs: number): CostView {
  const firstMs = hourOf(startMs + (hours[0]?.fromMs ?? 0));
  const lastMs = hourOf(startMs + (hours.at(-1)?.fromMs ?? 0));
  const stepMs = columnStep(lastMs - firstMs + HOUR_MS, HOUR_MS);
  const steps = hours.length === 0 ? 0 : Math.floor((lastMs - firstMs) / stepMs) + 1;
  const sums = new Map<Purpose, bigint[]>();
  let before: readonly BillLine[] | null = null;
  let ofHour: ReadonlyMap<Purpose, bigint> = new Map();
  for (const { fromMs, lines } of hours) {
    // Hours that used the same have the same list.
    if (lines !== before) ofHour = sumsOf(lines);
    before = lines;
    const step = Math.floor((startMs + fromMs - firstMs) / stepMs);
    for (const [purpose, amount] of ofHour) {
      if (amount === 0n) continue;
      if (!sums.has(purpose)) sums.set(purpose, Array<bigint>(steps).fill(0n));
      sums.get(purpose)![step]! += amount;
    }
  }
  const known = PURPOSES.filter((purpose) => sums.has(purpose));
  return {
    start: formatInstant(firstMs),
    stepSeconds: stepMs / 1000,
    byPurpose: Object.fromEntries(known.map((purpose) => [purpose, sums.get(purpose)!.map(nanoUsdToNumber)])),
  };
}

function sumsOf(lines: readonly BillLine[]): ReadonlyMap<Purpose, bigint> {
  const sums = new Map<Purpose, bigint>();
  for (const [purpose, amount] of lines.flatMap(purposesOf))
    sums.set(purpose, (sums.get(purpose) ?? 0n) + amount);
  return sums;
}

/** When the hour of the clock begins, UTC. */
function hourOf(epochMs: number): number {
  return Math.floor(epochMs / HOUR_MS) * HOUR_MS;
}
