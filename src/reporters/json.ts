import type { Outcome } from '../experiment/outcome.ts';

/**
 * outcome.json: keys in the outcome's own order, indented by two spaces, but a column of the timeline, a row of the bill and
 * any other list or list entry without structure of its own on one line. The same outcome gives the same bytes.
 */
export function reportJson(outcome: Outcome): string {
  return write(outcome, '') + '\n';
}

function write(value: unknown, indent: string): string {
  if (isPlain(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return JSON.stringify(value);
    return `[\n${value.map((entry) => inner + writeEntry(entry, inner)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
  if (members.length === 0) return '{}';
  const lines = members.map(([key, member]) => `${inner}${JSON.stringify(key)}: ${write(member, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function writeEntry(entry: unknown, indent: string): string {
  const isFlat = !isPlain(entry) && Object.values(entry as object).every(isPlain);
  return isFlat ? JSON.stringify(entry) : write(entry, indent);
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
