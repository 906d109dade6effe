import { fitEnd, fitText, padText, widthOf } from './layout.ts';

/**
 * How a table looks: which columns stand to the right, and which give way when it is too wide, in turn, down to a least width; 0: the
 * column is left out, because half a number says less than none.
 */
export interface TableStyle {
  readonly alignRight: readonly boolean[];
  readonly yields: readonly (readonly [column: number, leastWidth: number])[];
  /** A column whose cells differ at their ends. */
  readonly keepsEndOf?: number;
}

const GAP = 2;

/** Rows of cells, the header first, as lines of at most `width` columns. */
export function layTable(
  rows: readonly (readonly string[])[],
  { alignRight, yields, keepsEndOf }: TableStyle,
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
  return rows.map((row, place) =>
    [...left]
      .map((i) => {
        const cut = i === keepsEndOf && place > 0 ? fitEnd : fitText;
        return padText(cut(row[i]!, widths[i]!), widths[i]!, alignRight[i]!);
      })
      .join(' '.repeat(GAP)),
  );
}
