import { InputFileError, quoteText } from '../input-file-error.ts';
import { CsvScanner } from './csv-scanner.ts';

/** What `InputFile.head()` gives at most; a header that does not end in it is too long. */
const HEAD_LIMIT_BYTES = 64 * 1024;
const MOST_NAMES_IN_A_SENTENCE = 12;

/** The column names of a CSV file, from its first 64 KiB; throws InputFileError when there is no header in them. */
export function readTraceHeader(head: Uint8Array, displayName: string): string[] {
  const scanner = new CsvScanner(displayName);
  scanner.push(head);
  let found = scanner.next();
  if (found === 'more') {
    if (head.length >= HEAD_LIMIT_BYTES) {
      throw headerError(displayName, `a header of at most ${HEAD_LIMIT_BYTES} bytes`, 'a longer one');
    }
    scanner.end();
    found = scanner.next();
  }
  if (found === 'end') throw noHeader(displayName);
  return headerNames(scanner);
}

/** The names in the scanner's present row, which must be the header. */
export function headerNames(scanner: CsvScanner): string[] {
  return Array.from({ length: scanner.columnCount }, (_, column) => scanner.textAt(column));
}

/** Position of the one column of this name; throws InputFileError when there is none, or more than one. */
export function columnIndex(header: readonly string[], name: string, displayName: string): number {
  const index = header.indexOf(name);
  if (index < 0) throw headerError(displayName, `a column ${JSON.stringify(name)}`, listNames(header));
  if (header.lastIndexOf(name) === index) return index;
  throw headerError(displayName, `one column ${JSON.stringify(name)}`, 'more than one');
}

/** The error for a file without any row. */
export function noHeader(displayName: string): InputFileError {
  return headerError(displayName, 'a header row', 'an empty file');
}

function listNames(header: readonly string[]): string {
  const names = header.slice(0, MOST_NAMES_IN_A_SENTENCE).map(quoteText);
  const more = header.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function headerError(file: string, expected: string, received: string): InputFileError {
  return new InputFileError({ file, line: 1, expected, received });
}
