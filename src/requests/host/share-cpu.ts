/**
 * How the tasks of one container instance share its CPU (ecs: ): nobody gets more than it asks for or than its hard
 * limit; idle CPU is anybody's; what is contended goes in ratio of Linux CPU shares among those who still want some.
 * So a task gets `min(wanted, level x shares)`, with one level for the whole instance.
 *
 * All amounts are vCPU, by position of the task. `demands` and `caps` may be Infinity (a cap that is: none); `shares` are
 * whole numbers above 0. Only the first `count` places are looked at, so that arrays can be kept for the next instance.
 */

/** What each task gets, into `out`. */
export function shareCpu(
  demands: Float64Array,
  shares: Float64Array,
  caps: Float64Array,
  cores: number,
  out: Float64Array,
  count: number = out.length,
): void {
  let total = 0;
  let hungryShares = 0;
  for (let task = 0; task < count; task++) {
    out[task] = wantedBy(task, demands, caps, cores);
    total += out[task]!;
    hungryShares += shares[task]!;
  }
  if (total <= cores) return;
  let left = cores;
  for (const task of byLevel(out, shares, count)) {
    out[task] = Math.min(out[task]!, (left / hungryShares) * shares[task]!);
    left = Math.max(0, left - out[task]!);
    hungryShares -= shares[task]!;
  }
}

/**
 * What each task would get if it alone asked for all the CPU there is, into `out`: how fast its instance lets it be. For
 * all tasks together it sorts them once and takes n log n steps beside; n steps without sorting while the instance is so
 * idle that nobody would squeeze anybody.
 */
export function mostCpu(
  demands: Float64Array,
  shares: Float64Array,
  caps: Float64Array,
  cores: number,
  out: Float64Array,
  count: number = out.length,
): void {
  let total = 0;
  let highest = 0;
  for (let task = 0; task < count; task++) {
    const wanted = wantedBy(task, demands, caps, cores);
    total += wanted;
    highest = Math.max(highest, wanted / shares[task]!);
  }
  let levels: Levels | null = null;
  for (let task = 0; task < count; task++) {
    const idle = cores - (total - wantedBy(task, demands, caps, cores));
    if (highest * shares[task]! <= idle) out[task] = Math.min(caps[task]!, idle);
    else {
      levels ??= sortedLevels(demands, shares, caps, cores, count);
      out[task] = Math.min(caps[task]!, cores, shares[task]! * levelFor(task, levels, shares, cores));
    }
  }
}

/** What a task would take of an instance of its own. */
function wantedBy(task: number, demands: Float64Array, caps: Float64Array, cores: number): number {
  return Math.min(demands[task]!, caps[task]!, cores);
}

/**
 * The tasks by the level at which they have enough, `wanted / shares`, lowest first. Sorted by insertion: for the tasks of
 * one instance, some dozens, that is several times faster than a sort that calls back.
 */
function byLevel(wanted: Float64Array, shares: Float64Array, count: number): Uint32Array {
  const order = new Uint32Array(count);
  const levels = new Float64Array(count);
  for (let task = 0; task < count; task++) {
    const level = wanted[task]! / shares[task]!;
    let position = task;
    for (; position > 0 && levels[position - 1]! > level; position--) {
      levels[position] = levels[position - 1]!;
      order[position] = order[position - 1]!;
    }
    levels[position] = level;
    order[position] = task;
  }
  return order;
}

/** The tasks in the order in which they have enough as the level rises. */
interface Levels {
  readonly wanted: Float64Array;
  /** The task at each position of that order. */
  readonly order: Uint32Array;
  /** What the tasks before a position want in all. */
  readonly wantedBefore: Float64Array;
  /** Shares of the tasks from a position on. */
  readonly sharesFrom: Float64Array;
  /** Position of each task. */
  readonly positions: Uint32Array;
}

function sortedLevels(
  demands: Float64Array,
  shares: Float64Array,
  caps: Float64Array,
  cores: number,
  count: number,
): Levels {
  const wanted = new Float64Array(count);
  for (let task = 0; task < count; task++) wanted[task] = wantedBy(task, demands, caps, cores);
  const order = byLevel(wanted, shares, count);
  const positions = new Uint32Array(count);
  const wantedBefore = new Float64Array(count + 1);
  const sharesFrom = new Float64Array(count + 1);
  for (let position = 0; position < count; position++) {
    const task = order[position]!;
    positions[task] = position;
    wantedBefore[position + 1] = wantedBefore[position]! + wanted[task]!;
  }
  for (let position = count - 1; position >= 0; position--)
    sharesFrom[position] = sharesFrom[position + 1]! + shares[order[position]!]!;
  return { wanted, order, wantedBefore, sharesFrom, positions };
}

/**
 * The level that uses up the CPU when `task` never has enough. Found by halving: at the first position whose task's level
 * would use up all, those before it have enough, but for `task` itself.
 */
function levelFor(
  task: number,
  { wanted, order, wantedBefore, sharesFrom, positions }: Levels,
  shares: Float64Array,
  cores: number,
): number {
  const own = positions[task]!;
  const ownWanted = wanted[task]!;
  const ownShares = shares[task]!;
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = order[middle]!;
    let used = wantedBefore[middle]!;
    let hungry = sharesFrom[middle]!;
    if (own < middle) {
      used -= ownWanted;
      hungry += ownShares;
    }
    if (used + (wanted[other]! / shares[other]!) * hungry < cores) low = middle + 1;
    else high = middle;
  }
  return own < low
    ? (cores - wantedBefore[low]! + ownWanted) / (sharesFrom[low]! + ownShares)
    : (cores - wantedBefore[low]!) / sharesFrom[low]!;
}
