import type { Surface } from '../experiment/compare/comparison.ts';
import { csvLines } from './csv.ts';

/** A surface as CSV, a line a cell: the two variables, who is surely cheapest, and the mean cost of each alternative in USD. */
export function surfaceCsv({ rows, columns, alternatives, cells }: Surface): string {
  const header = [rows.variable, columns.variable, 'cheapest', ...alternatives.map((name) => `cost ${name}`)];
  const lines = cells.flatMap((row, i) =>
    row.map(({ cheapest, costs }, j) => [rows.values[i]!, columns.values[j]!, cheapest, ...costs]),
  );
  return [...csvLines(header, lines)].join('');
}
