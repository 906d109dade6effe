/**
 * The instances that are still possible for one placement, in order of registration.
 * Each step of a placement keeps a subset; lower is better, always.
 */
export class Candidates {
  list: Int32Array = new Int32Array(64);
  count = 0;

  /** Room for `length` instances. */
  ensure(length: number): void {
    if (this.list.length < length) {
      const larger = new Int32Array(length * 2);
      larger.set(this.list);
      this.list = larger;
    }
  }

  /** Keeps those whose value in `column` is the lowest. */
  keepLowest(column: Int32Array): void {
    const list = this.list;
    let lowest = Number.MAX_SAFE_INTEGER;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i]!;
      const value = column[instance]!;
      if (value > lowest) continue;
      if (value < lowest) {
        lowest = value;
        kept = 0;
      }
      list[kept++] = instance;
    }
    this.count = kept;
  }

  /** Keeps those whose value in `column` is the highest. */
  keepHighest(column: Int32Array): void {
    const list = this.list;
    let highest = Number.MIN_SAFE_INTEGER;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i]!;
      const value = column[instance]!;
      if (value < highest) continue;
      if (value > highest) {
        highest = value;
        kept = 0;
      }
      list[kept++] = instance;
    }
    this.count = kept;
  }

  /** Keeps those whose score is the highest. */
  keepHighestBy(score: (instance: number) => number): void {
    const list = this.list;
    let highest = Number.NEGATIVE_INFINITY;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i]!;
      const value = score(instance);
      if (value < highest) continue;
      if (value > highest) {
        highest = value;
        kept = 0;
      }
      list[kept++] = instance;
    }
    this.count = kept;
  }

  /** Keeps those for which `counts[column[instance] + 1]` (0 where there is none) is the lowest. */
  keepLowestCount(column: Int32Array, counts: readonly number[]): void {
    const list = this.list;
    let lowest = Number.MAX_SAFE_INTEGER;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i]!;
      const value = counts[column[instance]! + 1] ?? 0;
      if (value > lowest) continue;
      if (value < lowest) {
        lowest = value;
        kept = 0;
      }
      list[kept++] = instance;
    }
    this.count = kept;
  }

  /** Keeps those for which the test holds. */
  keepWhere(test: (instance: number) => boolean): void {
    const list = this.list;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const instance = list[i]!;
      if (test(instance)) list[kept++] = instance;
    }
    this.count = kept;
  }

  /** Keeps only the candidate at this position. */
  keepOnly(position: number): void {
    this.list[0] = this.list[position]!;
    this.count = Math.min(1, this.count);
  }
}
