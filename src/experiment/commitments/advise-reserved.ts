import type { BillHour, BillLine } from '../../billing/bill-line.ts';
import {
  leastReservedInstances,
  type ReservableUsage,
  type ReservedChoice,
} from '../../billing/commitments/least-reserved.ts';
import { familyOfType, isSizeFlexible, reservedFactor } from '../../billing/commitments/normalisation.ts';
import type { PriceTable } from '../../billing/rates.ts';
import type { ReservedInstancesSpec, SavingsPlanSpec } from '../../scenario/pricing-spec.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { CURVE_POINTS } from './advise-commitments.ts';
import { groupedHours } from './grouped-hours.ts';
import { reservedOf } from './open-commitments.ts';

/** Regional standard Reserved Instances of one kind: the number that costs least over the run's hours. */
export interface ReservedAdvice {
  /** What is reserved: of a family whose sizes it covers alike, the smallest that the run has. */
  readonly instanceType: string;
  /** The family whose sizes they cover; `null`: that type alone (billing:S3). */
  readonly sizeFlexibleFamily: string | null;
  readonly productDescription: ReservedInstancesSpec['productDescription'];
  readonly term: SavingsPlanSpec['term'];
  readonly payment: SavingsPlanSpec['payment'];
  readonly best: ReservedPoint;
  /** What all that they could cover costs without any. */
  readonly none: ReservedPoint;
  /** From none to more than any hour uses, the best one among them. */
  readonly curve: readonly ReservedPoint[];
}

export interface ReservedPoint {
  readonly count: number;
  /** Over the run's hours, USD: what they cost, and what they do not cover On-Demand. */
  readonly cost: number;
  readonly unused: number;
  readonly onDemand: number;
  /** What it costs more than the best one. */
  readonly regret: number;
}

interface Terms {
  readonly term: SavingsPlanSpec['term'];
  readonly payment: SavingsPlanSpec['payment'];
}

const TENANCY = 'default';

/** The advice by kind, for whole hours of a bill whose commitments are applied already. */
export function adviseReserved(
  terms: Terms,
  { region }: Scenario,
  prices: PriceTable,
  hours: readonly BillHour[],
): ReservedAdvice[] {
  return [...kindsOf(hours).values()].map(({ type, platform }) => {
    const isFlexible = isSizeFlexible(type, platform, TENANCY);
    const productDescription = platform === 'Windows' ? 'Windows' : 'Linux/UNIX';
    const { hourlyRate } = reservedOf(
      {
        ...terms,
        instanceType: type,
        count: 1,
        offeringClass: 'standard',
        availabilityZone: null,
        productDescription,
        hourlyPrice: null,
      },
      region,
      prices,
    );
    const key = keyOf(type, platform);
    const usage = groupedHours(hours, (lines) => lines.flatMap((line) => usageOf(line, key)));
    const kind = { factor: reservedFactor(type, platform, TENANCY), hourlyRate };
    const { best, none, curve } = leastReservedInstances(usage, kind, CURVE_POINTS);
    return {
      instanceType: type,
      sizeFlexibleFamily: isFlexible ? familyOfType(type) : null,
      productDescription,
      ...terms,
      best: pointOf(best),
      none: pointOf(none),
      curve: curve.map(pointOf),
    };
  });
}

interface Kind {
  readonly type: string;
  readonly platform: string;
}

/** What can be reserved, each by the smallest type of it that the hours have. */
function kindsOf(hours: readonly BillHour[]): Map<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const lines of new Set(hours.map((hour) => hour.lines)))
    for (const line of lines) {
      if (!isOpen(line)) continue;
      const { type, platform } = line.sku!.instance!;
      const key = keyOf(type, platform);
      const known = kinds.get(key);
      if (
        known === undefined ||
        reservedFactor(type, platform, TENANCY) < reservedFactor(known.type, platform, TENANCY)
      )
        kinds.set(key, { type, platform });
    }
  return kinds;
}

function usageOf(line: BillLine, key: string): ReservableUsage[] {
  if (!isOpen(line)) return [];
  const { type, platform } = line.sku!.instance!;
  if (keyOf(type, platform) !== key) return [];
  const { quantity, perUnit, rate: onDemandRate } = line;
  return [{ quantity, perUnit, factor: reservedFactor(type, platform, TENANCY), onDemandRate }];
}

/** On-Demand instances that nothing covers so far. */
function isOpen({ sku, commitment }: BillLine): boolean {
  return sku?.instance != null && commitment === null;
}

/** What one kind of Reserved Instances covers. */
function keyOf(type: string, platform: string): string {
  return `${isSizeFlexible(type, platform, TENANCY) ? familyOfType(type) : type}/${platform}`;
}

function pointOf({ count, cost, regret }: ReservedChoice): ReservedPoint {
  return {
    count,
    cost: nanoUsdToNumber(cost.total),
    unused: nanoUsdToNumber(cost.unused),
    onDemand: nanoUsdToNumber(cost.onDemand),
    regret: nanoUsdToNumber(regret),
  };
}
