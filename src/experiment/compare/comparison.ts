/** What comparing alternatives came to: plain JSON (`compare --format json`; these paths are stable). */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly scenario: { readonly name: string; readonly digest: string };
  /** Seeds of the replications, the same for every alternative: `r`-th replication, `r`-th arrivals. */
  readonly seeds: readonly string[];
  /** Of every interval: 0.95. Those of the pairs in one metric hold all at once. */
  readonly confidence: number;
  /** In the order they were given, without those of which no run ended (`failures`). */
  readonly alternatives: readonly ComparedAlternative[];
  readonly pairs: readonly ComparedPair[];
  readonly breakEven: readonly BreakEven[];
  /** `null`: none was asked for. */
  readonly surface: Surface | null;
  /** The input that the answer depends on most first; empty without uncertain inputs. */
  readonly tornado: readonly TornadoBar[];
  /** What the intervals' uncertainty comes from, as sentences; `no sampling uncertainty: one recorded trace` when there is none. */
  readonly resampled: readonly string[];
  /** What all alternatives are held to; `null`: they run as written. */
  readonly equalService: EqualService | null;
  /** What decides the answer and is not known from AWS: `speed`, Spot rate, rounded sizes ... */
  readonly assumptions: readonly Assumption[];
  /** Runs that failed; the others went on. */
  readonly failures: readonly FailedRun[];
}

export interface ComparedAlternative {
  readonly name: string;
  /** `PATH=VALUE` by which it differs from the scenario. */
  readonly set: readonly string[];
  /** USD over the measured time; of one replication `low` and `high` are `null`. */
  readonly cost: Estimate;
  /** USD a month (730 h), extrapolated. */
  readonly monthly: Estimate;
  /** Seconds, 95th percentile over the tasks of a run. */
  readonly wait: Estimate;
  /** Milliseconds, 95th percentile of the slowest service; `null`: nothing was served. */
  readonly latency: Estimate | null;
  /** Requests that failed and tasks that gave up or pend at the end, as a part of all. */
  readonly unserved: Estimate;
  /** Of registered CPU and memory that is reserved, 0 to 1; `null` without container instances. */
  readonly utilization: { readonly cpu: Estimate; readonly memory: Estimate } | null;
  /** What the search for equal service found. */
  readonly capacity: CapacityFound | null;
  /** Replications that ended. */
  readonly replications: number;
  /** Left out: nobody asked how its instances are packed, or none had a task. */
  readonly packing?: ComparedPacking;
  /** Assertions of the scenario that did not hold in some of them; left out: there are none. */
  readonly brokenAssertions?: readonly BrokenAssertion[];
}

/** Instance-hours with tasks on them, and what the oracle says of these tasks. */
export interface ComparedPacking {
  readonly hours: Estimate;
  /** No placement of the same tasks, done anew at every moment, has fewer. */
  readonly bound: Estimate;
  /** How much more `hours` are than `bound`, as a fraction. */
  readonly gap: Estimate;
}

export interface BrokenAssertion {
  readonly that: string;
  readonly limit: string;
  /** In so many replications. */
  readonly runs: number;
}

/** A mean with the interval that covers it; `null`: there is no telling. */
export interface Estimate {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The difference of `a` to `b` (a - b), replication by replication. */
export interface ComparedPair {
  readonly a: string;
  readonly b: string;
  readonly metric: 'cost' | 'wait' | 'latency' | 'unserved';
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
  /** That `a` is lower than `b` in the mean; `null`: there is no telling. */
  readonly probabilityLower: number | null;
  readonly replications: number;
  /** Variance of the difference by that of independent seeds: below 1, the common random numbers paid. `null`: too few replications. */
  readonly varianceRatio: number | null;
}

/** Where the order of two alternatives turns: `a` is cheaper below `value`, `b` above. */
export interface BreakEven {
  readonly a: string;
  readonly b: string;
  /** Path of the setting that was varied. */
  readonly variable: string;
  /** Its values are seconds. */
  readonly unit?: 's';
  /** `null`: the order does not turn within the range; `note` says who is cheaper throughout. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Of a range in steps of one's own: the order turns between these two; `value` is where a straight line says, if that says anything. */
  readonly between?: { readonly from: number; readonly to: number };
  /** Of registered CPU that is reserved there, by alternative; `null` without container instances. */
  readonly utilization: { readonly a: number | null; readonly b: number | null };
  readonly note: string;
  /** The points that were looked at, by `value`, with the difference a - b. */
  readonly points: readonly { readonly value: number; readonly difference: Estimate }[];
}

/** Who is cheaper over two variables; `cells[row][column]` belongs to `rows.values[row]` and `columns.values[column]`. */
export interface Surface {
  readonly rows: SurfaceAxis;
  readonly columns: SurfaceAxis;
  /** Names of those whose costs the cells have. */
  readonly alternatives: readonly string[];
  readonly cells: readonly (readonly SurfaceCell[])[];
}

export interface SurfaceAxis {
  readonly variable: string;
  readonly unit?: 's';
  readonly values: readonly number[];
}

export interface SurfaceCell {
  /** The cheapest; `null`: no difference found at this precision between the two cheapest. */
  readonly cheapest: string | null;
  /** Mean cost by alternative, in their order; `null`: no run ended. */
  readonly costs: readonly (number | null)[];
}

/** How far the difference of two alternatives moves with one uncertain input, the others at their medians. */
export interface TornadoBar {
  readonly path: string;
  readonly unit?: 's';
  readonly a: string;
  readonly b: string;
  /** The input's 10th and 90th percentiles, and the differences of cost (a - b) there. */
  readonly lowInput: number;
  readonly highInput: number;
  readonly atLow: number;
  readonly atHigh: number;
}

export interface EqualService {
  /** As sentences: `tasks.wait.p95 at most 42.5 s (that of fargate)`. */
  readonly limits: readonly string[];
}

export interface CapacityFound {
  /** What was searched: `containerInstances[0].count`, `managedScaling.targetCapacity`. */
  readonly variable: string;
  /** `null`: none within the bounds meets the limits. */
  readonly value: number | null;
  readonly note: string;
}

export interface Assumption {
  readonly name: string;
  readonly value: string;
  /** Where it comes from and what it decides. */
  readonly note: string;
}

export interface FailedRun {
  readonly alternative: string;
  readonly seed: string;
  readonly message: string;
}
