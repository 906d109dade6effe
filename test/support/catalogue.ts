import type { CatalogueRow } from '../../src/catalog/user-catalogue/catalogue-row.ts';
import { catalogueText } from '../../src/catalog/user-catalogue/user-catalogue.ts';

/** The text of a catalogue file with these prices: region, price, from which day, USD. */
export function catalogueFile(
  prices: readonly (readonly [region: string, price: CatalogueRow['price'], from: string, usd: string])[],
): string {
  const rows = prices.map(
    ([region, price, from, usd]): CatalogueRow => ({
      region,
      price,
      from,
      unit: 'Hrs',
      tiers: [{ from: '0', price: usd }],
    }),
  );
  return [...catalogueText({ sources: [], regions: {}, rows })].join('');
}
