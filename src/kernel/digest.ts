const PRIME_1 = 0x9e3779b1 | 0;
const PRIME_2 = 0x85ebca6b | 0;
const PRIME_3 = 0xc2b2ae35 | 0;

/**
 * A running 64-bit fingerprint of integers, for telling two runs apart; not for secrets.
 * Two 32-bit lanes of multiply and shift, so every engine gives the same bits.
 */
export class Digest {
  private a = 0x243f6a88;
  private b = 0x85a308d3 | 0;

  /** Mixes in one fact: four integers, the first and last up to 2^53. */
  add(at: number, kind: number, row: number, value: number): void {
    let a = Math.imul(this.a ^ (at | 0), PRIME_1);
    a ^= a >>> 15;
    a = Math.imul((a + Math.imul(kind, PRIME_3) + row) | 0, PRIME_2);
    a ^= a >>> 13;
    let b = Math.imul(this.b ^ (value | 0) ^ a, PRIME_3);
    b ^= b >>> 16;
    b = Math.imul((b + ((at / 4294967296) | 0) + Math.imul((value / 4294967296) | 0, PRIME_1)) | 0, PRIME_1);
    this.a = a ^ (a >>> 16);
    this.b = b ^ (b >>> 13) ^ row;
  }

  /** Mixes in a text, character by character. */
  addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i), 1, i, 0);
    this.add(text.length, 2, 0, 0);
  }

  /** Mixes in bytes; the same bytes in other chunks give the same digest only if every chunk but the last is a multiple of four long. */
  addBytes(bytes: Uint8Array): void {
    let a = this.a;
    let b = this.b;
    const whole = bytes.length & ~3;
    for (let i = 0; i < whole; i += 4) {
      const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
      a = Math.imul(a ^ word, PRIME_1);
      a ^= a >>> 15;
      b = (Math.imul(b, PRIME_2) + a) | 0;
    }
    for (let i = whole; i < bytes.length; i++) {
      a = Math.imul(a ^ bytes[i]!, PRIME_3);
      a ^= a >>> 15;
      b = (Math.imul(b, PRIME_2) + a) | 0;
    }
    this.a = a;
    this.b = b;
  }

  /** Sixteen hexadecimal digits. */
  hex(): string {
    let a = Math.imul(this.a ^ (this.b >>> 16), PRIME_2);
    let b = Math.imul(this.b ^ (this.a >>> 15), PRIME_3);
    a ^= a >>> 15;
    b ^= b >>> 13;
    return hex32(a) + hex32(b);
  }

  /** The whole state, to be given to `restore`. */
  snapshot(): DigestState {
    return { a: this.a, b: this.b };
  }

  /** Goes on from a state that `snapshot` gave. */
  restore(state: DigestState): void {
    this.a = state.a;
    this.b = state.b;
  }
}

export interface DigestState {
  readonly a: number;
  readonly b: number;
}

function hex32(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
