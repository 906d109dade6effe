/** A recorded workload given as input: which column means what, and how to read it. */
export interface TraceSpec {
  /** Key of the file in the run's `files` port. */
  readonly file: string;
  readonly columns: {
    readonly submitted: string;
    readonly duration: string | null;
    readonly started: string | null;
    readonly ended: string | null;
    readonly cpu: { readonly column: string; readonly unit: 'vcpu' | 'cpuMilli' | 'cpu' };
    readonly memory: { readonly column: string; readonly unit: 'memoryGiB' | 'memoryMib' };
    readonly gpus: string | null;
    /** Thousandths of a GPU; of each of `gpus`, where both are there. */
    readonly gpuMilli: string | null;
    readonly taskId: string | null;
    readonly group: string | null;
    readonly count: string | null;
  };
  /** Only rows in which every named column has exactly this text. */
  readonly where: Readonly<Record<string, string>>;
  /**
   * In the trace's own time, milliseconds: earlier rows are left out and this becomes the run's start. A trace of
   * numbers has the zero of its numbers; one of ISO instants counts from the first row that `where` keeps.
   */
  readonly fromMs: number;
  /** `from` written as an ISO instant, epoch milliseconds: only for traces of instants, and instead of `fromMs`. */
  readonly fromInstantMs?: number | null;
  /** Milliseconds a unit of the file's numbers stands for: 1000 for seconds, 1 for milliseconds. */
  readonly timeUnitMs: number;
  /** Multiplies the times between submissions (not durations). */
  readonly timeScale: number;
  /** How often the whole trace is run one after the other; 1 = once. */
  readonly repeat: number;
  /** How many tasks each row becomes. */
  readonly amplify: number;
  readonly missing: 'error' | 'skip';
  readonly zeroDuration: 'run' | 'skip';
  readonly fargateSize: 'reject' | 'roundUp';
}
