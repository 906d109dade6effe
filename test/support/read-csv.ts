/** Reads a CSV file into fields, character by character (RFC 4180 with bare newlines). */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted && character === '"' && text[i + 1] === '"') field += text[i++];
    else if (character === '"') quoted = !quoted;
    else if (quoted || (character !== ',' && character !== '\n')) field += character;
    else {
      row.push(field);
      field = '';
      if (character === ',') continue;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
