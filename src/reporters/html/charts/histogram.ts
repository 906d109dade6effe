import { element, type Markup } from '../element.ts';
import { coordinate, HEIGHT, percent, type ValueAxis, WIDTH } from './axes.ts';

/** Bars of equal width beside each other. */
export function barShapes(counts: readonly number[], y: ValueAxis, colour: string): Markup {
  const width = WIDTH / counts.length;
  const gap = Math.min(2, width / 8);
  const d = counts
    .map((count, i) => {
      if (count === 0) return '';
      const top = Math.min(coordinate(y(count)), HEIGHT - 1);
      return `M${coordinate(i * width + gap)},${HEIGHT}V${top}h${coordinate(width - 2 * gap)}V${HEIGHT}Z`;
    })
    .join('');
  return element('path', { class: `bar ${colour}`, d });
}

/** Where a value lies between the bounds of buckets, as a part of the picture's width. */
export function partOf(value: number, bounds: readonly number[]): number {
  const buckets = bounds.length - 1;
  const bucket = bounds.findIndex((bound, i) => i < buckets && value >= bound && value < bounds[i + 1]!);
  if (bucket === -1) return value < bounds[0]! ? 0 : 1;
  const from = bounds[bucket]!;
  return (bucket + (value - from) / (bounds[bucket + 1]! - from)) / buckets;
}

/** A line from top to bottom with a name. */
export function limitLine(part: number, name: string): Markup {
  return element('span', {
    class: 'mark c8',
    style: `left:${percent(part)}`,
    title: name,
    'aria-hidden': 'true',
  });
}
