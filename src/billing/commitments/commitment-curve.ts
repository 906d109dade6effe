import { divideRounded } from '../../units/money.ts';
import { RATE_TO_NANO } from '../pricing/charge.ts';
import { leastCommonMultiple } from './fraction.ts';
import { compareRatios } from './savings-plans.ts';

/** Usage of one SKU in an hour that a plan covers at `rate`, or does not (`null`). Rates are 1e-10 USD a unit. */
export interface PlannedUsage {
  /** Integers: `quantity / perUnit` units. */
  readonly quantity: bigint;
  readonly perUnit: bigint;
  readonly onDemandRate: bigint;
  readonly rate: bigint | null;
}

/** Hours of the clock that used the same. */
export interface PlannedHours {
  readonly times: number;
  readonly usage: readonly PlannedUsage[];
}

/** What a commitment costs over all hours, nano-USD. */
export interface CommitmentCost {
  readonly committed: bigint;
  readonly unused: bigint;
  readonly onDemand: bigint;
  readonly total: bigint;
}

/**
 * The cost of a run's hours as a function of an hourly commitment. In each hour the usage with the highest discount is
 * covered first (billing:S4), so a further cent saves less and less: the cost is convex, of straight pieces, and it bends
 * only where some hour's usage is covered up to a line. Everything counts in whole parts of a nano-USD: no rounding but at
 * the end.
 */
export class CommitmentCurve {
  /** Parts of 1e-10 USD that commitments are counted in. */
  private readonly parts: bigint;
  /** Further parts of these that On-Demand money is counted in. */
  private readonly rateParts: bigint;
  private readonly hours: readonly Hour[];
  private readonly hourCount: bigint;

  constructor(hours: readonly PlannedHours[]) {
    let parts = 1n;
    let rateParts = 1n;
    for (const { perUnit, rate } of hours.flatMap(({ usage }) => usage)) {
      parts = leastCommonMultiple(parts, perUnit);
      if (rate !== null && rate > 0n) rateParts = leastCommonMultiple(rateParts, rate);
    }
    this.parts = parts;
    this.rateParts = rateParts;
    this.hours = hours.map(({ times, usage }) => this.hourOf(BigInt(times), usage));
    this.hourCount = this.hours.reduce((sum, { times }) => sum + times, 0n);
  }

  /** What a commitment of so many nano-USD an hour costs. */
  costOf(commitment: bigint): CommitmentCost {
    const at = commitment * RATE_TO_NANO * this.parts;
    let onDemand = 0n;
    let unused = 0n;
    for (const hour of this.hours) {
      onDemand += hour.times * onDemandOf(hour, at);
      const end = hour.steps.at(-1)?.end ?? 0n;
      if (at > end) unused += hour.times * (at - end);
    }
    const committed = this.hourCount * commitment;
    const paid = divideRounded(onDemand, RATE_TO_NANO * this.parts * this.rateParts);
    return {
      committed,
      unused: divideRounded(unused, RATE_TO_NANO * this.parts),
      onDemand: paid,
      total: committed + paid,
    };
  }

  /** The least hourly commitment of those that cost least, exact, in nano-USD: `n / d`. */
  leastCost(): { readonly n: bigint; readonly d: bigint } {
    const bends = this.hours.flatMap(({ times, steps }) =>
      steps.map(({ end, ratio }, i) => ({
        at: end,
        flatter: times * (ratio - (steps[i + 1]?.ratio ?? 0n)),
      })),
    );
    bends.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    // What the next part of a commitment costs in all hours, less what it saves.
    let slope =
      this.hourCount * this.rateParts -
      this.hours.reduce((sum, { times, steps }) => sum + times * (steps[0]?.ratio ?? 0n), 0n);
    let at = 0n;
    for (const bend of bends) {
      if (slope >= 0n) break;
      slope += bend.flatter;
      at = bend.at;
    }
    return { n: at, d: RATE_TO_NANO * this.parts };
  }

  /** The commitment beyond which no hour uses more, nano-USD, rounded up. */
  get highest(): bigint {
    const end = this.hours.reduce((most, { steps }) => {
      const last = steps.at(-1)?.end ?? 0n;
      return last > most ? last : most;
    }, 0n);
    const unit = RATE_TO_NANO * this.parts;
    return (end + unit - 1n) / unit;
  }

  private hourOf(times: bigint, usage: readonly PlannedUsage[]): Hour {
    const lines = usage
      .filter(
        (line): line is PlannedUsage & { readonly rate: bigint } => line.rate !== null && line.rate > 0n,
      )
      .sort(compareRatios);
    let end = 0n;
    const steps = lines.map(({ quantity, perUnit, onDemandRate, rate }) => {
      end += quantity * rate * (this.parts / perUnit);
      return { end, ratio: onDemandRate * (this.rateParts / rate), after: 0n };
    });
    let after = 0n;
    for (let i = steps.length - 1; i >= 0; i--) {
      steps[i]!.after = after;
      after += (steps[i]!.end - (steps[i - 1]?.end ?? 0n)) * steps[i]!.ratio;
    }
    const never = usage
      .filter(({ rate }) => rate === null || rate === 0n)
      .reduce(
        (sum, { quantity, perUnit, onDemandRate }) =>
          sum + quantity * onDemandRate * (this.parts / perUnit) * this.rateParts,
        0n,
      );
    return { times, steps, never };
  }
}

interface Hour {
  readonly times: bigint;
  readonly steps: readonly Step[];
  /** What no plan covers, On-Demand. */
  readonly never: bigint;
}

/** Usage of one SKU on the way up of a commitment. */
interface Step {
  /** The commitment that covers all up to this. */
  readonly end: bigint;
  /** What a part of the commitment saves On-Demand. */
  readonly ratio: bigint;
  /** What all that comes later costs On-Demand. */
  readonly after: bigint;
}

/** What an hour costs beside a commitment. */
function onDemandOf({ steps, never }: Hour, at: bigint): bigint {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.end > at) high = middle;
    else low = middle + 1;
  }
  const step = steps[low];
  return step === undefined ? never : never + step.after + (step.end - at) * step.ratio;
}
