import { format } from 'd3-format';
import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale';
import { element, type Markup } from '../element.ts';

/** Ticks of a small picture. */
export const FEW_TICKS = 3;

/** Units of a picture; it is stretched to whatever room it has, with texts beside it that are not. */
export const WIDTH = 960;
export const HEIGHT = 240;

/** What a run's instants are on a picture. */
export type TimeAxis = ScaleTime<number, number>;
/** What values are, from the bottom up. */
export type ValueAxis = ScaleLinear<number, number>;

/** From the start of what is shown to its end, milliseconds; what lasts no time is as wide as a second. */
export function timeAxis(startMs: number, endMs: number): TimeAxis {
  return scaleUtc([startMs, endMs > startMs ? endMs : startMs + 1000], [0, WIDTH]);
}

/** From nothing to the highest value, to a round number. */
export function valueAxis(highest: number): ValueAxis {
  return scaleLinear([0, highest > 0 ? highest : 1], [HEIGHT, 0]).nice(4);
}

/** Tick labels to the left of a picture. */
export function valueLabels(axis: ValueAxis, say: (value: number) => string, count: number = 4): Markup {
  const labels = axis
    .ticks(count)
    .map((tick) => element('span', { style: `top:${percent(axis(tick) / HEIGHT)}` }, say(tick)));
  return element('div', { class: 'y', 'aria-hidden': 'true' }, labels);
}

/** Lines behind a picture at the ticks of both axes. */
export function gridLines(values: ValueAxis, count: number = 4): Markup {
  const d = values
    .ticks(count)
    .map((tick) => `M0,${coordinate(values(tick))}H${WIDTH}`)
    .join('');
  return element('path', { class: 'grid', d });
}

const SHORT = format('.3~s');
const PLAIN = format(',.4~r');
const TINY = format('.1~e');

/** A tick's number: `0.25`, `1,500`, `20k`. */
export function tickNumber(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) return TINY(value);
  return size >= 10_000 ? SHORT(value) : PLAIN(value);
}

/** Of dollars. */
export function tickDollars(value: number): string {
  return `$${tickNumber(value)}`;
}

/** A coordinate to a tenth of a unit; what lies nowhere, as in an outcome that somebody made by hand, lies at an edge. */
export function coordinate(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.round(Math.min(MOST, Math.max(-MOST, value)) * 10) / 10;
}

/** Farther out nothing is seen. */
const MOST = 1e5;

/** A part of a picture's width or height, for CSS. */
export function percent(part: number): string {
  return `${Math.round(coordinate(part * 100_000) / 10) / 100}%`;
}
