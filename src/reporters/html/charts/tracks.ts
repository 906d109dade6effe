import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { type Attributes, type Child, element, type Markup } from '../element.ts';
import { coordinate, percent, WIDTH } from './axes.ts';
import { extentOf, withLength } from './extent.ts';
import { type LegendEntry, legendOf } from './frame.ts';
import { type Label, labelRows } from './labels.ts';

/** What values are on a track, from the left to the right: 0 to 1. */
export type TrackAxis = ScaleLinear<number, number>;

/** A line of a picture: a name, a track with what lies on it, and the figure. */
export interface Track {
  readonly name: Child;
  readonly value: Child;
  /** From where to where something reaches. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly dots: readonly { readonly at: number; readonly isHollow: boolean }[];
  readonly colour: string;
  readonly attributes?: Attributes;
}

export interface TracksParts {
  /** States the finding. */
  readonly title: Child;
  /** What is measured in what. */
  readonly unit: Child;
  readonly axis: TrackAxis;
  readonly say: (value: number, tickText: string) => string;
  readonly tracks: readonly Track[];
  readonly legend?: readonly LegendEntry[];
  readonly hasZero?: boolean;
  readonly note?: Child;
  readonly table?: Markup | null;
}

/**
 * An axis for these values. It begins at zero, unless all of them are so far from it that their differences would not be seen
 * (`mayCut`), and is never without length.
 */
export function trackAxis(values: readonly number[], mayCut: boolean = false): TrackAxis {
  const [low, high] = extentOf(values);
  const isCut = mayCut && low > CUT_FROM * high && high > low;
  const room = isCut ? (high - low) * 0.1 : 0;
  const ends = isCut
    ? ([low - room, high + room] as const)
    : ([Math.min(0, low), Math.max(0, high)] as const);
  return scaleLinear(withLength(ends), [0, 1]).nice(TICKS);
}

/** Whether zero is not on it. */
export function isCutOff(axis: TrackAxis): boolean {
  return axis.domain()[0]! > 0;
}

/** Above this part of the highest value the lowest is far from zero. */
const CUT_FROM = 0.6;
const TICKS = 5;
const FEW_TICKS = 3;
/** CSS pixels of a track beside its name and its figure. */
const LEAST_WIDTH = 196;

/** A picture of tracks below each other on one axis, all texts in the page's own size. */
export function tracksChart(parts: TracksParts): Markup {
  const { title, unit, axis, say, tracks, legend = [], hasZero = false, note, table } = parts;
  const grid = gridOf(axis);
  const zero = hasZero ? element('i', { class: 'zero', style: `left:${percent(axis(0))}` }) : null;
  return element(
    'figure',
    { class: 'chart' },
    element('figcaption', {}, element('h3', {}, title), element('p', { class: 'unit' }, unit)),
    legend.length > 0 ? legendOf(legend) : element('div', {}),
    element(
      'div',
      { class: 'tracks' },
      element(
        'div',
        { class: 'rows' },
        tracks.map((track) => rowOf(track, axis, grid, zero)),
        labelRows(labelsOf(axis, say, TICKS), labelsOf(axis, say, FEW_TICKS), LEAST_WIDTH),
      ),
    ),
    element('div', {}, note === undefined ? null : element('p', { class: 'note' }, note), table),
  );
}

function rowOf(track: Track, axis: TrackAxis, grid: Markup, zero: Markup | null): Markup {
  const { name, value, span, dots, colour, attributes = {} } = track;
  const from = span === null ? 0 : axis(Math.min(span.from, span.to));
  const to = span === null ? 0 : axis(Math.max(span.from, span.to));
  return element(
    'div',
    { class: 'row', ...attributes },
    element('span', { class: 'name' }, name),
    element(
      'span',
      { class: `track ${colour}`, 'aria-hidden': 'true' },
      grid,
      zero,
      span === null
        ? null
        : element('i', { class: 'reach', style: `left:${percent(from)};width:${percent(to - from)}` }),
      dots.map(({ at, isHollow }) =>
        element('i', { class: isHollow ? 'dot hollow' : 'dot', style: `left:${percent(axis(at))}` }),
      ),
    ),
    element('span', { class: 'value' }, value),
  );
}

function gridOf(axis: TrackAxis): Markup {
  const d = axis
    .ticks(TICKS)
    .map((tick) => `M${coordinate(axis(tick) * WIDTH)},0V1`)
    .join('');
  const view = { viewBox: `0 0 ${WIDTH} 1`, preserveAspectRatio: 'none', focusable: 'false' };
  return element('svg', view, element('path', { class: 'grid', d }));
}

function labelsOf(axis: TrackAxis, say: TracksParts['say'], count: number): Label[] {
  const format = tickFormat(axis, count);
  return axis.ticks(count).map((tick) => ({ part: axis(tick), text: say(tick, format(tick)) }));
}

/** With as many digits as tell ticks apart. */
export function tickFormat(axis: ScaleLinear<number, number>, count: number): (value: number) => string {
  const most = axis.domain().reduce((size, end) => Math.max(size, Math.abs(end)), 0);
  const format = axis.tickFormat(count, most >= 10_000 ? '~s' : most < 0.001 ? '~e' : ',~f');
  return (value) => format(value).replace('\u2212', '-');
}

/** Ticks of an axis by what they are in. */
export const SAY_TICK = {
  usd: (_: number, text: string) => (text.startsWith('-') ? `-$${text.slice(1)}` : `$${text}`),
  plain: (_: number, text: string) => text,
  percent: (value: number) => `${Math.round(value * 1e6) / 1e4} %`,
} as const;
