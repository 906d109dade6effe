import { element, fragment, type Markup } from '../element.ts';
import { tickText } from '../instants.ts';
import { percent, type TimeAxis, WIDTH } from './axes.ts';

/** A text below a picture, at a part of its width. */
export interface Label {
  readonly part: number;
  readonly text: string;
}

/** The least CSS pixels that a picture has where many labels are shown, and where few are. */
const WIDE = 530;
const NARROW = 190;
/** Of a character of the labels' size, and between two labels. */
const CHARACTER = 7.2;
const GAP = 8;

/** When what is in a picture was: many labels where there is room, few where there is not. */
export function timeLabels(axis: TimeAxis): Markup {
  const ticks = (count: number) =>
    axis.ticks(count).map((tick) => ({ part: axis(tick) / WIDTH, text: tickText(tick.getTime()) }));
  return labelRows(ticks(8), ticks(3));
}

/** Labels for where there is room and for where there is not; of too many every second one is shown, or every third one, ... */
export function labelRows(many: readonly Label[], few: readonly Label[], room: number = WIDE): Markup {
  return fragment(labelRow('x wide', many, room), labelRow('x narrow', few, NARROW));
}

function labelRow(name: string, labels: readonly Label[], room: number): Markup {
  return element(
    'div',
    { class: name, 'aria-hidden': 'true' },
    thinned(labels, room).map(({ part, text }) =>
      element('span', { class: SIDES[sideOf(part, room)], style: `left:${percent(part)}` }, text),
    ),
  );
}

function thinned(labels: readonly Label[], room: number): readonly Label[] {
  for (let every = 1; every < labels.length; every++) {
    const left = labels.filter((_, i) => i % every === 0);
    if (left.every((label, i) => i === 0 || startOf(label, room) >= endOf(left[i - 1]!, room) + GAP))
      return left;
  }
  return labels.slice(0, 1);
}

/** So many pixels from an edge. */
const EDGE = 24;

/** A label is below its place; near an edge it stands beside it. */
const SIDES = { left: 'first', middle: null, right: 'last' } as const;

function sideOf(part: number, room: number): keyof typeof SIDES {
  if (part < EDGE / room) return 'left';
  return part > 1 - EDGE / room ? 'right' : 'middle';
}

/** In pixels, of a picture of so many. */
function startOf({ part, text }: Label, room: number): number {
  const behind = { left: 0, middle: 0.5, right: 1 }[sideOf(part, room)];
  return part * room - behind * text.length * CHARACTER;
}

function endOf(label: Label, room: number): number {
  return startOf(label, room) + label.text.length * CHARACTER;
}
