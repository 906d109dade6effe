import type { TimelineColumn } from '../../../experiment/outcome.ts';
import { formatAmount, formatCount } from '../../text/numbers.ts';
import { type Child, element, type Markup } from '../element.ts';
import { shortInstant } from '../instants.ts';
import type { TimelineView } from '../timeline-view.ts';
import { coordinate, type TimeAxis, WIDTH } from './axes.ts';
import { disclosure, table } from './table.ts';
import { highestOfEach } from './thin.ts';

/** A column of a table over time: what stands in the timeline, or that by so many. */
export interface TimeColumn {
  readonly head: string;
  readonly column: TimelineColumn;
  /** Cells are divided by this. */
  readonly by?: number;
}

/**
 * The rows of the timeline behind a picture. Of many rows it has one of each stretch of time: the one in which the first
 * column is highest, so that what it shows did happen.
 */
export function timeTable(
  name: string,
  timeline: TimelineView,
  rows: readonly number[],
  columns: readonly TimeColumn[],
  x: TimeAxis,
  most: number,
): Markup {
  const [lead] = columns;
  const places = highestOfEach(timeline.values(rows, lead!.column), most);
  const shown = places.map((place) => rows[place]!);
  const values = columns.map(({ column, by = 1 }) =>
    timeline.values(shown, column).map((value) => value / by),
  );
  return disclosure(
    'Table',
    thinnedNote(shown.length, rows.length, lead!.head),
    table(
      name,
      [
        { head: 'Time, UTC' },
        ...columns.map(({ head, column, by }) => ({
          head,
          attributes: { 'data-column': column, 'data-by': by },
        })),
      ],
      shown.map((row, i) => ({
        attributes: { 'data-row': row, 'data-x': xOf(x, timeline.at(row)) },
        cells: [shortInstant(timeline.at(row)), ...values.map((list) => cellText(list[i]!))],
      })),
    ),
  );
}

/** Says what was left out, where something was. */
export function thinnedNote(shown: number, all: number, lead: string): Child {
  if (shown >= all) return null;
  return element(
    'p',
    { class: 'note', 'data-count': 'rows' },
    `${formatCount(shown)} of ${formatCount(all)} rows: of each stretch of time the one with the highest “${lead}”.`,
  );
}

/** Where a row is on the picture, in thousandths. */
export function xOf(x: TimeAxis, ms: number): number {
  return Math.round((coordinate(x(ms)) / WIDTH) * 1000);
}

function cellText(value: number): string {
  return Number.isNaN(value) ? '–' : formatAmount(value);
}
