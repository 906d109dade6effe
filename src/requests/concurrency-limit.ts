/** Above this many requests in a task nothing is left to chance: the limit then only bounds the throughput. */
const MOST_STATES = 4096;

/** Loads from 0 to 2 times the capacity in steps of this have their share kept; between two it is interpolated. */
const STEP = 1 / 256;
const STEPS = 512;

/**
 * At most so many requests in a task at once, on the CPU and off it; who finds it full is turned away. The number in the
 * task is that of M/M/c/K with a delay beside it, whatever the distribution of work (autoscaling: ).
 */
export class ConcurrencyLimit {
  /** The most completions as a part of what the cores alone could do, 0 to 1: waiting off the CPU fills places, too. */
  readonly capacityShare: number;
  /** Requests that a task at its capacity holds beyond those that it works on or that wait off the CPU. */
  readonly mostWaiting: number;
  /** Equal for equal limits. */
  readonly name: string;

  private readonly cores: number;
  private readonly most: number;
  private readonly waitWorks: number;
  /** Requests per mean work that come out of a task with so many in it, from 1 to the limit. */
  private readonly throughput: Float64Array;
  private readonly known: Float64Array = new Float64Array(STEPS + 2).fill(-1);

  /**
   * `cores` of one task is at least 1: a smaller task is one slower core. `most` is its limit, at least 1; `waitWorks` is
   * the time off the CPU in multiples of the mean time that the work takes alone.
   */
  constructor(cores: number, most: number, waitWorks: number) {
    this.cores = cores;
    this.most = most;
    this.waitWorks = waitWorks;
    this.name = `${cores}/${most}/${waitWorks}`;
    this.throughput = most <= MOST_STATES ? throughputs(cores, most, waitWorks) : new Float64Array(0);
    const greatest =
      most <= MOST_STATES ? this.throughput[most - 1]! : Math.min(cores, most / (waitWorks + 1));
    this.capacityShare = greatest / cores;
    this.mostWaiting = Math.max(0, most - greatest * (waitWorks + 1));
  }

  /**
   * The part of the requests offered at a utilisation (from 0 up, of the cores) that is turned away by chance: in the
   * steady state, beyond what no task with this limit could complete anyhow.
   */
  rejectedShare(utilisation: number): number {
    if (this.throughput.length === 0) return 0;
    const position = utilisation / (this.capacityShare * STEP);
    if (position >= STEPS) return this.byChance(utilisation);
    const step = Math.floor(position);
    const lower = this.atStep(step);
    return lower + (this.atStep(step + 1) - lower) * (position - step);
  }

  /**
   * How likely it is, up to a common factor, that a task with so many requests on the CPU, from 0 to the limit less one,
   * has room for one more; null where there always is.
   */
  roomAt(utilisation: number): Float64Array | null {
    if (this.throughput.length === 0 || this.rejectedShare(utilisation) < 1e-9) return null;
    const offCpu = poissonWeights(utilisation * this.cores * this.waitWorks, this.most);
    const room = new Float64Array(this.most);
    let sum = 0;
    for (let free = 0; free < this.most; free++) {
      sum += offCpu[free]!;
      room[this.most - 1 - free] = sum;
    }
    return room;
  }

  private atStep(step: number): number {
    const known = this.known[step]!;
    return known >= 0 ? known : (this.known[step] = this.byChance(step * STEP * this.capacityShare));
  }

  private byChance(utilisation: number): number {
    const rate = utilisation * this.cores;
    if (rate === 0) return 0;
    // Erlang's recursion by the inverse, which grows instead of cancelling.
    let inverse = 1;
    for (const throughput of this.throughput) inverse = 1 + (throughput / rate) * inverse;
    const unavoidable = Math.max(0, 1 - (this.capacityShare * this.cores) / rate);
    return Math.max(0, 1 / inverse - unavoidable);
  }
}

/**
 * Throughput of a closed task with 1 to `most` requests. From n - 1 requests to n by the arrival theorem: the share of
 * time with k on the CPU is that with k - 1 among n - 1, times throughput times mean work over the cores that k keep busy.
 */
function throughputs(cores: number, most: number, waitWorks: number): Float64Array {
  const found = new Float64Array(most);
  let shares = new Float64Array(most + 1);
  let next = new Float64Array(most + 1);
  shares[0] = 1;
  for (let n = 1; n <= most; n++) {
    next[0] = (shares[0]! * waitWorks) / n;
    let total = next[0];
    for (let k = 1; k <= n; k++) {
      next[k] = shares[k - 1]! / Math.min(k, cores);
      total += next[k]!;
    }
    const throughput = 1 / total;
    found[n - 1] = throughput;
    if (throughput >= cores * (1 - 1e-12)) return found.fill(cores, n);
    for (let k = 0; k <= n; k++) next[k]! *= throughput;
    [shares, next] = [next, shares];
  }
  return found;
}

/** Poisson probabilities of 0 to `count - 1`, up to a common factor: 1 at the likeliest, so that nothing overflows. */
function poissonWeights(mean: number, count: number): Float64Array {
  const weights = new Float64Array(count);
  const mode = Math.min(Math.floor(mean), count - 1);
  weights[mode] = 1;
  for (let k = mode; k > 0; k--) weights[k - 1] = (weights[k]! * k) / mean;
  for (let k = mode + 1; k < count; k++) weights[k] = (weights[k - 1]! * mean) / k;
  return weights;
}
