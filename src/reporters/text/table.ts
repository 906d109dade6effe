import { cutNames } from './cut-names.ts';
import { fitText, padText, widthOf } from './layout.ts';

/**
 * How a table looks: which columns stand to the right, and which give way when it is too wide, in turn, down to a least width; 0: the
 * column is left out, because half a number says less than none.
 */
export interface TableStyle {
  readonly alignRight: readonly boolean[];
  readonly yields: readonly (readonly [column: number, leastWidth: number])[];
  /** A column of names, which are cut in their middle. */
  readonly names?: number;
}

const GAP = 2;

/** Rows of cells, the header first, as lines of at most `width` columns. */
export function layTable(
  rows: readonly (readonly string[])[],
  { alignRight, yields, names }: TableStyle,
  width: number,
): string[] {
  const whole = alignRight.map((_, i) => rows.reduce((most, row) => Math.max(most, widthOf(row[i]!)), 0));
  const widths = [...whole];
  const left = new Set(widths.keys());
  let excess = widths.reduce((sum, column) => sum + column + GAP, -GAP) - width;
  for (const [column, least] of yields) {
    if (excess <= 0) break;
    if (least === 0) {
      left.delete(column);
      excess -= widths[column]! + GAP;
    } else {
      const cut = Math.min(excess, Math.max(0, widths[column]! - least));
      widths[column]! -= cut;
      excess -= cut;
    }
  }
  // A column that was left out may have made more room than was wanted.
  for (const [column] of yields) {
    const more = Math.min(Math.max(0, -excess), whole[column]! - widths[column]!);
    widths[column]! += more;
    excess += more;
  }
  const columns = [...left].map((i) => {
    const cells = rows.map((row) => row[i]!);
    const cut = cells.map((cell) => fitText(cell, widths[i]!));
    const shown = i === names ? [...cut.slice(0, 1), ...cutNames(cells.slice(1), widths[i]!)] : cut;
    return shown.map((cell) => padText(cell, widths[i]!, alignRight[i]!));
  });
  return rows.map((_, place) => columns.map((cells) => cells[place]!).join(' '.repeat(GAP)));
}
