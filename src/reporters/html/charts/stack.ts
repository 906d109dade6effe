import { area, curveLinear, curveStepAfter, stack } from 'd3-shape';
import { element, type Markup } from '../element.ts';
import { coordinate, type TimeAxis, type ValueAxis, WIDTH } from './axes.ts';
import { highestOf, thin } from './thin.ts';

/** A part of a whole over time. */
export interface Layer {
  readonly colour: string;
  readonly values: readonly number[];
}

/** The whole at each place. */
export function totals(layers: readonly Layer[], length: number): number[] {
  return Array.from({ length }, (_, place) =>
    layers.reduce((total, { values }) => total + values[place]!, 0),
  );
}

/** The highest whole. */
export function highestTotal(layers: readonly Layer[], length: number): number {
  return highestOf(totals(layers, length));
}

const MOST_STEPS = 100;

/**
 * Layers upon each other, the first at the bottom; each value holds from its time to the next one, the last to the end. All are
 * thinned to the same places, so that they stay whole: in each pixel column the lowest and the highest sum.
 */
export function stackShapes(
  layers: readonly Layer[],
  times: readonly number[],
  endMs: number,
  x: TimeAxis,
  y: ValueAxis,
  columns: number,
): Markup[] {
  const kept = thin(totals(layers, times.length), (place) =>
    Math.floor((x(times[place]!) / WIDTH) * columns),
  );
  const keys = layers.map((_, i) => i);
  const series = stack<unknown, number, number>()
    .keys(keys)
    .value((place, layer) => layers[layer]!.values[place]!)(kept);
  const curve = kept.length <= MOST_STEPS ? curveStepAfter : curveLinear;
  // The last value holds to the end.
  const at = [
    ...kept.map((place) => Math.round(coordinate(x(times[place]!)))),
    Math.round(coordinate(x(endMs))),
  ];
  return series.map((points, layer) => {
    const ends = [...points, points.at(-1)!];
    const shape = area<(typeof ends)[number]>()
      .curve(curve)
      .digits(1)
      .x((_, i) => at[i]!)
      .y0(([low]) => coordinate(y(low)))
      .y1(([, high]) => coordinate(y(high)));
    return element('path', {
      class: `layer ${layers[layer]!.colour}`,
      d: points.length === 0 ? '' : (shape(ends) ?? ''),
    });
  });
}
