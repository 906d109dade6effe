import type { Charge, StreamedOutcome } from '../../experiment/outcome.ts';
import { costHoursOf } from '../cost-hours.ts';
import { cleanText, fitText, padText, widthOf } from './layout.ts';
import { countOf, formatAmount, formatShare, formatUsd } from './numbers.ts';

/** So many usage types have a line of their own; the rest is one line. */
const MOST_LINES = 8;

/** The bill by product and usage type, dearest first, as lines of at most `width` columns. */
export function billTable(outcome: StreamedOutcome, width: number): string[] {
  const lines = sumLines(outcome);
  if (lines.length === 0) return [];
  const { total } = outcome.cost;
  const share = (cost: number) => (total > 0 ? formatShare(cost / total) : '');
  const rows = lines
    .slice(0, MOST_LINES)
    .map(({ product, usageType, quantity, unit, cost }) => [
      product,
      usageType,
      `${formatAmount(quantity)} ${unit}`,
      formatUsd(cost),
      share(cost),
    ]);
  const others = lines.slice(MOST_LINES);
  if (others.length > 0) {
    const cost = others.reduce((sum, line) => sum + line.cost, 0);
    rows.push(['', countOf(others.length, 'other usage type'), '', formatUsd(cost), share(cost)]);
  }
  rows.push(['Total', '', '', formatUsd(total), '']);
  return layOut([['Product', 'Usage type', 'Usage', 'Cost', 'Share'], ...rows], width);
}

/** A line of the bill over all its hours: amounts in `unit`, USD. */
export interface SummedLine {
  readonly product: string;
  readonly usageType: string;
  readonly unit: string;
  quantity: number;
  cost: number;
}

/** The bill by product and usage type, dearest first. */
export function sumLines({ costs }: StreamedOutcome): SummedLine[] {
  const lines = new Map<string, SummedLine>();
  let before: readonly Charge[] | null = null;
  let parts: LinePart[] = [];
  for (const { charges } of costHoursOf(costs)) {
    // The fee of a commitment is what it covers and what is unused of it.
    if (charges !== before)
      parts = charges
        .filter(({ chargeCategory }) => chargeCategory === 'Usage')
        .map((charge) => partOf(charge, lines));
    before = charges;
    for (const { line, quantity, cost } of parts) {
      line.quantity += quantity;
      line.cost += cost;
    }
  }
  return [...lines.values()].sort((a, b) => b.cost - a.cost || (a.usageType < b.usageType ? -1 : 1));
}

/** What a row of the bill adds to its line. */
interface LinePart {
  readonly line: SummedLine;
  readonly quantity: number;
  readonly cost: number;
}

function partOf(
  { product, usageType, unit, quantity, effectiveCost }: Charge,
  lines: Map<string, SummedLine>,
): LinePart {
  const key = JSON.stringify([product, usageType, unit]);
  let line = lines.get(key);
  if (line === undefined) {
    const names = { product: cleanText(product), usageType: cleanText(usageType), unit: cleanText(unit) };
    lines.set(key, (line = { ...names, quantity: 0, cost: 0 }));
  }
  return { line, quantity: Number(quantity), cost: Number(effectiveCost) };
}

/** Which columns are numbers and stand to the right. */
const ALIGN_RIGHT = [false, false, true, true, true];
const GAP = 2;

/** Names give way first when the table is too wide: product, then usage type, then usage. */
function layOut(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = ALIGN_RIGHT.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i]!))));
  let excess = widths.reduce((sum, column) => sum + column + GAP, -GAP) - width;
  for (const [column, least] of [
    [1, 20],
    [0, 8],
    [2, 8],
    [1, 8],
    [3, 6],
    [4, 4],
  ] as const) {
    const cut = Math.min(Math.max(0, excess), Math.max(0, widths[column]! - least));
    widths[column]! -= cut;
    excess -= cut;
  }
  return rows.map((row) =>
    row
      .map((cell, i) => padText(fitText(cell, widths[i]!), widths[i]!, ALIGN_RIGHT[i]!))
      .join(' '.repeat(GAP)),
  );
}
