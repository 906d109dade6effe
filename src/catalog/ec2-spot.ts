import { divideRounded, formatRate, parseRate } from '../units/money.ts';
import { TYPICAL_EC2_SPOT_PERCENT } from './defaults.ts';

/** What an hour of an instance costs on Spot. */
export interface Ec2SpotPrice {
  /** USD as a decimal string. */
  readonly hourlyPrice: string;
  /** Whether the region's discount on the type is not known, so that the typical one gave the price. */
  readonly derived: boolean;
}

/**
 * The On-Demand price times the part of it that Spot cost on average over 30 days, else times the typical part. Never above
 * On-Demand: that is the most a request pays that names no other (scaling: ).
 */
export function ec2SpotPrice(onDemand: string, percent: number | undefined): Ec2SpotPrice {
  const part = BigInt(Math.min(100, percent ?? TYPICAL_EC2_SPOT_PERCENT));
  const price = divideRounded(parseRate(onDemand) * part, 100n);
  return { hourlyPrice: formatRate(price), derived: percent === undefined };
}
