import { type CommitmentPriceId, isCommitmentPriceId } from '../commitments/commitment-price.ts';
import { isPriceName, PRICES, type PriceName } from './price-names.ts';

/** A price: one of the table, that of an instance type with an operating system, or what a commitment asks. */
export type PriceId = PriceName | InstancePriceId | CommitmentPriceId;

/** `ec2.linux:m5.large`: On-Demand, shared tenancy, nothing installed. */
export type InstancePriceId = `ec2.${'linux' | 'windows'}:${string}`;

/** What the instance prices have in place of a row of the table. */
export const INSTANCE_UNIT = 'Hrs';

const INSTANCE = /^ec2\.(?:linux|windows):[a-z0-9-]+\.[a-z0-9-]+$/;

/** Whether a text is the id of a price. */
export function isPriceId(text: string): text is PriceId {
  return isPriceName(text) || INSTANCE.test(text) || isCommitmentPriceId(text);
}

/** What one unit of the price is. */
export function unitOf(id: PriceId): string {
  return isPriceName(id) ? PRICES[id].unit : INSTANCE_UNIT;
}

/** The service in whose offer file the price usually stands. */
export function serviceOf(id: PriceId): string {
  if (isPriceName(id)) return PRICES[id].services[0];
  return /^commitment\.(?:Compute|EC2Instance)\./.test(id) ? 'AWSComputeSavingsPlan' : 'AmazonEC2';
}
