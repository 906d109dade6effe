import type { CsvScanner } from './csv-scanner.ts';

/** More different texts than this are forgotten and begun anew: memory stays flat. */
const MOST_TEXTS = 4096;

/** Texts of a column whose cells repeat, so that a row costs no new string: a memo, no state. */
export class TextCache {
  private readonly known = new Map<number, { readonly text: string; readonly bytes: Uint8Array }>();

  /** The text of a field of the scanner's present row. */
  read(scanner: CsvScanner, column: number): string {
    const hash = scanner.hashAt(column);
    const found = this.known.get(hash);
    if (found !== undefined && scanner.equalsAt(column, found.bytes)) return found.text;
    const text = scanner.textAt(column);
    if (this.known.size >= MOST_TEXTS) this.known.clear();
    this.known.set(hash, { text, bytes: new TextEncoder().encode(text) });
    return text;
  }
}
