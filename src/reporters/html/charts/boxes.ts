import type { PackedInstance, PackedKind } from '../../../experiment/outcome-views.ts';
import { countOf } from '../../text/numbers.ts';
import { element, type Markup, plain } from '../element.ts';
import { coordinate } from './axes.ts';

/** An instance is so large a box, whatever its size: a row for its CPU above one for its memory. */
const BOX_WIDTH = 100;
const ROW_HEIGHT = 20;
/** More tasks than this of an instance are drawn together with those that are alike. */
const MOST_APART = 12;

/**
 * An instance and its tasks side by side, above as wide as their part of its CPU, below of its memory: what is left to the right is
 * free, and what is free in one row only is of no use to anybody.
 */
export function packingBoxes(instance: PackedInstance, look: PackingLook): Markup {
  const { vcpu, memoryGib } = instance;
  const tasks = tasksOf(instance, look);
  const count = tasks.reduce((sum, kind) => sum + kind.count, 0);
  const paths = new Map<string, string>();
  const ends = [0, 0];
  for (const kind of tasks) {
    const apart = count <= MOST_APART ? kind.count : 1;
    const shares = [partOf(kind.vcpu, vcpu), partOf(kind.memoryGib, memoryGib)];
    let d = paths.get(kind.colour) ?? '';
    shares.forEach((each, row) => {
      const width = (each * kind.count * BOX_WIDTH) / apart;
      for (let i = 0; i < apart && width > 0; i++) {
        const from = coordinate(ends[row]!);
        const to = coordinate(Math.min(BOX_WIDTH, ends[row]! + width));
        d += `M${from},${row * ROW_HEIGHT}H${to}v${ROW_HEIGHT}H${from}z`;
        ends[row]! += width;
      }
    });
    paths.set(kind.colour, d);
  }
  return element(
    'svg',
    {
      role: 'img',
      'aria-label': `${plain(instance.id)}: ${countOf(count, 'task')}`,
      viewBox: `0 0 ${BOX_WIDTH} ${2 * ROW_HEIGHT}`,
      preserveAspectRatio: 'none',
    },
    [...paths].map(([colour, d]) => element('path', { class: `box ${colour}`, d })),
  );
}

/** What the kinds of a view's tasks are, and which colour each of them has. */
export interface PackingLook {
  readonly kinds: readonly PackedKind[];
  readonly colours: readonly string[];
}

/** Tasks that are alike, and what each of them reserves. */
export interface DrawnTasks {
  readonly count: number;
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly colour: string;
}

/** Colour of what has none of its own. */
export const OTHERS = 'c8';

/** The tasks of an instance, those of further kinds as one. */
export function tasksOf(instance: PackedInstance, { kinds, colours }: PackingLook): DrawnTasks[] {
  const { counts, otherTasks, otherVcpu, otherMemoryGib } = instance;
  const tasks = instance.kinds.map((kind, i) => ({
    count: counts[i] ?? 0,
    vcpu: kinds[kind]?.vcpu ?? 0,
    memoryGib: kinds[kind]?.memoryGib ?? 0,
    colour: colours[kind] ?? OTHERS,
  }));
  if (otherTasks === 0) return tasks;
  const rest = { count: otherTasks, vcpu: otherVcpu / otherTasks, memoryGib: otherMemoryGib / otherTasks };
  return [...tasks, { ...rest, colour: OTHERS }];
}

function partOf(amount: number, whole: number): number {
  return whole > 0 ? Math.min(1, amount / whole) : 0;
}
