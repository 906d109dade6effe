import type { SizingSummary } from '../../../experiment/outcome.ts';
import { countOf, formatAmount, formatShare } from '../../text/numbers.ts';
import { sizeAdvice } from '../../text/sizing-table.ts';
import { worstOf } from '../../text/worst-of.ts';
import { type Row, table } from '../charts/table.ts';
import { element, plain } from '../element.ts';
import { derived, figure, share } from '../figure-data.ts';
import type { ReportContext, Section } from './context.ts';

/** What tasks use of what they reserve; `null`: nobody has said what they use. */
export function sizing({ outcome, detail }: ReportContext): Section | null {
  const told = outcome.rightSizing
    .map((summary, i) => ({ summary, i }))
    .filter(({ summary }) => summary.vcpu.isStated || summary.memoryGib.isStated);
  if (told.length === 0) return null;
  const shown = worstOf(told, detail.lines, ({ summary }) => summary.taskHours);
  const left = told.length - shown.length;
  const row = (summary: SizingSummary, i: number, resource: 'vcpu' | 'memoryGib'): Row => {
    const path = (key: string) => ['rightSizing', i, resource, key];
    const part = (key: string) =>
      summary[resource].reserved === 0 ? '–' : share(outcome, path(key), path('reserved'), formatShare);
    const unit = resource === 'vcpu' ? 'vCPU' : 'GiB';
    return {
      cells: [
        plain(`${summary.service} ${summary.taskDefinition}`),
        [figure(outcome, path('reserved'), formatAmount), ` ${unit}`],
        part('p50'),
        part('p95'),
        part('p99'),
        part('max'),
        element('span', { 'data-advice': i }, sizeAdvice(resource, summary)),
      ],
    };
  };
  return {
    id: 'sizes',
    name: 'Sizes of tasks',
    content: [
      element(
        'p',
        { class: 'note' },
        'What tasks used of what they reserved, by task time, and what the next smaller size would have meant.',
      ),
      element(
        'div',
        { 'data-filter': 'Filter task definitions' },
        table(
          'Sizes of tasks',
          [
            { head: 'Tasks', isText: true },
            { head: 'Reserved' },
            { head: 'Median use' },
            { head: '95th' },
            { head: '99th' },
            { head: 'Highest' },
            { head: 'One size smaller', isText: true },
          ],
          shown.flatMap(({ summary, i }) => [
            ...(summary.vcpu.isStated ? [row(summary, i, 'vcpu')] : []),
            ...(summary.memoryGib.isStated ? [row(summary, i, 'memoryGib')] : []),
          ]),
        ),
      ),
      left > 0
        ? element(
            'p',
            { class: 'note' },
            'And ',
            derived('sizesLeft', left, countOf(left, 'other task definition')),
            ' in outcome.json.',
          )
        : null,
    ],
  };
}
