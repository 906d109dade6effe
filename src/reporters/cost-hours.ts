import type { CostHour, CostRow, StreamedCosts } from '../experiment/outcome.ts';

/** The bill hour by hour; of a list of rows those of an hour that follow each other. */
export function costHoursOf(costs: StreamedCosts): Iterable<CostHour> {
  return costs.hours ?? grouped(costs);
}

function* grouped(rows: Iterable<CostRow>): Generator<CostHour> {
  let charges: CostRow[] = [];
  for (const row of rows) {
    const before = charges.at(-1);
    if (before !== undefined && before.hour !== row.hour) {
      yield { hour: before.hour, charges };
      charges = [];
    }
    charges.push(row);
  }
  if (charges.length > 0) yield { hour: charges[0]!.hour, charges };
}
