import type { FleetRow, FleetView } from '../../../experiment/outcome-views.ts';
import { element, type Markup } from '../element.ts';
import { coordinate, HEIGHT, type TimeAxis } from './axes.ts';

/** How full a cell is, in five steps, or what it is if it is not in service. */
export const HEAT_LEVELS = [
  { name: 'under 20 %', colour: 'h1' },
  { name: '20 to 40 %', colour: 'h2' },
  { name: '40 to 60 %', colour: 'h3' },
  { name: '60 to 80 %', colour: 'h4' },
  { name: '80 % and more', colour: 'h5' },
  { name: 'booting', colour: 'c5' },
  { name: 'draining', colour: 'c6' },
  { name: 'warm pool', colour: 'c3' },
] as const;
type Level = number;

const STATES: Readonly<Record<string, Level>> = { b: 5, d: 6, w: 7 };
/** Between rows, as a part of their height; of very many nothing is left out, lines would be what is seen. */
const GAP = 0.14;
const MOST_APART = 24;

/** Instances from the top down by time from the left to the right: a stroke for each stretch in which an instance stays at one level. */
export function heatShapes(
  view: FleetView,
  x: TimeAxis,
  startMs: number,
  endMs: number,
  every: number,
): Markup[] {
  const height = HEIGHT / view.rows.length;
  const strokes = HEAT_LEVELS.map(() => '');
  const end = x(endMs);
  const xAt = (column: number) => coordinate(Math.min(end, x(startMs + column * view.columnSeconds * 1000)));
  view.rows.forEach((row, i) => {
    const middle = coordinate((i + 0.5) * height);
    for (const { level, from, to } of stretches(row, every))
      strokes[level] += `M${xAt(from)},${middle}H${xAt(to)}`;
  });
  return strokes.flatMap((d, level) =>
    d === ''
      ? []
      : [
          element('path', {
            class: `heat ${HEAT_LEVELS[level]!.colour}`,
            d,
            'stroke-width': Math.max(0.5, height * (view.rows.length > MOST_APART ? 1.02 : 1 - GAP)).toFixed(
              2,
            ),
          }),
        ],
  );
}

/** The levels that a row of the fleet was at. */
export function levelsOf({ percents, states }: FleetRow): (Level | null)[] {
  return percents.map((percent, i) => {
    const state = states === '' ? 'a' : states[i]!;
    if (state === '-' || (percent === null && state === 'a')) return null;
    return STATES[state] ?? Math.min(4, Math.floor((percent ?? 0) / 20));
  });
}

interface Stretch {
  readonly level: Level;
  readonly from: number;
  to: number;
}

/** Of `every` columns the fullest one stands for all. */
function stretches(row: FleetRow, every: number): Stretch[] {
  const levels = levelsOf(row);
  const found: Stretch[] = [];
  for (let i = 0; i < levels.length; i += every) {
    const part = levels.slice(i, i + every).filter((level) => level !== null);
    if (part.length === 0) continue;
    const level = Math.max(...part);
    const from = row.fromColumn + i;
    const to = Math.min(row.fromColumn + levels.length, from + every);
    const before = found.at(-1);
    if (before !== undefined && before.level === level && before.to === from) before.to = to;
    else found.push({ level, from, to });
  }
  return found;
}
