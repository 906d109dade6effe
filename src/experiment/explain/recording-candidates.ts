import { Candidates } from '../../policies/placement/candidates.ts';

/** How some candidates were compared: rows of instances, and for each the value that decided, and whether it stays. */
export interface Comparison {
  readonly best: 'lowest' | 'highest' | 'true' | 'position';
  readonly instances: Int32Array;
  /** `null` where the position decides. */
  readonly values: readonly (number | boolean)[] | null;
  readonly kept: Int32Array;
  /** Which of them stays, where the position decides. */
  readonly position: number | null;
}

/** Candidates that remember how they were narrowed; a strategy need not know that it is being watched. */
export class RecordingCandidates extends Candidates {
  private comparisons: Comparison[] = [];

  /** The instances that are still possible. */
  get rows(): Int32Array {
    return this.list.slice(0, this.count);
  }

  /** What was compared since this was last asked. */
  takeComparisons(): readonly Comparison[] {
    const taken = this.comparisons;
    this.comparisons = [];
    return taken;
  }

  override keepLowest(column: Int32Array): void {
    const values = this.valuesBy((instance) => column[instance]!);
    this.record('lowest', values, null, () => super.keepLowest(column));
  }

  override keepHighest(column: Int32Array): void {
    const values = this.valuesBy((instance) => column[instance]!);
    this.record('highest', values, null, () => super.keepHighest(column));
  }

  override keepHighestBy(score: (instance: number) => number): void {
    this.record('highest', this.valuesBy(score), null, () => super.keepHighestBy(score));
  }

  override keepLowestCount(column: Int32Array, counts: readonly number[]): void {
    const values = this.valuesBy((instance) => counts[column[instance]! + 1] ?? 0);
    this.record('lowest', values, null, () => super.keepLowestCount(column, counts));
  }

  override keepWhere(test: (instance: number) => boolean): void {
    this.record('true', this.valuesBy(test), null, () => super.keepWhere(test));
  }

  override keepOnly(position: number): void {
    this.record('position', null, position, () => super.keepOnly(position));
  }

  private valuesBy<V extends number | boolean>(value: (instance: number) => V): V[] {
    return Array.from(this.rows, value);
  }

  private record(
    best: Comparison['best'],
    values: Comparison['values'],
    position: number | null,
    narrow: () => void,
  ): void {
    const instances = this.rows;
    narrow();
    this.comparisons.push({ best, instances, values, kept: this.rows, position });
  }
}
