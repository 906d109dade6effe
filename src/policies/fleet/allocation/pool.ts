import { unitPrice } from '../weights.ts';

/** Where a group can launch: one instance type by one purchase option, in one zone. */
export interface Pool {
  /** Units of capacity that an instance counts as. */
  readonly weight: number;
  /** An hour of an instance; whole numbers of any unit, so that equal prices of a unit are equal. */
  readonly price: number;
  /** The same On-Demand. */
  readonly onDemandPrice: number;
  /** Place in the list of overrides: 0 is the first. */
  readonly priority: number;
  /** How much capacity AWS has left in it; only which of two is more matters (scaling: ). */
  readonly depth: number;
  /** Units that the group has of it. */
  readonly units: number;
}

/** What an hour of one unit of it costs. */
export function pricePerUnit({ price, weight }: Pool): number {
  return unitPrice(price, weight);
}
