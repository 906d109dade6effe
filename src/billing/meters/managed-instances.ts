import { divideRounded } from '../../units/money.ts';

/** Parts that ratios of prices are given in. */
const MILLION = 1_000_000n;

/**
 * The management fee of an hour of a Managed Instance, 1e-10 USD: a ratio of its On-Demand price, whatever is paid for the
 * instance itself; GPU families have less of it (billing spec section 3). Ratios are in millionths.
 */
export function managedInstancesFee(onDemandHour: bigint, ratio: number, familyRatio = 1_000_000): bigint {
  return divideRounded(onDemandHour * BigInt(ratio) * BigInt(familyRatio), MILLION * MILLION);
}

/** A rate less a discount in millionths: Fargate Spot's (billing:F8), or a negotiated one. */
export function discountedRate(rate: bigint, discount: number): bigint {
  return divideRounded(rate * (MILLION - BigInt(discount)), MILLION);
}
