/**
 * How far into a scalar as it is written in YAML or JSON a character of its text stands, both in UTF-16 units from 0; 0
 * when that cannot be told, as of a text that is written in several lines.
 */
export function offsetInText(written: string, text: string, character: number): number {
  if (written === text) return character;
  const quote = written[0];
  if ((quote !== '"' && quote !== "'") || written.includes('\n')) return 0;
  let offset = 1;
  for (let passed = 0; passed < character; ) {
    const sign = quote === "'" ? doubledQuote(written, offset) : escapeAt(written, offset);
    offset += sign.length;
    passed += sign.units;
  }
  return Math.min(offset, written.length - 1);
}

/** How long a character is as it is written, and how many units of text it stands for. */
interface Sign {
  readonly length: number;
  readonly units: number;
}

const PLAIN: Sign = { length: 1, units: 1 };

function doubledQuote(written: string, offset: number): Sign {
  return written.startsWith("''", offset) ? { length: 2, units: 1 } : PLAIN;
}

function escapeAt(written: string, offset: number): Sign {
  if (written[offset] !== '\\') return PLAIN;
  const letter = written[offset + 1] ?? '';
  if (letter !== 'U') return { length: 2 + (DIGITS[letter] ?? 0), units: 1 };
  const codePoint = Number.parseInt(written.slice(offset + 2, offset + 10), 16);
  return { length: 10, units: codePoint > 0xffff ? 2 : 1 };
}

/** Digits behind the letter of an escape. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4 };
