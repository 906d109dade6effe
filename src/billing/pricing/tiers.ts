import { assert } from '../../kernel/assert.ts';
import { parseRate } from '../../units/money.ts';
import { chargeOf } from './charge.ts';

/** One step of a graduated price: the units of a calendar month from `from` on cost `rate` each, up to the next step. */
export interface Tier {
  /** Whole units; 0 in the first step. */
  readonly from: bigint;
  /** 1e-10 USD a unit. */
  readonly rate: bigint;
}

/** Steps in order; one step is a flat rate. */
export type Tiers = readonly Tier[];

/** What one step of a price comes to. */
export interface Slice {
  readonly tier: number;
  readonly rate: bigint;
  readonly quantity: bigint;
  /** Nano-USD. */
  readonly amount: bigint;
}

export function flatRate(rate: bigint): Tiers {
  return [{ from: 0n, rate }];
}

/** Steps as a price list writes them: where each begins, in whole units, and the price of one in USD (`beginRange`). */
export function parseTiers(rows: readonly { readonly from: string; readonly price: string }[]): Tiers {
  const tiers = rows.map(({ from, price }) => ({ from: BigInt(from), rate: parseRate(price) }));
  const ascend = tiers.every(({ from }, i) => (i === 0 ? from === 0n : from > tiers[i - 1]!.from));
  assert(tiers.length > 0 && ascend, `the steps of a price ascend from 0: ${rows.map(({ from }) => from)}`);
  return tiers;
}

/**
 * What usage costs that takes a month's sum from `before` to `after` (integers, `perUnit` of them a unit): each slice at its
 * own price (billing spec section 8). What has been charged for a step is always its sum so far times its rate, rounded once,
 * so however a month is cut, its parts add up to the same to the last digit.
 */
export function slicesBetween(tiers: Tiers, perUnit: bigint, before: bigint, after: bigint): Slice[] {
  const slices: Slice[] = [];
  for (const [tier, { from, rate }] of tiers.entries()) {
    const start = from * perUnit;
    const end = tier + 1 < tiers.length ? tiers[tier + 1]!.from * perUnit : null;
    const [had, has] = [within(before, start, end), within(after, start, end)];
    if (has > had) {
      const amount = chargeOf(has, perUnit, rate) - chargeOf(had, perUnit, rate);
      slices.push({ tier, rate, quantity: has - had, amount });
    }
  }
  return slices;
}

/** What a whole month's usage costs, nano-USD. */
export function tieredCharge(tiers: Tiers, perUnit: bigint, quantity: bigint): bigint {
  return slicesBetween(tiers, perUnit, 0n, quantity).reduce((sum, { amount }) => sum + amount, 0n);
}

/**
 * What is left of a month's sum once its free part is taken off. The free part comes first and the steps count what is
 * left: "100 GB free, then tiers" (billing:N7).
 */
export function beyondFree(quantity: bigint, free: bigint): bigint {
  return quantity > free ? quantity - free : 0n;
}

/** How much of a sum lies between two bounds; no end is `null`. */
function within(sum: bigint, start: bigint, end: bigint | null): bigint {
  if (sum <= start) return 0n;
  return (end === null || sum < end ? sum : end) - start;
}
