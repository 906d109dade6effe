import { InputFileError } from '../input-file-error.ts';
import { LATEST_MS } from '../traces/latest-ms.ts';
import { HeldTable } from './held-table.ts';

/**
 * The values of one column of a CSV file in milliseconds, ascending: an empirical distribution. A number in the file
 * stands for `unitMs` milliseconds. Throws InputFileError.
 */
export function readEmpirical(
  content: Uint8Array,
  column: string,
  unitMs: number,
  displayName: string,
): number[] {
  const table = new HeldTable(content, displayName);
  const cell = table.column(column, LATEST_MS / unitMs, 'a number from 0 up');
  const values: number[] = [];
  while (table.next()) values.push(table.number(cell) * unitMs);
  if (values.length > 0) return [...Float64Array.from(values).sort()];
  throw new InputFileError({ file: displayName, line: 2, expected: 'at least one row', received: 'none' });
}
