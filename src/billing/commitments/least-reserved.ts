import { assert } from '../../kernel/assert.ts';
import { divideRounded } from '../../units/money.ts';
import { RATE_TO_NANO } from '../pricing/charge.ts';
import type { CommitmentCost } from './commitment-curve.ts';
import { leastCommonMultiple } from './fraction.ts';

/** Instances of one size in an hour that Reserved Instances of a kind cover. */
export interface ReservableUsage {
  /** Integers: `quantity / perUnit` hours of an instance. */
  readonly quantity: bigint;
  readonly perUnit: bigint;
  /** Normalisation factor, in quarters (billing:S3); without size flexibility 1. */
  readonly factor: bigint;
  /** 1e-10 USD an hour. */
  readonly onDemandRate: bigint;
}

/** Hours of the clock that used the same. */
export interface ReservableHours {
  readonly times: number;
  readonly usage: readonly ReservableUsage[];
}

/** What one of them is: its own factor, and 1e-10 USD an hour, used or not. */
export interface ReservedKind {
  readonly factor: bigint;
  readonly hourlyRate: bigint;
}

/** A number of Reserved Instances, and what it costs over all hours. */
export interface ReservedChoice {
  readonly count: number;
  readonly cost: CommitmentCost;
  /** What it costs more than the best one, nano-USD. */
  readonly regret: bigint;
}

export interface ReservedAdvice {
  readonly best: ReservedChoice;
  readonly none: ReservedChoice;
  /** From none to more than any hour uses, the best one among them. */
  readonly curve: readonly ReservedChoice[];
}

/**
 * The number of Reserved Instances that costs least over the hours of a run. Each covers an hour of its own size in every
 * hour, the smallest sizes first (billing:S2, S3), so the cost is of straight pieces and bends only where some hour's usage is
 * covered up to a size: the best number stands next to a bend, and going through the sorted bends finds it. Of equal ones it
 * is the least. Everything counts in whole parts, no rounding but at the end.
 */
export function leastReservedInstances(
  hours: readonly ReservableHours[],
  kind: ReservedKind,
  curvePoints: number,
): ReservedAdvice {
  const curve = new ReservedCurve(hours, kind);
  const best = curve.leastCount();
  const least = curve.costOf(best);
  const choice = (count: number): ReservedChoice => {
    const cost = curve.costOf(count);
    return { count, cost, regret: cost.total - least.total };
  };
  return {
    best: choice(best),
    none: choice(0),
    curve: pointsOf(curve.highest + 1, curvePoints, best).map(choice),
  };
}

/** The cost as a function of how many there are. */
class ReservedCurve {
  /** Parts of an hour of a quarter that usage is counted in. */
  private readonly parts: bigint;
  /** Parts of 1e-10 USD that the price of such a part is counted in. */
  private readonly priceParts: bigint;
  private readonly hours: readonly Hour[];
  private readonly hourCount: bigint;
  private readonly kind: ReservedKind;

  constructor(hours: readonly ReservableHours[], kind: ReservedKind) {
    this.kind = kind;
    const usage = hours.flatMap((hour) => hour.usage);
    this.parts = usage.reduce((parts, { perUnit }) => leastCommonMultiple(parts, perUnit), 1n);
    const sized = hours.map(({ times, usage: lines }) => ({ times, sizes: this.sizesOf(lines) }));
    let priceParts = kind.factor;
    // Where instances of one size cost different prices, a part costs their mean.
    for (const { width, value, factor } of sized.flatMap(({ sizes }) => sizes))
      priceParts = leastCommonMultiple(priceParts, value % width === 0n ? factor : factor * width);
    this.priceParts = priceParts;
    this.hours = sized.map(({ times, sizes }) => this.hourOf(BigInt(times), sizes));
    this.hourCount = this.hours.reduce((sum, { times }) => sum + times, 0n);
  }

  /** How many cover every hour, rounded up. */
  get highest(): number {
    const most = this.hours.reduce((end, { steps }) => {
      const last = steps.at(-1)?.end ?? 0n;
      return last > end ? last : end;
    }, 0n);
    return Number((most + this.partsOfOne - 1n) / this.partsOfOne);
  }

  costOf(count: number): CommitmentCost {
    const at = BigInt(count) * this.partsOfOne;
    let [onDemand, unused] = [0n, 0n];
    for (const { times, steps } of this.hours) {
      const end = steps.at(-1)?.end ?? 0n;
      if (at > end) unused += times * (at - end);
      for (const [i, step] of steps.entries()) {
        const from = steps[i - 1]?.end ?? 0n;
        if (step.end > at) onDemand += times * step.price * (step.end - (at > from ? at : from));
      }
    }
    const { hourlyRate } = this.kind;
    const committed = divideRounded(this.hourCount * BigInt(count) * hourlyRate, RATE_TO_NANO);
    const paid = divideRounded(onDemand, RATE_TO_NANO * this.parts * this.priceParts);
    return {
      committed,
      unused: divideRounded(unused * hourlyRate, RATE_TO_NANO * this.partsOfOne),
      onDemand: paid,
      total: committed + paid,
    };
  }

  /** The least of those that cost least. */
  leastCount(): number {
    const bends = this.hours.flatMap(({ times, steps }) =>
      steps.map(({ end, price }, i) => ({ at: end, steeper: times * (price - (steps[i + 1]?.price ?? 0n)) })),
    );
    bends.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const { hourlyRate, factor } = this.kind;
    // What a further part costs in all hours, less what it saves.
    let slope = (this.hourCount * hourlyRate * this.priceParts) / factor;
    for (const { times, steps } of this.hours) slope -= times * (steps[0]?.price ?? 0n);
    let [at, cost] = [0n, 0n];
    let least = { count: 0n, cost: 0n };
    for (const bend of bends) {
      // The first and the last whole number of this piece; in between it is straight.
      for (const count of [ceiled(at, this.partsOfOne), bend.at / this.partsOfOne]) {
        const here = cost + slope * (count * this.partsOfOne - at);
        const isInside = count * this.partsOfOne >= at && count * this.partsOfOne <= bend.at;
        if (isInside && here < least.cost) least = { count, cost: here };
      }
      cost += slope * (bend.at - at);
      at = bend.at;
      slope += bend.steeper;
    }
    // Beyond the last bend nothing is left to be covered; the first number there can still be the best.
    const beyond = ceiled(at, this.partsOfOne);
    if (cost + slope * (beyond * this.partsOfOne - at) < least.cost) return Number(beyond);
    return Number(least.count);
  }

  /** What one of them covers of an hour. */
  private get partsOfOne(): bigint {
    return this.kind.factor * this.parts;
  }

  /** Usage of an hour by size, the smallest first: those of one size share what covers them by what they used. */
  private sizesOf(usage: readonly ReservableUsage[]): Size[] {
    const sizes = new Map<bigint, Size>();
    for (const { quantity, perUnit, factor, onDemandRate } of usage) {
      if (quantity === 0n) continue;
      const width = quantity * factor * (this.parts / perUnit);
      const before = sizes.get(factor) ?? { factor, width: 0n, value: 0n };
      sizes.set(factor, {
        factor,
        width: before.width + width,
        value: before.value + width * onDemandRate,
      });
    }
    return [...sizes.values()].sort((a, b) => (a.factor < b.factor ? -1 : 1));
  }

  private hourOf(times: bigint, sizes: readonly Size[]): Hour {
    let end = 0n;
    const steps = sizes.map(({ factor, width, value }) => {
      end += width;
      const price = (value * this.priceParts) / (width * factor);
      assert(price * width * factor === value * this.priceParts, 'prices count in whole parts');
      return { end, price };
    });
    return { times, steps };
  }
}

interface Size {
  readonly factor: bigint;
  readonly width: bigint;
  /** Parts times what an hour of an instance costs. */
  readonly value: bigint;
}

interface Hour {
  readonly times: bigint;
  readonly steps: readonly { readonly end: bigint; readonly price: bigint }[];
}

function ceiled(n: bigint, d: bigint): bigint {
  return (n + d - 1n) / d;
}

/** So many numbers from 0 to `last`, and the best. */
function pointsOf(last: number, count: number, best: number): number[] {
  const steps = Math.max(1, count - 1);
  const points = new Set([best]);
  for (let i = 0; i <= steps; i++) points.add(Math.floor((last * i) / steps));
  return [...points].sort((a, b) => a - b);
}
