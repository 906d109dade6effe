/** Below this a Float64 counts whole numbers exactly. */
const EXACT = 2 ** 53;

/**
 * Whole-number levels over time, and their integrals: a level of 512 that stands for 1,000 ms comes to 512,000. Each row
 * costs two additions a change, whatever time has passed; sums are exact, however large they get.
 */
export class LevelIntegrals {
  rows = 0;
  private levels: Float64Array = new Float64Array(16);
  private since: Float64Array = new Float64Array(16);
  private sums: Float64Array = new Float64Array(16);
  /** What no longer fits into `sums`, by row. */
  private readonly large = new Map<number, bigint>();

  /** A new row at level 0. */
  add(): number {
    if (this.rows === this.levels.length) {
      this.levels = doubled(this.levels);
      this.since = doubled(this.since);
      this.sums = doubled(this.sums);
    }
    return this.rows++;
  }

  /** The levels of `count` rows from `first` on. */
  levelsFrom(first: number, count: number): number[] {
    return Array.from(this.levels.subarray(first, first + count));
  }

  /** The level changes by `by` at instant `at` (ms, not before the row's last change). */
  change(row: number, at: number, by: number): void {
    const level = this.levels[row]!;
    const sum = this.sums[row]! + level * (at - this.since[row]!);
    if (sum < EXACT) this.sums[row] = sum;
    else this.addLarge(row, level, at - this.since[row]!);
    this.since[row] = at;
    this.levels[row] = level + by;
  }

  /** Adds what `level` comes to in `ms`, whatever the row's own level. */
  addFor(row: number, level: number, ms: number): void {
    const sum = this.sums[row]! + level * ms;
    if (sum < EXACT) this.sums[row] = sum;
    else this.addLarge(row, level, ms);
  }

  /** The integral up to `at` since the last `take`, to the nearest double; nothing changes by asking. */
  estimate(row: number, at: number): number {
    const rest = this.large.size === 0 ? 0 : Number(this.large.get(row) ?? 0n);
    return rest + this.sums[row]! + this.levels[row]! * (at - this.since[row]!);
  }

  /** The integral up to `at` since the last `take`. */
  read(row: number, at: number): bigint {
    this.change(row, at, 0);
    return BigInt(this.sums[row]!) + (this.large.get(row) ?? 0n);
  }

  /** Like `read`, and begins again from zero. */
  take(row: number, at: number): bigint {
    const sum = this.read(row, at);
    this.sums[row] = 0;
    this.large.delete(row);
    return sum;
  }

  private addLarge(row: number, level: number, ms: number): void {
    const sum = (this.large.get(row) ?? 0n) + BigInt(this.sums[row]!) + BigInt(level) * BigInt(ms);
    this.large.set(row, sum);
    this.sums[row] = 0;
  }
}

function doubled(column: Float64Array): Float64Array {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}
