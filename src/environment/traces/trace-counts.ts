/** What became of a trace's rows, each counted once, however often the trace is repeated: plain data. */
export interface TraceCounts {
  /** Rows behind the header. */
  read: number;
  /** Left out by `where`. */
  skippedByWhere: number;
  /** Left out because they lie before `from`. */
  skippedByFrom: number;
  /** Left out because a cell that a task needs is blank (`missing: skip`). */
  skippedMissing: number;
  /** Left out because they last no time (`zeroDuration: skip`). */
  skippedZeroDuration: number;
  /** Rows that became tasks. */
  admitted: number;
  /** Admitted rows that ask for a part of a GPU; ECS gives whole ones. */
  fractionalGpus: number;
}

export const NO_ROWS: Readonly<TraceCounts> = {
  read: 0,
  skippedByWhere: 0,
  skippedByFrom: 0,
  skippedMissing: 0,
  skippedZeroDuration: 0,
  admitted: 0,
  fractionalGpus: 0,
};

/** What the reader of an outcome should know about a trace. */
export interface TraceNote {
  readonly code: string;
  /** One sentence that begins with the file's name. */
  readonly message: string;
  /** How many rows it is about. */
  readonly count: number;
}

/** What is worth saying about the rows of a trace; what `where` and `from` were asked to leave out is not. */
export function traceNotes(counts: Readonly<TraceCounts>, displayName: string): TraceNote[] {
  const { read, admitted, skippedMissing, skippedZeroDuration, fractionalGpus } = counts;
  const notes: TraceNote[] = [];
  const note = (code: string, count: number, one: string, more: string) => {
    if (count > 0)
      notes.push({ code, message: `${displayName}: ${count === 1 ? one : `${count} ${more}`}.`, count });
  };
  const idle = admitted === 0 && read > 0 ? read : 0;
  note(
    'trace-without-tasks',
    idle,
    'the one row that was read became no task',
    'rows were read and none became a task',
  );
  note(
    'trace-rows-missing-cells',
    skippedMissing,
    'one row was left out because a cell that a task needs is empty',
    'rows were left out because a cell that a task needs is empty',
  );
  note(
    'trace-rows-without-duration',
    skippedZeroDuration,
    'one row was left out because it lasts no time',
    'rows were left out because they last no time',
  );
  note(
    'trace-fractional-gpus',
    fractionalGpus,
    'one row asks for a part of a GPU and got whole ones, as ECS has no parts',
    'rows ask for a part of a GPU and got whole ones, as ECS has no parts',
  );
  return notes;
}
