import type {
  DecisionPicture,
  PicturedInstance,
} from '../../../experiment/explain/picture/decision-picture.ts';
import type { Resources } from '../../../scenario/scenario.ts';
import { formatCount } from '../../text/numbers.ts';
import { coordinate } from '../charts/axes.ts';
import { OTHERS } from '../charts/boxes.ts';
import { legendOf } from '../charts/frame.ts';
import { type Child, element, type Markup, plain } from '../element.ts';

type Resource = keyof Resources;

/** What all boxes of one decision share, so that they can be compared. */
export interface BinLook {
  readonly kinds: readonly string[];
  /** What the task needs. */
  readonly size: Resources;
  /** A row for each, from the top down. */
  readonly resources: readonly Resource[];
  /** As wide as a row. */
  readonly scale: Resources;
}

/** How a box is shown. */
export interface BinState {
  /** `gone`: it is no candidate any more. */
  readonly as: 'chosen' | 'stays' | 'gone' | 'plain';
  /** Whether the new task is drawn in it. */
  readonly hasTask: boolean;
  /** In place of its name. */
  readonly title?: Child;
  /** What is said below. */
  readonly says?: readonly Child[];
}

const WIDTH = 100;
const ROW = 20;
/** So many kinds have colours of their own. */
const MOST_COLOURS = 7;
const NAMES: Readonly<Record<Resource, string>> = { cpu: 'CPU units', memory: 'MiB', gpu: 'GPUs' };

/** What the rows of a box are. */
export function rowsSentence({ resources }: BinLook): string {
  return resources.length > 2
    ? 'from the top down its CPU, memory and GPUs'
    : 'above its CPU, below its memory';
}

/** The look of a decision's boxes: each resource as wide as the largest instance has it, or as the new task would need it. */
export function binLook({ fleet }: DecisionPicture, size: Resources): BinLook {
  const resources: Resource[] = size.gpu > 0 ? ['cpu', 'memory', 'gpu'] : ['cpu', 'memory'];
  const widest = (resource: Resource) =>
    fleet.instances.reduce(
      (most, instance) =>
        Math.max(most, instance.registered[resource], takenOf(instance, resource) + size[resource]),
      1,
    );
  return {
    kinds: fleet.kinds,
    size,
    resources,
    scale: { cpu: widest('cpu'), memory: widest('memory'), gpu: widest('gpu') },
  };
}

/** An instance as a box: a row a resource, what is reserved in it by colour, and where the new task would go, as far as there is room. */
export function bin(
  instance: PicturedInstance,
  look: BinLook,
  { as, hasTask, title, says = [] }: BinState,
): Markup {
  const { resources } = look;
  return element(
    'div',
    { class: `bin ${as}${resources.length > 2 ? ' tall' : ''}` },
    element(
      'svg',
      {
        role: 'img',
        'aria-label': describe(instance, look),
        viewBox: `0 0 ${WIDTH} ${resources.length * ROW}`,
        preserveAspectRatio: 'none',
      },
      resources.map((resource, row) => rowShapes(instance, look, resource, row, hasTask)),
    ),
    element('b', {}, title ?? plain(instance.containerInstance)),
    says.map((line) => element('span', {}, line)),
  );
}

/** What the colours of the boxes are. */
export function binLegend(
  { kinds }: BinLook,
  has: { readonly fits: boolean; readonly lacks: boolean; readonly kept: boolean },
): Markup | null {
  const named = kinds.length > MOST_COLOURS + 1 ? kinds.slice(0, MOST_COLOURS) : kinds;
  const entries = [
    ...named.map((name, kind) => ({ colour: colourOf(kind, kinds.length), name: plain(name) })),
    ...(named.length < kinds.length ? [{ colour: OTHERS, name: 'Others' }] : []),
    ...(has.kept ? [{ colour: 'keep', name: 'Kept for daemons' }] : []),
    ...(has.fits ? [{ colour: 'fits', name: 'The new task' }] : []),
    ...(has.lacks ? [{ colour: 'lacks', name: 'What it needs beyond what is there' }] : []),
  ];
  return entries.length === 0 ? null : legendOf(entries);
}

/** Of many kinds the last ones share a colour. */
function colourOf(kind: number, kinds: number): string {
  return kind < MOST_COLOURS || kinds === MOST_COLOURS + 1 ? `c${kind + 1}` : OTHERS;
}

function rowShapes(
  instance: PicturedInstance,
  { kinds, size, scale }: BinLook,
  resource: Resource,
  row: number,
  hasTask: boolean,
): Markup[] {
  const bar = (name: string, from: number, amount: number): Markup[] => {
    if (amount <= 0) return [];
    const left = coordinate((from / scale[resource]) * WIDTH);
    const right = coordinate(((from + amount) / scale[resource]) * WIDTH);
    const d = `M${left},${row * ROW + 1}H${right}v${ROW - 2}H${left}z`;
    return [element('path', { class: name, d })];
  };
  const registered = instance.registered[resource];
  const shapes = bar('shell', 0, registered);
  let end = 0;
  for (const { kind, [resource]: amount } of instance.reserved) {
    shapes.push(...bar(`box ${colourOf(kind, kinds.length)}`, end, amount));
    end += amount;
  }
  shapes.push(...bar('keep', end, instance.kept[resource]));
  end += instance.kept[resource];
  if (!hasTask) return shapes;
  const fits = Math.max(0, Math.min(size[resource], registered - end));
  return [...shapes, ...bar('fits', end, fits), ...bar('lacks', end + fits, size[resource] - fits)];
}

/** CPU units, MiB or GPUs that are not left. */
function takenOf({ reserved, kept }: PicturedInstance, resource: Resource): number {
  return reserved.reduce((sum, one) => sum + one[resource], kept[resource]);
}

/** For who does not see it. */
function describe(instance: PicturedInstance, { resources }: BinLook): string {
  const amounts = resources.map(
    (resource) =>
      `${formatCount(takenOf(instance, resource))} of ${formatCount(instance.registered[resource])} ${NAMES[resource]}`,
  );
  return `${plain(instance.containerInstance)}: ${amounts.join(', ')} reserved`;
}
