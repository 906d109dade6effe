/** Pictures of a fleet have no more rows than this. */
export const MOST_ROWS = 80;

/** What stood at the end of a column of time, by row: sums over the instances there. */
export interface FleetColumn {
  /** Milliseconds from the run's start. */
  readonly at: number;
  /** Of what is reserved of each, 0 to 1. */
  readonly shares: Float64Array;
  /** Instances that are there, and those of them that boot, drain and are in a warm pool. */
  readonly there: Int32Array;
  readonly booting: Int32Array;
  readonly draining: Int32Array;
  readonly warm: Int32Array;
}

const COUNTS = ['there', 'booting', 'draining', 'warm'] as const;

/**
 * Columns of rows of instances in order of registration, at most 80 rows: with more instances neighbours share a row, 2, 4, 8 of them,
 * so that memory does not grow with the fleet.
 */
export class FleetColumns {
  columns: FleetColumn[] = [];
  /** A row is 2 to the power of this many instances. */
  private shift = 0;

  get instancesPerRow(): number {
    return 2 ** this.shift;
  }

  rowOf(instance: number): number {
    return instance >> this.shift;
  }

  /** An empty column with room for so many instances. */
  add(at: number, instances: number): FleetColumn {
    while (instances > MOST_ROWS * 2 ** this.shift) this.pair();
    const column = emptyColumn(at);
    this.columns.push(column);
    return column;
  }

  private pair(): void {
    this.shift++;
    this.columns = this.columns.map((narrow) => {
      const wide = emptyColumn(narrow.at);
      for (let row = 0; row < MOST_ROWS; row++) {
        wide.shares[row >> 1]! += narrow.shares[row]!;
        for (const count of COUNTS) wide[count][row >> 1]! += narrow[count][row]!;
      }
      return wide;
    });
  }
}

function emptyColumn(at: number): FleetColumn {
  const counts = () => new Int32Array(MOST_ROWS);
  return {
    at,
    shares: new Float64Array(MOST_ROWS),
    there: counts(),
    booting: counts(),
    draining: counts(),
    warm: counts(),
  };
}
