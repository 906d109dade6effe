import { PriceListError } from './price-list-error.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBlank,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  ValueScanner,
} from './value-scanner.ts';

/** What is to be done with the value at a path: go into it, take it as a whole, or pass over it. */
export type Wish = 'enter' | 'take' | 'skip';

/** Who walks along. Paths are of keys; an element of a list has the key `*`. */
export interface JsonVisitor {
  wish(path: readonly string[]): Wish;
  /** A value that was wished for as a whole. */
  taken(path: readonly string[], value: unknown): void;
  /** A value that was passed over. */
  skipped(path: readonly string[]): void;
  /** A document is over; another may follow on the next line. */
  documentEnded(): void;
}

type Expecting = 'value' | 'firstKey' | 'key' | 'colon' | 'next' | 'document';

/**
 * Walks through JSON documents of any length, one after the other, in chunks of bytes, and holds no more of them than the
 * value that it has been asked to take. What is passed over is only looked at for its end.
 */
export class JsonWalker {
  private readonly visitor: JsonVisitor;
  private readonly scanner = new ValueScanner();
  private readonly path: string[] = [];
  /** Of each container that we are in, whether it is a list. */
  private readonly isList: boolean[] = [];
  private expecting: Expecting = 'document';
  /** What is being scanned: a key, or a value with its wish. */
  private scanning: 'key' | Wish | null = null;
  private scannedFrom = 0;
  private pieces: Uint8Array[] = [];
  private heldBytes = 0;
  private passed = 0;

  constructor(visitor: JsonVisitor) {
    this.visitor = visitor;
  }

  /** Takes the next bytes; they may be used again afterwards. Throws PriceListError. */
  push(chunk: Uint8Array): void {
    let at = this.passed === 0 && hasMark(chunk) ? 3 : 0;
    while (at < chunk.length) {
      if (this.scanning !== null) at = this.scan(chunk, at);
      else if (isBlank(chunk[at]!)) at++;
      else at = this.step(chunk, at);
    }
    this.passed += chunk.length;
  }

  /** There are no more bytes. Throws PriceListError when a document breaks off. */
  end(): void {
    if (this.scanning !== null && this.scanner.canEndHere && this.path.length === 0) this.finish(EMPTY);
    if (this.expecting !== 'document' || this.scanning !== null)
      throw new PriceListError(this.place(0), 'the rest of the document', 'the end of the file');
  }

  /** One byte of structure at `at`; gives the place of the next. */
  private step(chunk: Uint8Array, at: number): number {
    const byte = chunk[at]!;
    switch (this.expecting) {
      case 'document':
      case 'value':
        return this.beginValue(byte, at);
      case 'firstKey':
      case 'key':
        if (byte === CLOSE_BRACE && this.expecting === 'firstKey') return this.leave(at);
        if (byte !== QUOTE) throw this.unexpected('a key', byte, at);
        return this.beginScan('key', at);
      case 'colon':
        if (byte !== COLON) throw this.unexpected('a colon', byte, at);
        this.expecting = 'value';
        return at + 1;
      case 'next':
        return this.nextOrEnd(byte, at);
    }
  }

  private nextOrEnd(byte: number, at: number): number {
    const isList = this.isList.at(-1)!;
    if (byte === COMMA) {
      if (!isList) this.path.pop();
      this.expecting = isList ? 'value' : 'key';
      return at + 1;
    }
    if (byte !== (isList ? CLOSE_BRACKET : CLOSE_BRACE))
      throw this.unexpected('a comma or the end of what it stands in', byte, at);
    this.path.pop();
    return this.leave(at);
  }

  private beginValue(byte: number, at: number): number {
    const wish = this.visitor.wish(this.path);
    const isContainer = byte === OPEN_BRACE || byte === OPEN_BRACKET;
    if (byte === CLOSE_BRACKET && this.isList.at(-1) === true) {
      // An empty list; behind a comma it would be a value that is missing, which nobody minds.
      this.path.pop();
      return this.leave(at);
    }
    if (wish !== 'enter') {
      if (!isContainer && !isScalarStart(byte)) throw this.unexpected('a value', byte, at);
      return this.beginScan(wish, at);
    }
    if (!isContainer) throw this.unexpected('an object or a list', byte, at);
    this.isList.push(byte === OPEN_BRACKET);
    if (byte === OPEN_BRACKET) this.path.push('*');
    this.expecting = byte === OPEN_BRACKET ? 'value' : 'firstKey';
    return at + 1;
  }

  private leave(at: number): number {
    this.isList.pop();
    this.valueEnded();
    return at + 1;
  }

  private beginScan(what: 'key' | Wish, at: number): number {
    this.scanning = what;
    this.scannedFrom = this.passed + at;
    this.scanner.begin();
    return at;
  }

  private scan(chunk: Uint8Array, from: number): number {
    const end = this.scanner.findEnd(chunk, from);
    const piece = chunk.subarray(from, end === -1 ? chunk.length : end);
    if (end !== -1) {
      this.finish(piece);
      return end;
    }
    if (this.scanning === 'skip') return chunk.length;
    this.heldBytes += piece.length;
    if (this.heldBytes > LONGEST_VALUE_BYTES)
      throw new PriceListError(
        this.place(from),
        `a value of at most ${LONGEST_VALUE_BYTES >> 20} MiB`,
        'a longer one',
      );
    this.pieces.push(piece.slice());
    return chunk.length;
  }

  /** The key or value that ends with this piece. */
  private finish(piece: Uint8Array): void {
    const { scanning } = this;
    this.scanning = null;
    if (scanning === 'skip') {
      this.visitor.skipped(this.path);
      this.valueEnded();
      return;
    }
    const value = this.parse(this.pieces.length === 0 ? piece : joined([...this.pieces, piece]));
    this.pieces = [];
    this.heldBytes = 0;
    if (scanning === 'key') {
      this.path.push(value as string);
      this.expecting = 'colon';
      return;
    }
    this.visitor.taken(this.path, value);
    this.valueEnded();
  }

  private valueEnded(): void {
    if (this.isList.length > 0) {
      this.expecting = 'next';
      return;
    }
    this.expecting = 'document';
    this.visitor.documentEnded();
  }

  private parse(bytes: Uint8Array): unknown {
    try {
      return JSON.parse(DECODER.decode(bytes));
    } catch (error) {
      const received = error instanceof SyntaxError ? 'text that is none' : 'bytes that are no UTF-8';
      throw new PriceListError(this.place(this.scannedFrom - this.passed), 'JSON', received);
    }
  }

  private unexpected(expected: string, byte: number, at: number): PriceListError {
    const shown = byte > 0x20 && byte < 0x7f ? `\`${String.fromCharCode(byte)}\`` : `byte ${byte}`;
    return new PriceListError(this.place(at), expected, shown);
  }

  private place(at: number): string {
    const path = this.path.length === 0 ? '' : ` (in ${this.path.join('.').slice(0, 100)})`;
    return `byte ${this.passed + at}${path}`;
  }
}

/** The longest that AWS writes, a product with all its Reserved terms, has a hundredth of it. */
const LONGEST_VALUE_BYTES = 16 << 20;
const EMPTY = new Uint8Array(0);
const DECODER = new TextDecoder('utf-8', { fatal: true });

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** `"`, `-`, a digit, `true`, `false` or `null`. */
function isScalarStart(byte: number): boolean {
  return byte === QUOTE || byte === 0x2d || (byte >= 0x30 && byte <= 0x39) || 'tfn'.includes(char(byte));
}

function char(byte: number): string {
  return String.fromCharCode(byte);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
