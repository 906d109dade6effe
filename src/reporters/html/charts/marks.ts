import { formatCount } from '../../text/numbers.ts';
import { type Child, element, type Markup } from '../element.ts';
import { moment } from '../figure-data.ts';
import { shortInstant } from '../instants.ts';
import { percent, type TimeAxis, WIDTH } from './axes.ts';
import { disclosure, table } from './table.ts';

/** Something that happened at a moment, and why. */
export interface MarkOf {
  readonly ms: number;
  readonly colour: string;
  readonly what: string;
  readonly cause: Child;
}

/** More marks than this are a rug below the picture: their lines would hide it. */
const MOST_LINES = 24;
/** So close to each other marks are one, in parts of the picture's width. */
const APART = 0.012;

/** Marks over a picture; of those that would lie upon each other the first is drawn, and the list below has all. */
export function markShapes(marks: readonly MarkOf[], x: TimeAxis): Markup[] {
  const drawn: Markup[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const { ms, colour, what } of marks) {
    const part = x(ms) / WIDTH;
    if (!(part >= 0 && part <= 1) || part - before < APART) continue;
    before = part;
    drawn.push(
      element(
        'span',
        {
          class: `mark ${colour}${marks.length > MOST_LINES ? ' rug' : ''}`,
          style: `left:${percent(part)}`,
          title: `${shortInstant(ms)} ${what}`,
          'aria-hidden': 'true',
        },
        element('i', {}),
      ),
    );
  }
  return drawn;
}

/** The same as a list that says their causes. */
export function markList(name: string, marks: readonly MarkOf[], most: number, all: number): Markup | null {
  if (marks.length === 0) return null;
  const shown = marks.slice(0, most);
  return disclosure(
    `${name} (${formatCount(all)})`,
    all > shown.length
      ? element(
          'p',
          { class: 'note', 'data-count': 'marks' },
          `The first ${formatCount(shown.length)} of ${formatCount(all)}.`,
        )
      : null,
    table(
      name,
      [{ head: 'Time, UTC' }, { head: 'What', isText: true }, { head: 'Cause', isText: true }],
      shown.map(({ ms, what, cause }) => ({ cells: [moment(ms, shortInstant), what, cause] })),
    ),
  );
}
