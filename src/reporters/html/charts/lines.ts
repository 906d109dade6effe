import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import { element, fragment, type Markup } from '../element.ts';
import { coordinate, HEIGHT, type TimeAxis, type ValueAxis, WIDTH } from './axes.ts';
import { thin } from './thin.ts';

/** A line over time. */
export interface LineSeries {
  /** Colour of the palette. */
  readonly colour: string;
  readonly times: readonly number[];
  /** NaN: nothing is there. */
  readonly values: readonly number[];
  readonly kind?: 'line' | 'dashed' | 'area';
}

/** So few values are levels that stay until the next one, drawn with corners. */
const MOST_STEPS = 80;

/** A line, with the area below it if it is one, thinned to the extremes of so many pixel columns. */
export function lineShape(
  { colour, times, values, kind = 'line' }: LineSeries,
  x: TimeAxis,
  y: ValueAxis,
  columns: number,
): Markup {
  const kept = thin(values, (place) => Math.floor((x(times[place]!) / WIDTH) * columns));
  const curve = kept.length <= MOST_STEPS ? curveStepAfter : curveLinear;
  const xOf = (place: number) => Math.round(coordinate(x(times[place]!)));
  const yOf = (place: number) => coordinate(y(values[place]!));
  const isThere = (place: number) => !Number.isNaN(values[place]!);
  const edge = line<number>().curve(curve).defined(isThere).x(xOf).y(yOf).digits(1)(kept) ?? '';
  const stroke = element('path', { class: `${kind === 'dashed' ? 'dashed' : 'line'} ${colour}`, d: edge });
  if (kind !== 'area') return stroke;
  const below = area<number>().curve(curve).defined(isThere).x(xOf).y0(HEIGHT).y1(yOf).digits(1)(kept) ?? '';
  return fragment(element('path', { class: `area ${colour}`, d: below }), stroke);
}
