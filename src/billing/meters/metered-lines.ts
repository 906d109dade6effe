import { beyondFree, slicesBetween, type Tiers } from '../pricing/tiers.ts';
import { shareOut } from '../share-out.ts';
import { perUnitOf } from './meter.ts';
import { METERS, type MeterName } from './registry.ts';

/** What one workload or resource used of a meter in an hour of the clock, or a part of it, by where it stands. */
export interface MeteredUsage {
  readonly meter: MeterName;
  /** Indexes of the world; -1 where there is none. */
  readonly zone: number;
  readonly cluster: number;
  readonly provider: number;
  readonly workload: number;
  readonly quantity: bigint;
}

/** What a month has used so far of each meter, at the payer's account. */
export type MonthToDate = ReadonlyMap<MeterName, bigint>;

/** What a meter costs in one region and how AWS names it. */
export interface MeterPrice {
  /** Service code of the price list. */
  readonly product: string;
  readonly usageType: string;
  readonly unit: string;
  readonly tiers: Tiers;
  /** Whole units of a month that cost nothing; 0 where there are none, or free tiers are switched off. */
  readonly freeUnits: number;
}

/** One line: of an hour what a meter came to in one place at one step of its price. */
export interface MeteredLine {
  readonly product: string;
  readonly usageType: string;
  readonly zone: number;
  readonly cluster: number;
  readonly provider: number;
  /** `quantity / perUnit` units of `unit`. */
  readonly quantity: bigint;
  readonly perUnit: bigint;
  readonly unit: string;
  /** 1e-10 USD a unit. */
  readonly rate: bigint;
  /** Nano-USD. */
  readonly amount: bigint;
  /** Who caused it, in nano-USD; they add up to the amount, where somebody did. */
  readonly shares: readonly { readonly workload: number; readonly amount: bigint }[];
}

/**
 * The lines of an hour's usage, in a month of `monthMs` that has used `used` before. An hour that reaches into a next step
 * of a price has lines of both, in every place that used the meter: steps belong to the account, not to who came last.
 */
export function meteredLines(
  usage: readonly MeteredUsage[],
  priceOf: (meter: MeterName) => MeterPrice,
  monthMs: bigint,
  used: MonthToDate,
): MeteredLine[] {
  return [...grouped(usage, ({ meter }) => meter)].flatMap(([meter, parts]) => {
    const { product, usageType, unit, tiers, freeUnits } = priceOf(meter);
    const perUnit = perUnitOf(METERS[meter], monthMs);
    const places = [
      ...grouped(parts, ({ zone, cluster, provider }) => `${zone}/${cluster}/${provider}`).values(),
    ];
    const before = used.get(meter) ?? 0n;
    const free = BigInt(freeUnits) * perUnit;
    return slicesBetween(
      tiers,
      perUnit,
      beyondFree(before, free),
      beyondFree(before + sum(parts), free),
    ).flatMap(({ rate, quantity, amount }) => {
      const quantities = shareOut(quantity, places.map(sum));
      const amounts = shareOut(amount, quantities);
      const lines = places.map((inPlace, i) => ({
        product,
        usageType,
        zone: inPlace[0]!.zone,
        cluster: inPlace[0]!.cluster,
        provider: inPlace[0]!.provider,
        quantity: quantities[i]!,
        perUnit,
        unit,
        rate,
        amount: amounts[i]!,
        shares: sharesOf(inPlace, amounts[i]!),
      }));
      return lines.filter((line) => line.quantity > 0n);
    });
  });
}

/** What the month has used once an hour is added. */
export function addToMonth(used: MonthToDate, usage: readonly MeteredUsage[]): MonthToDate {
  const sums = new Map(used);
  for (const { meter, quantity } of usage) sums.set(meter, (sums.get(meter) ?? 0n) + quantity);
  return sums;
}

function sharesOf(parts: readonly MeteredUsage[], amount: bigint): MeteredLine['shares'] {
  const amounts = shareOut(
    amount,
    parts.map(({ quantity }) => quantity),
  );
  return parts
    .map(({ workload }, i) => ({ workload, amount: amounts[i]! }))
    .filter(({ workload }) => workload >= 0);
}

function sum(parts: readonly MeteredUsage[]): bigint {
  return parts.reduce((total, { quantity }) => total + quantity, 0n);
}

function grouped<Key>(
  usage: readonly MeteredUsage[],
  keyOf: (part: MeteredUsage) => Key,
): Map<Key, MeteredUsage[]> {
  const groups = new Map<Key, MeteredUsage[]>();
  for (const part of usage) {
    const key = keyOf(part);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  return groups;
}
