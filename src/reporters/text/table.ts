import { fitText, padText, widthOf } from './layout.ts';

/** How a table looks: which columns stand to the right, and which give way when it is too wide, in turn, down to a least width. */
export interface TableStyle {
  readonly alignRight: readonly boolean[];
  readonly yields: readonly (readonly [column: number, leastWidth: number])[];
}

const GAP = 2;

/** Rows of cells, the header first, as lines of at most `width` columns. */
export function layTable(
  rows: readonly (readonly string[])[],
  { alignRight, yields }: TableStyle,
  width: number,
): string[] {
  const widths = alignRight.map((_, i) => rows.reduce((most, row) => Math.max(most, widthOf(row[i]!)), 0));
  let excess = widths.reduce((sum, column) => sum + column + GAP, -GAP) - width;
  for (const [column, least] of yields) {
    const cut = Math.min(Math.max(0, excess), Math.max(0, widths[column]! - least));
    widths[column]! -= cut;
    excess -= cut;
  }
  return rows.map((row) =>
    row
      .map((cell, i) => padText(fitText(cell, widths[i]!), widths[i]!, alignRight[i]!))
      .join(' '.repeat(GAP)),
  );
}
