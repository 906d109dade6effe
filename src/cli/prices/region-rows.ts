import { loadRegionPrices, loadUnknownRegion, REGIONS } from '../../catalog/region-prices.ts';
import { type PriceRow, priceRows } from '../../catalog/rows/price-row.ts';
import type { UserCatalogue } from '../../catalog/user-catalogue/user-catalogue.ts';
import { UsageError } from '../../io/usage-error.ts';
import { nearestName } from '../../scenario/reading/problem.ts';

/** All prices of a region on a day. Throws UsageError for one that neither is built in nor stands in the catalogue. */
export async function regionRows(
  region: string,
  catalogue: UserCatalogue | null,
  day: string,
): Promise<readonly PriceRow[]> {
  const known = await loadRegionPrices(region);
  if (known === null && catalogue?.rows.some((row) => row.region === region) !== true) {
    const nearest = nearestName(region, REGIONS);
    const hint = nearest === null ? '' : ` Did you mean ${nearest}?`;
    throw new UsageError(`--region: expected a region with known prices, received "${region}".${hint}`);
  }
  return priceRows(known ?? (await loadUnknownRegion(region)), catalogue, day);
}
