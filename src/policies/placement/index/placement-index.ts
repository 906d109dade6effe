import type { FreeOrder } from '../../../model/free-order.ts';
import type { PlacementRequest, PlacementView, Requirements } from '../placement.ts';
import type { Allowed } from './allowed.ts';
import { FitSets, type TaskSize } from './fit-sets.ts';

/** Sizes that a set is kept for; more of them would make each change of an instance dear. */
const MOST_SIZES = 64;
/** With so many a further size gets its set only when it is asked for this often: making one looks at every instance. */
const BEFORE_A_SET = 3;
/** Sizes that are counted at a time. */
const MOST_COUNTED = 4096;

/**
 * What is kept beside the instances of one cluster so that a placement looks at few of them. All of it follows from the
 * fleet: it is no state of its own.
 */
export class PlacementIndex {
  readonly orders: FreeOrder[] = [];
  readonly kinds: FitKind[] = [];
  /** Placements that it answered, and that it left to narrowing. */
  answered = 0;
  missed = 0;
  private readonly fits: FitSets[] = [];
  private uses = 0;

  /** An instance has joined the cluster. */
  register(view: PlacementView, request: PlacementRequest, instance: number): void {
    for (const { allowed } of this.kinds) allowed.add(view, request, instance);
  }

  /** What an instance has left, or its status, has changed. */
  update(instance: number): void {
    const { orders, fits } = this;
    for (let i = 0; i < orders.length; i++) orders[i]!.update(instance);
    for (let i = 0; i < fits.length; i++) fits[i]!.update(instance);
  }

  /** After a run was restored. */
  rebuild(view: PlacementView, request: PlacementRequest): void {
    const { members, memberCount } = view;
    for (let i = 0; i < memberCount; i++) this.register(view, request, members[i]!);
    for (const order of this.orders) order.rebuild(members, memberCount);
    for (const fits of this.fits) fits.rebuild(members, memberCount);
  }

  /** The sets for tasks of this size; `null` when none is kept for it, because it is asked for too seldom. */
  fitSets(view: PlacementView, size: TaskSize, kind: FitKind): FitSets | null {
    const { cpu, memory, gpu } = size;
    const key = sizeKey(size);
    const known = kind.bySize.get(key);
    if (known instanceof FitSets && isSameSize(known.size, size)) {
      known.lastUsed = ++this.uses;
      return known;
    }
    const asked = typeof known === 'number' ? known + 1 : 1;
    if (asked < BEFORE_A_SET && this.fits.length === MOST_SIZES) {
      if (kind.bySize.size > MOST_COUNTED) this.forgetCounts(kind);
      kind.bySize.set(key, asked);
      return null;
    }
    const { requirements, allowed, attribute } = kind;
    const made = new FitSets(view.fleet, { cpu, memory, gpu }, requirements, allowed, attribute);
    made.rebuild(view.members, view.memberCount);
    made.lastUsed = ++this.uses;
    if (this.fits.length === MOST_SIZES) this.dropOldest();
    kind.bySize.set(key, made);
    this.fits.push(made);
    return made;
  }

  private dropOldest(): void {
    let oldest = 0;
    for (let i = 1; i < this.fits.length; i++)
      if (this.fits[i]!.lastUsed < this.fits[oldest]!.lastUsed) oldest = i;
    const gone = this.fits[oldest]!;
    this.fits.splice(oldest, 1);
    for (const kind of this.kinds) {
      const key = sizeKey(gone.size);
      if (kind.bySize.get(key) === gone) kind.bySize.delete(key);
    }
  }

  private forgetCounts({ bySize }: FitKind): void {
    for (const [key, known] of bySize) if (typeof known === 'number') bySize.delete(key);
  }
}

/** Tasks that are told apart by nothing but their size. */
export interface FitKind {
  /** Equal for kinds that are the same. */
  readonly key: string;
  readonly requirements: Requirements;
  readonly allowed: Allowed;
  /** Attribute that a leading `spread` looks at, or -1. */
  readonly attribute: number;
  /** By a number that stands for the size: its sets, or how often it was asked for. */
  readonly bySize: Map<number, FitSets | number>;
}

/** Different sizes can share a key; then the later one takes it. */
function sizeKey({ cpu, memory, gpu }: TaskSize): number {
  return ((cpu + gpu * 1031) % 2 ** 26) * 2 ** 26 + (memory % 2 ** 26);
}

function isSameSize(a: TaskSize, b: TaskSize): boolean {
  return a.cpu === b.cpu && a.memory === b.memory && a.gpu === b.gpu;
}
