/**
 * Finds the end of one JSON value in bytes that come in chunks, by counting brackets outside of strings: what lies inside
 * is looked at no closer, so a gigabyte takes seconds.
 */
export class ValueScanner {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private isScalar = false;

  /** At the first byte of a value. */
  begin(): void {
    this.depth = 0;
    this.isInString = false;
    this.isEscaped = false;
    this.isScalar = false;
  }

  /** The place behind the value, or -1 when it goes on in the next chunk. */
  findEnd(bytes: Uint8Array, from: number): number {
    let { depth, isInString, isEscaped } = this;
    const { length } = bytes;
    for (let at = from; at < length; at++) {
      const byte = bytes[at]!;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) {
          isInString = false;
          if (depth === 0) return at + 1;
        }
      } else if (byte === QUOTE) isInString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        // Of a number or a word this is the end already, and belongs to what it stands in.
        if (depth === 0) return at;
        if (--depth === 0) return at + 1;
      } else if (depth === 0 && (byte === COMMA || isBlank(byte))) return at;
    }
    this.depth = depth;
    this.isInString = isInString;
    this.isEscaped = isEscaped;
    this.isScalar = depth === 0 && !isInString;
    return -1;
  }

  /** Whether the value is whole if nothing follows: so it is with numbers and words alone. */
  get canEndHere(): boolean {
    return this.isScalar;
  }
}

export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
