import { type Child, element, type Markup } from '../element.ts';
import { HEIGHT, WIDTH } from './axes.ts';

/** What a colour stands for. */
export interface LegendEntry {
  /** `c1` to `c8`: a colour of the palette. */
  readonly colour: string;
  readonly name: string;
  /** A line that is drawn dashed, or one that is not filled. */
  readonly kind?: 'line' | 'dashed' | 'area';
}

/** A picture with everything that belongs to it. */
export interface ChartParts {
  /** What it shows, as a sentence that states the finding. */
  readonly title: Child;
  /** What is measured in what. */
  readonly unit: Child;
  /** For who does not see it; the title is part of it. */
  readonly label: string;
  readonly legend?: readonly LegendEntry[];
  readonly yLabels: Markup;
  readonly xLabels: Child;
  /** SVG shapes in WIDTH x HEIGHT. */
  readonly shapes: Child;
  /** Texts and marks that lie over it and are not stretched. */
  readonly over?: Child;
  readonly table: Markup | null;
  readonly isSmall?: boolean;
  /** Of the picture in CSS pixels, where it is not as high as others. */
  readonly height?: number;
  /** Level of its heading. */
  readonly heading?: 'h3' | 'h4';
  readonly note?: Child;
}

/** A picture between its title and its table. */
export function chart(parts: ChartParts): Markup {
  const { title, unit, label, legend = [], yLabels, xLabels, shapes, over, table, note } = parts;
  const svg = element(
    'svg',
    {
      role: 'img',
      'aria-label': label,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      focusable: 'false',
    },
    shapes,
  );
  return element(
    'figure',
    { class: parts.isSmall === true ? 'chart small' : 'chart' },
    element(
      'figcaption',
      {},
      element(parts.heading ?? 'h3', {}, title),
      element('p', { class: 'unit' }, unit),
    ),
    legend.length > 1 ? legendOf(legend) : element('div', {}),
    element(
      'div',
      { class: 'frame' },
      yLabels,
      element(
        'div',
        { class: 'plot', style: parts.height === undefined ? null : `height:${parts.height}px` },
        svg,
        over,
      ),
      xLabels,
    ),
    element('div', {}, note === undefined ? null : element('p', { class: 'note' }, note), table),
  );
}

/** Colours with their names. */
export function legendOf(entries: readonly LegendEntry[]): Markup {
  return element(
    'ul',
    { class: 'legend' },
    entries.map(({ colour, name, kind = 'area' }) =>
      element('li', {}, element('span', { class: `key ${kind} ${colour}` }), name),
    ),
  );
}
