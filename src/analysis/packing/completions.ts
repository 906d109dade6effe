import type { Content, PackingProblem } from './packing-problem.ts';

/** Steps that a search has taken and may take. */
export interface Steps {
  taken: number;
  readonly limit: number;
}

/**
 * Every way to fill the bin of the largest item left that is worth a try, the fullest first: nothing more fits, no item
 * could be exchanged for one that is larger in every resource, no two for one that is as large as both (whatever took
 * that one's place elsewhere fits there), and no more is wasted than `wasteAllowed` by dimension. `null` when the steps ran out.
 */
export function completions(
  problem: PackingProblem,
  left: Int32Array,
  anchor: number,
  wasteAllowed: Float64Array,
  steps: Steps,
): Content[] | null {
  const filling = new Filling(problem, left, wasteAllowed, steps);
  filling.start(anchor);
  if (steps.taken > steps.limit) return null;
  return filling.found.sort((a, b) => b.filled - a.filled).map(({ content }) => content);
}

/** One bin while kinds are tried for it, from the largest to the smallest. */
class Filling {
  readonly found: { readonly content: Content; readonly filled: number }[] = [];
  private readonly problem: PackingProblem;
  private readonly left: Int32Array;
  private readonly steps: Steps;
  private readonly free: Float64Array;
  private readonly wasteAllowed: Float64Array;
  /** By dimension: what all items left of a kind and of those behind it take together. */
  private readonly behind: readonly Float64Array[];
  private readonly content: number[] = [];

  /** `left` is changed while it works, and then as it was. */
  constructor(problem: PackingProblem, left: Int32Array, wasteAllowed: Float64Array, steps: Steps) {
    this.problem = problem;
    this.left = left;
    this.wasteAllowed = wasteAllowed;
    this.steps = steps;
    this.free = Float64Array.from(problem.capacity);
    this.behind = problem.sizes.map((sizes) => sumsFromEnd(sizes, left));
  }

  start(anchor: number): void {
    this.put(anchor);
    this.extend(anchor);
    this.takeBack();
  }

  private extend(from: number): void {
    const { problem, left, steps } = this;
    if (++steps.taken > steps.limit || !this.canFill(from)) return;
    let isFull = true;
    for (let kind = from; kind < problem.kinds; kind++) {
      if (left[kind]! === 0 || !this.fits(kind)) continue;
      isFull = false;
      this.put(kind);
      this.extend(kind);
      this.takeBack();
      if (steps.taken > steps.limit) return;
    }
    if (isFull && this.isUndominated(from)) this.keep();
  }

  private keep(): void {
    const filled = this.content.reduce((sum, kind) => sum + this.problem.shares[kind]!, 0);
    this.found.push({ content: [...this.content], filled });
  }

  private put(kind: number): void {
    const { sizes } = this.problem;
    for (let d = 0; d < sizes.length; d++) this.free[d]! -= sizes[d]![kind]!;
    this.left[kind]!--;
    this.content.push(kind);
  }

  private takeBack(): void {
    const { sizes } = this.problem;
    const kind = this.content.pop()!;
    for (let d = 0; d < sizes.length; d++) this.free[d]! += sizes[d]![kind]!;
    this.left[kind]!++;
  }

  /** Whether so little can remain free as may. */
  private canFill(from: number): boolean {
    for (let d = 0; d < this.free.length; d++) {
      // What is in the bin already is among the sums, so they are at least what can still come.
      if (this.free[d]! - this.behind[d]![from]! > this.wasteAllowed[d]!) return false;
    }
    return true;
  }

  private fits(kind: number): boolean {
    const { sizes } = this.problem;
    for (let d = 0; d < sizes.length; d++) if (sizes[d]![kind]! > this.free[d]!) return false;
    return true;
  }

  private isUndominated(from: number): boolean {
    const { left, content, free, wasteAllowed } = this;
    for (let d = 0; d < free.length; d++) if (free[d]! > wasteAllowed[d]!) return false;
    for (let kind = 0; kind < from; kind++) if (left[kind]! > 0 && this.fits(kind)) return false;
    // The first is the anchor, which stays.
    for (let i = 1; i < content.length; i++) {
      if (content[i] === content[i - 1] && i > 1) continue;
      if (this.canExchange(content[i]!, NOTHING)) return false;
      for (let j = i + 1; j < content.length; j++)
        if (this.canExchange(content[i]!, content[j]!)) return false;
    }
    return true;
  }

  /** Whether an item left could take the place of these, being at least as large as they are together. */
  private canExchange(one: number, two: number): boolean {
    const { problem, left } = this;
    for (let kind = 0; kind < problem.kinds; kind++)
      if (left[kind]! > 0 && kind !== one && this.isBetter(kind, one, two)) return true;
    return false;
  }

  private isBetter(kind: number, one: number, two: number): boolean {
    const { sizes } = this.problem;
    for (let d = 0; d < sizes.length; d++) {
      const gone = sizes[d]![one]! + (two === NOTHING ? 0 : sizes[d]![two]!);
      const come = sizes[d]![kind]!;
      if (come < gone || come - gone > this.free[d]!) return false;
    }
    return true;
  }
}

const NOTHING = -1;

function sumsFromEnd(sizes: Float64Array, counts: Int32Array): Float64Array {
  const sums = new Float64Array(sizes.length + 1);
  for (let kind = sizes.length - 1; kind >= 0; kind--)
    sums[kind] = sums[kind + 1]! + sizes[kind]! * counts[kind]!;
  return sums;
}
