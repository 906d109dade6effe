import { divideRounded, formatRate, parseRate } from '../units/money.ts';
import { TYPICAL_FARGATE_SPOT_PERCENT } from './defaults.ts';
import type { FargatePrices, FargateRate, FargateSpotSnapshot } from './region-facts.ts';

/** What one vCPU and one GB of memory cost for an hour on Fargate Spot. */
export interface FargateSpotRate extends FargateRate {
  /** ISO date of the snapshot; `null` where its day is not known or a rule gave the price. */
  readonly asOf: string | null;
  /** The rule that gave the price, in words; `null` for a snapshot. */
  readonly rule: string | null;
}

/** By architecture; `null` where there is no On-Demand price either. */
export type FargateSpotPrices = Readonly<Record<'X86_64' | 'ARM64', FargateSpotRate | null>>;

/**
 * The newest snapshot of each architecture, else the On-Demand price times the other architecture's discount, because AWS
 * gives one discount a region, else times the typical one (billing:F8).
 */
export function fargateSpotPrices(
  onDemand: FargatePrices | null,
  snapshots: readonly FargateSpotSnapshot[],
): FargateSpotPrices {
  if (onDemand === null) return { X86_64: null, ARM64: null };
  return {
    X86_64: spotRate(onDemand, snapshots, 'X86_64', 'ARM64'),
    ARM64: spotRate(onDemand, snapshots, 'ARM64', 'X86_64'),
  };
}

type Architecture = keyof FargateSpotPrices;

function spotRate(
  onDemand: FargatePrices,
  snapshots: readonly FargateSpotSnapshot[],
  architecture: Architecture,
  other: Architecture,
): FargateSpotRate | null {
  const found = snapshots.find((snapshot) => snapshot.architecture === architecture);
  if (found !== undefined) {
    const { asOf, vcpuHour, gbHour } = found;
    return { vcpuHour, gbHour, derived: false, asOf, rule: null };
  }
  const price = onDemand[architecture];
  if (price === null) return null;
  const like = snapshots.find((snapshot) => snapshot.architecture === other);
  const likeOnDemand = onDemand[other];
  const [part, whole, rule] =
    like === undefined || likeOnDemand === null
      ? [BigInt(TYPICAL_FARGATE_SPOT_PERCENT), 100n, `${TYPICAL_FARGATE_SPOT_PERCENT} % of On-Demand`]
      : [parseRate(like.vcpuHour), parseRate(likeOnDemand.vcpuHour), `the discount on ${other} there`];
  const times = (rate: string) => formatRate(divideRounded(parseRate(rate) * part, whole));
  return {
    vcpuHour: times(price.vcpuHour),
    gbHour: times(price.gbHour),
    derived: true,
    asOf: null,
    rule,
  };
}
