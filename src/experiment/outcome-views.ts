import type { Purpose } from '../events/cost-purposes.ts';

/**
 * What pictures of a run are made from beside its figures and its timeline, of bounded size whatever the run: under 150 KB
 * in all, unless names are very long. Instants are ISO 8601.
 */
export interface OutcomeViews {
  /** `null`: there was never a container instance. */
  readonly fleet: FleetView | null;
  readonly packing: PackingView;
  /** Waits of the tasks that started, as `tasks.wait`. */
  readonly waits: WaitsView;
  /** What the bill was for, over time. */
  readonly cost: CostView;
  /** What was done to the run from outside, and when warnings were first of a moment; in the order of time. */
  readonly marks: readonly Mark[];
  /** So many marks more there were: the first ones are kept. */
  readonly marksLeftOut: number;
  /** Assumed values that bore on this run and that the scenario left as they are. */
  readonly assumptions: readonly Assumption[];
}

/**
 * Container instances by time, how full they are: at most 80 rows and 168 columns. Column i ends at `start` +
 * (i + 1) x `columnSeconds`, the last one at the end of the run if that is sooner; a cell is what stood at its column's end.
 */
export interface FleetView {
  /** Where the first column begins: after the warm-up. */
  readonly start: string;
  readonly columnSeconds: number;
  readonly columns: number;
  /** That there ever were. */
  readonly instances: number;
  /** In order of registration. Each instance is in one row. */
  readonly rows: readonly FleetRow[];
}

/** An instance, or where there are more than rows a band of neighbours in the order of registration. */
export interface FleetRow {
  /** Of its first instance, and of its last; the same where it stands for one. */
  readonly id: string;
  readonly lastId: string;
  /** How many it stands for. */
  readonly instances: number;
  /** Type, zone and entry (group) that all of them have; empty: they differ. */
  readonly instanceType: string;
  readonly availabilityZone: string;
  readonly entry: string;
  readonly cluster: string;
  /** When the first was launched. */
  readonly launchedAt: string;
  /** When the last was gone; `null`: one is there at the end. */
  readonly endedAt: string | null;
  /** Column of the first cell below. */
  readonly fromColumn: number;
  /**
   * By column from there on, whole percent, 0 to 100: what is reserved of the fuller of CPU and memory, the mean over its instances that
   * are there; `null`: none is. After the last cell none was there.
   */
  readonly percents: readonly (number | null)[];
  /**
   * One letter for each of these cells, of what most of its instances there are: `b` booting, `a` ACTIVE, `d` DRAINING, `w` in the
   * warm pool, `-` none is there. Empty: `a` wherever one is.
   */
  readonly states: string;
}

/** What tasks were on which instances at a few moments; both lists are empty where there was never an ACTIVE instance. */
export interface PackingView {
  /** The kinds of tasks that are shown somewhere, by size, too. */
  readonly kinds: readonly PackedKind[];
  /** In the order of time. */
  readonly moments: readonly PackingMoment[];
}

/** Tasks that are alike, and what each of them reserves. */
export interface PackedKind {
  /** `cluster/name`; empty: standalone tasks. */
  readonly service: string;
  /** `family:revision`. */
  readonly taskDefinition: string;
  readonly vcpu: number;
  readonly memoryGib: number;
}

/**
 * A moment is looked for among the ends of the fleet's columns. How full the fleet is is the largest of the reserved shares of CPU, memory
 * and GPUs of all ACTIVE instances, of which an ideal fleet's count as one. `busiest` is the moment with the most ACTIVE instances of
 * those that were at most a tenth less full than the fullest up to then, and the fullest of equals; one with under a tenth more instances,
 * or under a fiftieth fuller, does not take the place of an earlier one. The others are within a tenth of the run of what they are called; what is called two things is called the first.
 */
export interface PackingMoment {
  readonly at: string;
  readonly moment: 'busiest' | 'quarter' | 'half' | 'threeQuarters' | 'end';
  /** ACTIVE and DRAINING, in order of registration: at most 60 at the busiest moment and 24 at others, evenly taken. */
  readonly instances: readonly PackedInstance[];
  /** So many more there were. */
  readonly notShown: number;
  /** On all of them, not yet STOPPED. */
  readonly tasks: number;
  /** Whole percent that is reserved of all together. */
  readonly cpuPercent: number;
  readonly memoryPercent: number;
}

export interface PackedInstance {
  readonly id: string;
  readonly instanceType: string;
  readonly availabilityZone: string;
  readonly draining: boolean;
  /** What it registered. */
  readonly vcpu: number;
  readonly memoryGib: number;
  /** What reserves something of it, the largest together first: indexes of the view's `kinds`, at most six, and how many tasks of each. */
  readonly kinds: readonly number[];
  readonly counts: readonly number[];
  /** Tasks of further kinds on it, and what they reserve together. */
  readonly otherTasks: number;
  readonly otherVcpu: number;
  readonly otherMemoryGib: number;
}

/** Counts in buckets that are spaced by the logarithm, ten a decade; all lists are empty where no task started. */
export interface WaitsView {
  /**
   * Seconds: bucket i is from `bounds[i]` to below `bounds[i + 1]`; there is one bound more than buckets, unless the last is beyond 92 days.
   * From the first bucket with a task to the last.
   */
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  /** The same by service, or task definition of standalone tasks: the 24 with the most tasks, the most first. */
  readonly by: readonly WaitsOf[];
  /** So many more of these there are. */
  readonly left: number;
}

export interface WaitsOf {
  /** `cluster/name`; empty: standalone tasks. */
  readonly service: string;
  /** `family:revision` of standalone tasks; empty: those of a service. */
  readonly taskDefinition: string;
  readonly counts: readonly number[];
}

/** USD by purpose and step of time: all of them add up to `cost.total`, to the last nano-dollar. At most 168 steps. */
export interface CostView {
  /** When the first step begins: at an hour of the clock. */
  readonly start: string;
  /** Whole hours. */
  readonly stepSeconds: number;
  /** Purposes that cost something; as many amounts each as there are steps. */
  readonly byPurpose: Readonly<Partial<Record<Purpose, readonly number[]>>>;
}

/** Something that happened at a moment and that charts show. */
export interface Mark {
  readonly at: string;
  /** When it was over, where it lasts; `null`: it is of a moment, or went on at the end. */
  readonly until: string | null;
  /** The `kind` of an action or failure of the scenario, or `warning`. */
  readonly kind: string;
  /** As `cluster/name`, a zone, a group; of a warning its code. */
  readonly subject: string;
  /** In plain words. */
  readonly what: string;
}

/** A value that nobody stated and that this run's result rests on. */
export interface Assumption {
  /** In plain words. */
  readonly name: string;
  /** With its unit. */
  readonly value: string;
  /** `published` by AWS; `calibrated` to measurements; `assumed`: neither. */
  readonly source: 'published' | 'calibrated' | 'assumed';
  /** The scenario's key that sets it; empty: there is none. */
  readonly key: string;
  /** Why it bore on this run. */
  readonly because: string;
}
