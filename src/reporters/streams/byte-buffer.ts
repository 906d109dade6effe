import { writeInstant } from '../../units/calendar.ts';

const encoder = new TextEncoder();

/** The UTF-8 bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * Bytes that gather until they are taken: one array that grows when it must and is used again. Texts and copies make room
 * for themselves; `byte`, numbers and instants write without looking, so a `reserve` for all that follow goes before them.
 */
export class ByteBuffer {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  length = 0;
  private view = new DataView(this.bytes.buffer);

  /** Room for so many bytes more. */
  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  /** What has gathered since the last call; valid until the next byte is written. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  copy(source: Uint8Array): void {
    this.reserve(source.length);
    this.bytes.set(source, this.length);
    this.length += source.length;
  }

  /** Writes a text of which every character is `plain` (1 by ASCII code); of any other text nothing, and gives false. */
  plain(text: string, plain: Uint8Array): boolean {
    const { length } = text;
    this.reserve(length);
    const { bytes } = this;
    let at = this.length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127 || plain[code] === 0) return false;
      bytes[at++] = code;
    }
    this.length = at;
    return true;
  }

  /** Writes again what stands between two offsets. */
  repeat(from: number, to: number): void {
    this.reserve(to - from);
    const { bytes } = this;
    let at = this.length;
    for (let i = from; i < to; i++) bytes[at++] = bytes[i]!;
    this.length = at;
  }

  byte(value: number): void {
    this.bytes[this.length++] = value;
  }

  /** A whole number from 0 to 2^53 in decimal digits. */
  whole(value: number): void {
    this.padded(value, digitsOf(value));
  }

  /** A whole number from 0 to 2^53 in exactly so many digits, zeros first. */
  padded(value: number, digits: number): void {
    this.length += digits;
    this.digitsBefore(this.length, value, digits);
  }

  /** The same over what stands before an offset. */
  digitsBefore(end: number, value: number, digits: number): void {
    const { bytes } = this;
    const first = end - digits;
    let at = end;
    let rest = value;
    while (rest > MOST_INT && at > first) {
      const quotient = Math.floor(rest / 10);
      bytes[--at] = ZERO + (rest - quotient * 10);
      rest = quotient;
    }
    for (let int = rest | 0; at > first; ) {
      const quotient = (int / 10) | 0;
      bytes[--at] = ZERO + (int - quotient * 10);
      int = quotient;
    }
  }

  /** An instant as `2026-03-02T00:00:00.000Z`. */
  instant(epochMs: number): void {
    this.length = writeInstant(this.view, this.length, epochMs);
  }

  /** The same over what stands at an offset. */
  instantAt(at: number, epochMs: number): void {
    writeInstant(this.view, at, epochMs);
  }
}

/** Up to here whole numbers divide as integers, which is faster. */
const MOST_INT = 0x7fffffff;
const ZERO = 48;

function digitsOf(value: number): number {
  let digits = 1;
  for (let bound = 10; value >= bound; bound *= 10) digits++;
  return digits;
}
