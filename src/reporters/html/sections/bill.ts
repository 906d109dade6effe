import { type SummedLine, sumLines } from '../../text/bill-table.ts';
import { countOf, formatAmount, formatShare, formatUsd } from '../../text/numbers.ts';
import { percent } from '../charts/axes.ts';
import { table } from '../charts/table.ts';
import { type Child, element, plain } from '../element.ts';
import { derived, figure } from '../figure-data.ts';
import type { ReportContext, Section } from './context.ts';
import { commitmentsTable, sharedCosts } from './shared-costs.ts';

/** The bill by product and usage type, dearest first; `null`: there is nothing on it. */
export function bill(context: ReportContext): Section | null {
  const { outcome, detail } = context;
  const lines = sumLines(outcome);
  if (lines.length === 0) return null;
  const { total } = outcome.cost;
  const shown = lines.slice(0, detail.lines);
  const others = lines.slice(detail.lines);
  const rows = shown.map((line) => ({
    attributes: { 'data-bill': keyOf(line) },
    cells: cellsOf(line, total),
  }));
  const rest = others.reduce((sum, { cost }) => sum + cost, 0);
  const left =
    others.length === 0
      ? []
      : [
          {
            cells: [
              derived('billLinesLeft', others.length, countOf(others.length, 'other usage type')),
              '',
              derived('billLeft', rest, formatUsd(rest)),
              '',
              '',
            ],
          },
        ];
  return {
    id: 'bill',
    name: 'The bill',
    content: [
      element(
        'div',
        { 'data-filter': 'Filter the bill' },
        table(
          'The bill',
          [
            { head: 'Product', isText: true },
            { head: 'Usage type', isText: true },
            { head: 'Cost' },
            { head: 'Share' },
            { head: 'Usage' },
          ],
          [...rows, ...left],
          {},
          [{ cells: ['Total', '', figure(outcome, ['cost', 'total'], formatUsd), '', ''] }],
        ),
      ),
      sharedCosts(context),
      commitmentsTable(context),
    ],
  };
}

/** What tells lines apart. */
function keyOf({ product, usageType, unit }: SummedLine): string {
  return JSON.stringify([product, usageType, unit]);
}

function cellsOf({ product, usageType, quantity, unit, cost }: SummedLine, total: number): Child[] {
  const part = total > 0 ? Math.min(1, Math.max(0, cost / total)) : 0;
  return [
    plain(product),
    plain(usageType),
    formatUsd(cost),
    total > 0
      ? [
          formatShare(cost / total),
          element(
            'span',
            { class: 'share', 'aria-hidden': 'true' },
            element('i', { style: `width:${percent(part)}` }),
          ),
        ]
      : '',
    `${formatAmount(quantity)} ${plain(unit)}`,
  ];
}
