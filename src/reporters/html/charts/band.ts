import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { element, fragment, type Markup } from '../element.ts';
import { coordinate, HEIGHT, percent, type ValueAxis, WIDTH } from './axes.ts';
import { extentOf, withLength } from './extent.ts';
import { labelRows } from './labels.ts';

/** A value over another one, and the interval that it lies in; `null`: there is none. */
export interface BandPoint {
  readonly x: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the variable is on a picture. */
export type InputAxis = ScaleLinear<number, number>;

/** The axes of points: the variable as far as it goes, the values with zero among them. */
export function bandAxes(points: readonly BandPoint[]): { readonly x: InputAxis; readonly y: ValueAxis } {
  const inputs = withLength(extentOf(points.map(({ x }) => x)));
  const values = extentOf([0, ...points.flatMap((one) => [one.mean, one.low ?? 0, one.high ?? 0])]);
  return {
    x: scaleLinear(inputs, [0, WIDTH]),
    y: scaleLinear(withLength(values), [HEIGHT, 0]).nice(4),
  };
}

/** The intervals as an area, the means as a line on it, and where nothing differs. */
export function bandShapes(points: readonly BandPoint[], x: InputAxis, y: ValueAxis): Markup {
  const at = (value: number, height: number) => `${coordinate(x(value))},${coordinate(y(height))}`;
  const sure = points.filter(({ low, high }) => low !== null && high !== null);
  const edge = [
    ...sure.map((one) => at(one.x, one.high!)),
    ...[...sure].reverse().map((one) => at(one.x, one.low!)),
  ];
  return fragment(
    sure.length > 1 ? element('path', { class: 'area c1', d: `M${edge.join('L')}Z` }) : null,
    element('path', { class: 'zero', d: `M0,${coordinate(y(0))}H${WIDTH}` }),
    element('path', { class: 'line c1', d: `M${points.map((one) => at(one.x, one.mean)).join('L')}` }),
  );
}

/** Where the line turns, and from where to where that may be. */
export function turnMark(value: number, low: number | null, high: number | null, x: InputAxis): Markup {
  const part = (at: number) => Math.min(1, Math.max(0, x(at) / WIDTH));
  const from = low === null ? 0 : part(low);
  const to = high === null ? 1 : part(high);
  return fragment(
    low === null && high === null
      ? null
      : element('i', { class: 'between c2', style: `left:${percent(from)};width:${percent(to - from)}` }),
    element('span', { class: 'mark c2', style: `left:${percent(part(value))}` }, element('i', {})),
  );
}

/** Tick labels below a picture. */
export function inputLabels(axis: InputAxis, say: (value: number) => string): Markup {
  const ticks = (count: number) =>
    axis.ticks(count).map((tick) => ({ part: axis(tick) / WIDTH, text: say(tick) }));
  return labelRows(ticks(6), ticks(3));
}
