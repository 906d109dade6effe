import { InputFileError } from '../input-file-error.ts';
import { type Column, cellError, isBlank, readNumber } from '../traces/cells.ts';
import { CsvScanner } from '../traces/csv-scanner.ts';
import { columnIndex, headerNames, noHeader } from '../traces/trace-header.ts';

/** A CSV file that lies in memory as a whole, read row by row. Every mistake in it is an InputFileError. */
export class HeldTable {
  readonly displayName: string;
  readonly header: readonly string[];
  private readonly scanner: CsvScanner;

  constructor(content: Uint8Array, displayName: string) {
    this.displayName = displayName;
    this.scanner = new CsvScanner(displayName);
    this.scanner.push(content);
    this.scanner.end();
    if (this.scanner.next() !== 'row') throw noHeader(displayName);
    this.header = headerNames(this.scanner);
  }

  /** Line on which the present row begins. */
  get line(): number {
    return this.scanner.line;
  }

  /** A column whose cells are numbers from 0 to `most`; `expected` says so in words. */
  column(name: string, most: number, expected: string): Column {
    return { name, index: columnIndex(this.header, name, this.displayName), most, expected };
  }

  /** Moves to the next row; false behind the last. */
  next(): boolean {
    return this.scanner.next() === 'row';
  }

  /** The number in a cell; NaN when it is blank. */
  numberOrBlank(column: Column): number {
    return readNumber(this.scanner, column, this.displayName);
  }

  /** The number in a cell that must have one. */
  number(column: Column): number {
    const value = this.numberOrBlank(column);
    return Number.isNaN(value) ? this.refuse(column) : value;
  }

  /** The text of a cell. */
  text(column: Column): string {
    return this.scanner.textAt(column.index);
  }

  isBlank(column: Column): boolean {
    return isBlank(this.scanner, column.index);
  }

  /** Throws what is wrong with a cell of the present row. */
  refuse(column: Column, expected: string = column.expected): never {
    throw cellError(this.scanner, column.index, column.name, expected, this.displayName);
  }

  /** Throws what the present row as a whole lacks. */
  refuseRow(expected: string): never {
    throw new InputFileError({ file: this.displayName, line: this.line, expected, received: 'neither' });
  }
}
