import type { PriceTier } from '../services/list-price.ts';
import type { PriceId } from '../services/price-id.ts';

/** One price of a user's catalogue, and from when it holds. */
export interface CatalogueRow {
  readonly region: string;
  readonly price: PriceId;
  /** ISO date. */
  readonly from: string;
  readonly unit: string;
  readonly tiers: readonly PriceTier[];
}

/** `0:0.09,10240:0.085`: tiers in one word, which is equal when they are. */
export function tiersText(tiers: readonly PriceTier[]): string {
  return tiers.map(({ from, price }) => `${from}:${price}`).join(',');
}
