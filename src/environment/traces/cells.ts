import { parseInstant } from '../../units/calendar.ts';
import { InputFileError, quoteText } from '../input-file-error.ts';
import type { CsvScanner } from './csv-scanner.ts';

/** A column that is read: where it stands and what its cells may hold. */
export interface Column {
  readonly name: string;
  /** Position in the header. */
  index: number;
  /** Numbers from 0 up to this one are taken. */
  readonly most: number;
  /** As it stands behind "expected". */
  readonly expected: string;
}

/** The number in a cell of the present row; NaN when the cell is blank; throws InputFileError for anything else. */
export function readNumber(scanner: CsvScanner, column: Column, displayName: string): number {
  const value = scanner.numberAt(column.index);
  if (value >= 0 && value <= column.most) return value;
  if (isBlank(scanner, column.index)) return NaN;
  throw cellError(scanner, column.index, column.name, column.expected, displayName);
}

/** Whether there is nothing but white space in a cell. */
export function isBlank(scanner: CsvScanner, index: number): boolean {
  return scanner.textAt(index).trim() === '';
}

/**
 * An ISO 8601 instant as epoch milliseconds, `null` for any other text. A time without a zone is taken as UTC: files of
 * measurements often leave it out, and only the distance between two instants matters.
 */
export function readInstant(text: string): number | null {
  return parseInstant(text) ?? parseInstant(`${text.trim()}Z`);
}

/** The error for a cell of the present row. */
export function cellError(
  scanner: CsvScanner,
  index: number,
  column: string,
  expected: string,
  displayName: string,
): InputFileError {
  const received = quoteText(scanner.textAt(index));
  return new InputFileError({ file: displayName, line: scanner.line, column, expected, received });
}
