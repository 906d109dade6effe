import { NOTHING, nearest, plus, type Ratio } from './slow-meters.ts';

/**
 * Commitments by the book, unit by unit: imports nothing from what it checks. Money of a line is whole nano-USD, as on a
 * bill; rates are 1e-10 USD a unit.
 */
export interface SlowUsage {
  /** Instances of this type, or null. */
  readonly type: string | null;
  readonly zone: string;
  readonly windows: boolean;
  /** Seconds of an hour, or units, of which `perUnit` make one that is priced. */
  readonly quantity: number;
  readonly perUnit: number;
  readonly onDemandRate: bigint;
  readonly computeRate: bigint | null;
  readonly instanceRate: bigint | null;
}

export interface SlowReserved {
  readonly count: number;
  readonly type: string;
  readonly zone: string | null;
}

export interface SlowHour {
  /** What no Reserved Instance covers, by usage: units. */
  readonly unreserved: readonly Ratio[];
  readonly instancePlanUsed: bigint;
  readonly computePlanUsed: bigint;
  readonly onDemand: bigint;
}

/** Sizes of the normalisation table, small to large, in quarters. */
const QUARTERS: Readonly<Record<string, bigint>> = {
  nano: 1n,
  micro: 2n,
  small: 4n,
  medium: 8n,
  large: 16n,
  xlarge: 32n,
  '2xlarge': 64n,
  '4xlarge': 128n,
};

export function slowHour(
  usage: readonly SlowUsage[],
  reserved: readonly SlowReserved[],
  instancePlan: { readonly family: string; readonly commitment: bigint },
  computeCommitment: bigint,
): SlowHour {
  const left: Ratio[] = usage.map(({ quantity, perUnit }) => ({ n: BigInt(quantity), d: BigInt(perUnit) }));
  for (const zonal of [true, false])
    for (const ri of reserved) if ((ri.zone !== null) === zonal) reserve(ri, usage, left);
  const unreserved = [...left];
  const instance = drawDown(usage, left, instancePlan.commitment, (one) =>
    one.type !== null && familyOf(one.type) === instancePlan.family ? one.instanceRate : null,
  );
  const compute = drawDown(usage, left, computeCommitment, (one) => one.computeRate);
  return {
    unreserved,
    instancePlanUsed: instance,
    computePlanUsed: compute,
    onDemand: usage.reduce((sum, { onDemandRate }, i) => sum + money(left[i]!, onDemandRate), 0n),
  };
}

/** Second by second of the hour that it pays for: each goes to the smallest size that is not yet covered. */
function reserve(ri: SlowReserved, usage: readonly SlowUsage[], left: Ratio[]): void {
  const flexible = ri.zone === null;
  const own = QUARTERS[sizeOf(ri.type)]!;
  const matching = usage.flatMap(({ type, zone, windows }, i) =>
    type !== null &&
    !windows &&
    (flexible ? familyOf(type) === familyOf(ri.type) : type === ri.type && zone === ri.zone)
      ? [i]
      : [],
  );
  const sizes = [...new Set(matching.map((i) => QUARTERS[sizeOf(usage[i]!.type!)]!))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  let seconds: Ratio = { n: BigInt(ri.count) * 3600n * own, d: 1n };
  for (const size of sizes) {
    const ofSize = matching.filter((i) => QUARTERS[sizeOf(usage[i]!.type!)] === size);
    const factor = flexible ? size : own;
    const wanted = ofSize.reduce((sum, i) => plus(sum, left[i]!.n * 3600n * factor, left[i]!.d), NOTHING);
    if (wanted.n === 0n) continue;
    const enough = seconds.n * wanted.d >= wanted.n * seconds.d;
    // What is not enough is shared by all of a size in proportion.
    for (const i of ofSize)
      left[i] = enough
        ? NOTHING
        : {
            n: left[i]!.n * (wanted.n * seconds.d - seconds.n * wanted.d),
            d: left[i]!.d * wanted.n * seconds.d,
          };
    seconds = enough ? plus(seconds, -wanted.n, wanted.d) : NOTHING;
  }
}

/** Always the line with the highest discount next, by looking through all. */
function drawDown(
  usage: readonly SlowUsage[],
  left: Ratio[],
  commitment: bigint,
  rateOf: (one: SlowUsage) => bigint | null,
): bigint {
  let available = commitment;
  const done = new Set<number>();
  while (available > 0n) {
    let next = -1;
    for (const [i, one] of usage.entries()) {
      const rate = rateOf(one);
      if (rate === null || done.has(i)) continue;
      if (next >= 0) {
        const other = rateOf(usage[next]!)!;
        const mine = rate * usage[next]!.onDemandRate;
        const theirs = other * one.onDemandRate;
        if (mine > theirs || (mine === theirs && rate >= other)) continue;
      }
      next = i;
    }
    if (next < 0) break;
    done.add(next);
    const rate = rateOf(usage[next]!)!;
    const price = money(left[next]!, rate);
    if (price <= available) {
      available -= price;
      left[next] = NOTHING;
    } else {
      left[next] = plus(left[next]!, -available * 10n, rate);
      available = 0n;
    }
  }
  return commitment - available;
}

/** What the hours cost at a commitment, in nano-USD: a fraction, rounded by nobody. */
export function slowCost(
  hours: readonly {
    readonly times: number;
    readonly usage: readonly {
      readonly quantity: bigint;
      readonly perUnit: bigint;
      readonly onDemandRate: bigint;
      readonly rate: bigint | null;
    }[];
  }[],
  commitment: bigint,
): Ratio {
  let sum = NOTHING;
  for (const { times, usage } of hours) {
    for (let time = 0; time < times; time++) {
      sum = plus(sum, commitment, 1n);
      let left: Ratio = { n: commitment, d: 1n };
      const order = [...usage].sort((a, b) => {
        if (a.rate === null || b.rate === null) return a.rate === b.rate ? 0 : a.rate === null ? 1 : -1;
        const difference = a.rate * b.onDemandRate - b.rate * a.onDemandRate;
        return difference < 0n ? -1 : difference > 0n ? 1 : 0;
      });
      for (const { quantity, perUnit, onDemandRate, rate } of order) {
        const full: Ratio = { n: quantity * onDemandRate, d: perUnit * 10n };
        if (rate === null) {
          sum = plus(sum, full.n, full.d);
          continue;
        }
        const price: Ratio = { n: quantity * rate, d: perUnit * 10n };
        if (price.n * left.d <= left.n * price.d) {
          left = plus(left, -price.n, price.d);
        } else {
          const open = plus(price, -left.n, left.d);
          sum = plus(sum, open.n * onDemandRate, open.d * rate);
          left = NOTHING;
        }
      }
    }
  }
  return sum;
}

function money(units: Ratio, rate: bigint): bigint {
  return nearest({ n: units.n * rate, d: units.d * 10n });
}

function familyOf(type: string): string {
  return type.split('.')[0]!;
}

function sizeOf(type: string): string {
  return type.split('.')[1]!;
}
