import { assert } from '../../kernel/assert.ts';
import { InputFileError } from '../input-file-error.ts';
import { decimalOf, MOST_DIGITS, POWERS_OF_TEN, readDecimal } from './decimal.ts';

/** No row of a file may be longer, its line end included. */
export const ROW_LIMIT_BYTES = 1024 * 1024;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/** What a scanner is in the middle of: plain data. */
export interface CsvScannerSnapshot {
  readonly unread: Uint8Array;
  readonly ended: boolean;
  readonly begun: boolean;
  readonly columnCount: number;
  readonly line: number;
  readonly nextLine: number;
  readonly rowNumber: number;
}

/**
 * Reads CSV (RFC 4180) from chunks of bytes, a row at a time: `next()` finds the row's fields, then `numberAt`, `textAt`
 * and `equalsAt` read the wanted ones where they lie, until the next call of `push`, `next` or `restore`. The first row
 * is the header; all others need as many fields. Blank lines are passed over, a quote inside an unquoted field is text.
 */
export class CsvScanner {
  /** Fields of the header; 0 before it has been read. */
  columnCount = 0;
  /** Line of the file on which the present row begins. */
  line = 0;
  /** Number of the present row; the header is 0. */
  rowNumber = -1;

  private readonly displayName: string;
  private bytes: Uint8Array = new Uint8Array([NEWLINE]);
  /**
   * The unread bytes are `bytes[position]` to `bytes[length - 1]`; behind them stands a line end of our own, so that the
   * search for the next comma or line end needs no other limit.
   */
  private position = 0;
  private length = 0;
  private ended = false;
  /** Whether a byte order mark has been looked for. */
  private begun = false;
  private nextLine = 1;
  /** Of a column: where in `plainNumbers` its number goes, or -1. */
  private slots: Int32Array = new Int32Array(0);
  private plainNumbers: Float64Array = new Float64Array(0);
  private starts: Int32Array = new Int32Array(32);
  private ends: Int32Array = new Int32Array(32);
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(displayName: string) {
    this.displayName = displayName;
  }

  /** Copies a chunk behind the unread bytes; the caller may use its memory again. */
  push(chunk: Uint8Array): void {
    assert(!this.ended, 'a scanner takes no bytes behind the end of its file');
    const unread = this.length - this.position;
    if (unread + chunk.length >= this.bytes.length) {
      const larger = new Uint8Array(unread + Math.max(chunk.length, unread) + 1);
      larger.set(this.bytes.subarray(this.position, this.length));
      this.bytes = larger;
    } else if (this.position > 0) {
      this.bytes.copyWithin(0, this.position, this.length);
    }
    this.bytes.set(chunk, unread);
    this.position = 0;
    this.length = unread + chunk.length;
    this.bytes[this.length] = NEWLINE;
  }

  /**
   * From the next row on, `next()` also leaves the numbers of these columns in `numbers`, in this order, for it comes by
   * their digits anyway: those that are plain digits with or without a point; NaN for any other, and for a column that
   * is named a second time, which `numberAt` may know.
   */
  collectNumbers(columns: readonly number[], numbers: Float64Array): void {
    this.slots = new Int32Array(Math.max(0, ...columns) + 1).fill(-1);
    for (const [slot, column] of columns.entries()) this.slots[column] = slot;
    numbers.fill(NaN);
    this.plainNumbers = numbers;
  }

  /** No more bytes come. */
  end(): void {
    this.ended = true;
  }

  /** Moves to the next row; `more` when its end has not been pushed yet. */
  next(): 'row' | 'more' | 'end' {
    if (!this.begun && !this.begin()) return 'more';
    const bytes = this.bytes;
    const length = this.length;
    let line = this.nextLine;
    let linesInRow = 1;
    let column = 0;
    let rowStart = this.position;
    let start = rowStart;
    let quotedEnd = -1;
    let at = start;
    let starts = this.starts;
    let ends = this.ends;
    const powers = POWERS_OF_TEN;
    const mostDigits = MOST_DIGITS;
    const slots = this.slots;
    const numbers = this.plainNumbers;
    for (;;) {
      const slot = at === start ? slots[column]! : -1;
      let byte = bytes[at++]!;
      if (slot >= 0) {
        const first = at;
        let mantissa = 0;
        for (; byte >= ZERO && byte <= NINE; byte = bytes[at++]!) mantissa = mantissa * 10 + (byte - ZERO);
        let digits = at - first;
        if (byte === POINT) {
          const point = at;
          byte = bytes[at++]!;
          for (; byte >= ZERO && byte <= NINE; byte = bytes[at++]!) mantissa = mantissa * 10 + (byte - ZERO);
          const decimals = at - 1 - point;
          digits += decimals;
          mantissa /= powers[decimals]!;
        }
        const isWhole =
          byte === COMMA || byte === NEWLINE || (byte === CARRIAGE_RETURN && bytes[at] === NEWLINE);
        numbers[slot] = isWhole && digits > 0 && digits <= mostDigits ? mantissa : NaN;
      }
      while (byte > COMMA) byte = bytes[at++]!;
      if (byte === COMMA) {
        if (quotedEnd < 0) {
          starts[column] = start;
          ends[column] = at - 1;
        } else {
          if (quotedEnd !== at - 1) this.refuseQuote(line);
          starts[column] = start + 1;
          ends[column] = quotedEnd - 1;
          quotedEnd = -1;
        }
        column++;
        start = at;
      } else if (byte === NEWLINE) {
        if (at > length) break;
        const end = at - 1 > start && bytes[at - 2] === CARRIAGE_RETURN ? at - 2 : at - 1;
        if (column === 0 && end === start) {
          line++;
          rowStart = at;
          start = at;
          continue;
        }
        if (column >= starts.length && this.columnCount === 0) {
          this.makeRoom(column + 1);
          starts = this.starts;
          ends = this.ends;
          at = rowStart;
          start = rowStart;
          column = 0;
          linesInRow = 1;
          quotedEnd = -1;
          continue;
        }
        if (quotedEnd >= 0 && quotedEnd !== end) this.refuseQuote(line);
        starts[column] = quotedEnd < 0 ? start : start + 1;
        ends[column] = quotedEnd < 0 ? end : quotedEnd - 1;
        this.enterRow(line, linesInRow, at - rowStart, column + 1);
        this.position = at;
        return 'row';
      } else if (byte === QUOTE && at - 1 === start) {
        for (;;) {
          if (at >= length) break;
          const inside = bytes[at++]!;
          if (inside === NEWLINE) linesInRow++;
          if (inside !== QUOTE) continue;
          if (bytes[at] === QUOTE && at < length) {
            at++;
          } else {
            quotedEnd = at;
            break;
          }
        }
      }
    }
    this.nextLine = line;
    this.position = rowStart;
    return this.nextWithoutLineEnd(quotedEnd < 0 && bytes[start] === QUOTE && start < length);
  }

  /** The number in a field, exactly as `Number()` reads a decimal; NaN for anything else, an empty field included. */
  numberAt(column: number): number {
    const number = readDecimal(this.bytes, this.starts[column]!, this.ends[column]!);
    return Number.isNaN(number) ? decimalOf(this.textAt(column)) : number;
  }

  /** The text of a field, without its quotes. */
  textAt(column: number): string {
    const start = this.starts[column]!;
    const text = this.decoder.decode(this.bytes.subarray(start, this.ends[column]));
    return this.isQuoted(start) ? text.replaceAll('""', '"') : text;
  }

  /** Whether a field is exactly this text, given as its UTF-8 bytes. */
  equalsAt(column: number, expected: Uint8Array): boolean {
    const start = this.starts[column]!;
    const end = this.ends[column]!;
    const quoted = this.isQuoted(start);
    let at = start;
    for (let index = 0; index < expected.length; index++) {
      if (at >= end || this.bytes[at] !== expected[index]) return false;
      at += quoted && expected[index] === QUOTE ? 2 : 1;
    }
    return at === end;
  }

  /** A 32-bit hash of a field's bytes as they lie in the file. */
  hashAt(column: number): number {
    const bytes = this.bytes;
    const end = this.ends[column]!;
    let hash = 0;
    for (let at = this.starts[column]!; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    return hash;
  }

  snapshot(): CsvScannerSnapshot {
    const { ended, begun, columnCount, line, nextLine, rowNumber } = this;
    return {
      unread: this.bytes.slice(this.position, this.length),
      ended,
      begun,
      columnCount,
      line,
      nextLine,
      rowNumber,
    };
  }

  /** Goes on behind the row that was present when the snapshot was taken; that row's fields are gone. */
  restore(snapshot: CsvScannerSnapshot): void {
    const { unread } = snapshot;
    this.bytes = new Uint8Array(unread.length + 1);
    this.bytes.set(unread);
    this.bytes[unread.length] = NEWLINE;
    this.position = 0;
    this.length = unread.length;
    this.ended = snapshot.ended;
    this.begun = snapshot.begun;
    this.columnCount = snapshot.columnCount;
    this.makeRoom(snapshot.columnCount);
    this.line = snapshot.line;
    this.nextLine = snapshot.nextLine;
    this.rowNumber = snapshot.rowNumber;
  }

  /** Passes over a byte order mark; false while it cannot be told whether there is one. */
  private begin(): boolean {
    const length = this.length;
    let marks = 0;
    while (marks < 3 && marks < length && this.bytes[marks] === BYTE_ORDER_MARK[marks]) marks++;
    if (marks < 3 && marks === length && !this.ended) return false;
    if (marks === 3) this.position = 3;
    this.begun = true;
    return true;
  }

  /** The unread bytes hold no complete line: more of it may come, or it is the file's last, without a line end. */
  private nextWithoutLineEnd(insideQuotes: boolean): 'row' | 'more' | 'end' {
    const unread = this.length - this.position;
    if (unread > ROW_LIMIT_BYTES) this.refuseLength(this.nextLine);
    if (!this.ended) return 'more';
    if (unread === 0) return 'end';
    if (insideQuotes) {
      throw this.error(this.nextLine, 'a closing quote before the end of the file', 'none');
    }
    this.ended = false;
    this.push(new Uint8Array([NEWLINE]));
    this.ended = true;
    return this.next();
  }

  private enterRow(line: number, linesInRow: number, rowBytes: number, fields: number): void {
    if (rowBytes > ROW_LIMIT_BYTES) this.refuseLength(line);
    if (this.columnCount === 0) this.columnCount = fields;
    if (fields !== this.columnCount) {
      const received = `${fields} ${fields === 1 ? 'field' : 'fields'}`;
      throw this.error(line, `${this.columnCount} fields as in the header`, received);
    }
    this.line = line;
    this.nextLine = line + linesInRow;
    this.rowNumber++;
  }

  private makeRoom(columns: number): void {
    this.starts = new Int32Array(Math.max(32, columns));
    this.ends = new Int32Array(Math.max(32, columns));
  }

  /** The byte before an unquoted field is a comma, a line end or none: a quote there is the field's own. */
  private isQuoted(start: number): boolean {
    return start > 0 && this.bytes[start - 1] === QUOTE;
  }

  private refuseQuote(line: number): never {
    throw this.error(line, 'a comma or the end of the line behind a closing quote', 'more text');
  }

  private refuseLength(line: number): never {
    throw this.error(line, `a row of at most ${ROW_LIMIT_BYTES} bytes`, 'a longer one');
  }

  private error(line: number, expected: string, received: string): InputFileError {
    return new InputFileError({ file: this.displayName, line, expected, received });
  }
}
