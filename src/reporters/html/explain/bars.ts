import { percent } from '../charts/axes.ts';
import { type Child, element, type Markup } from '../element.ts';

/** A bar with its name and its figure. */
export interface Bar {
  readonly name: Child;
  readonly about?: Child;
  readonly colour: string;
  readonly value: number;
  readonly says: Child;
  /** A mark on the way, in the same unit. */
  readonly mark?: number;
}

/** Bars below each other, by one scale from 0 on. */
export function barList(label: string, bars: readonly Bar[]): Markup {
  const most = bars.reduce((high, { value, mark = 0 }) => Math.max(high, value, mark), 0);
  const partOf = (value: number) => percent(most > 0 ? value / most : 0);
  return element(
    'ul',
    { class: 'bars', 'aria-label': label },
    bars.map(({ name, about, colour, value, says, mark }) =>
      element(
        'li',
        {},
        element('span', { class: 'of' }, name, about === undefined ? null : element('small', {}, about)),
        element(
          'span',
          { class: 'track', 'aria-hidden': 'true' },
          value > 0 ? element('i', { class: colour, style: `width:${partOf(value)}` }) : null,
          mark === undefined ? null : element('u', { style: `left:${partOf(mark)}` }),
        ),
        element('span', { class: 'is' }, says),
      ),
    ),
  );
}
