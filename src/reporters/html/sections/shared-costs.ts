import type { CommitmentSummary, StreamedOutcome } from '../../../experiment/outcome.ts';
import { countOf, formatUsd } from '../../text/numbers.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Child, element, type Markup, plain } from '../element.ts';
import { derived, figure } from '../figure-data.ts';
import type { ReportContext } from './context.ts';

/** The ways in which the outcome shares out its money, and what a part is called. */
const WAYS = {
  byCapacityProvider: 'capacity provider',
  byService: 'service',
  byTaskDefinition: 'task definition',
  byCluster: 'cluster',
  byTag: 'tag',
} as const satisfies Partial<Record<keyof StreamedOutcome['cost'], string>>;

/** Who the money was spent for: a table for each way that has more than one part. */
export function sharedCosts({ outcome, detail }: ReportContext): Child {
  return (Object.keys(WAYS) as (keyof typeof WAYS)[]).map((way) => {
    const parts = Object.entries(outcome.cost[way]).sort(([, a], [, b]) => b - a);
    if (parts.length < 2) return null;
    const shown = parts.slice(0, detail.lines);
    const left = parts.length - shown.length;
    return disclosure(
      `By ${WAYS[way]}`,
      table(
        `Cost by ${WAYS[way]}`,
        [{ head: `By ${WAYS[way]}`, isText: true }, { head: 'Cost' }],
        shown.map(([name]) => ({ cells: [plain(name), figure(outcome, ['cost', way, name], formatUsd)] })),
      ),
      left > 0
        ? element(
            'p',
            { class: 'note' },
            'And ',
            derived(`${way}Left`, left, countOf(left, 'other')),
            ' in outcome.json.',
          )
        : null,
    );
  });
}

/** What each commitment cost and what came of it; `null`: there is none. */
export function commitmentsTable({ outcome, detail }: ReportContext): Markup | null {
  const { commitments } = outcome.cost;
  if (commitments.length === 0) return null;
  const money = (i: number, key: keyof CommitmentSummary) =>
    figure(outcome, ['cost', 'commitments', i, key], formatUsd);
  return element(
    'div',
    { class: 'below' },
    element('h3', {}, 'Commitments'),
    table(
      'Commitments',
      [
        { head: 'Commitment', isText: true },
        { head: 'Type', isText: true },
        { head: 'Cost' },
        { head: 'Used' },
        { head: 'Unused' },
        { head: 'Would cost On-Demand' },
      ],
      commitments.slice(0, detail.lines).map(({ name, type }, i) => ({
        cells: [
          plain(name),
          type,
          money(i, 'cost'),
          money(i, 'used'),
          money(i, 'unused'),
          money(i, 'covered'),
        ],
      })),
    ),
  );
}
