/** A row of a CSV file, and the line it begins on. */
export interface NaiveRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** RFC 4180 read character by character from a whole text: slow and obvious. A mistake ends it, as `badLine`. */
export function readNaively(content: Uint8Array): { rows: NaiveRow[]; badLine: number | null } {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: false }).decode(content);
  const text = decoded === '' || decoded.endsWith('\n') ? decoded : `${decoded}\n`;
  const rows: NaiveRow[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const row = readRow(text, at);
    if (row === null) return { rows, badLine: line };
    const isBlank = row.cells.length === 1 && row.cells[0] === '' && !row.isQuoted;
    if (!isBlank) {
      if (rows.length > 0 && row.cells.length !== rows[0]!.cells.length) return { rows, badLine: line };
      rows.push({ line, cells: row.cells });
    }
    line += text.slice(at, row.end).split('\n').length - 1;
    at = row.end;
  }
  return { rows, badLine: null };
}

/** `end` is behind the line end; `null` for a row that RFC 4180 does not allow. */
function readRow(text: string, from: number): { cells: string[]; end: number; isQuoted: boolean } | null {
  const cells: string[] = [];
  let at = from;
  let isQuoted = false;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      isQuoted = true;
      for (at++; ; at++) {
        if (at >= text.length) return null;
        if (text[at] === '"' && text[at + 1] === '"') at++;
        else if (text[at] === '"') break;
        cell += text[at];
      }
      at++;
    } else {
      while (text[at] !== ',' && text[at] !== '\n' && !(text[at] === '\r' && text[at + 1] === '\n'))
        cell += text[at++];
    }
    cells.push(cell);
    if (text[at] === ',') at++;
    else if (text[at] === '\n') return { cells, end: at + 1, isQuoted };
    else if (text[at] === '\r' && text[at + 1] === '\n') return { cells, end: at + 2, isQuoted };
    else return null;
  }
}
