import type { MeterName } from '../billing/meters/registry.ts';
import type { PriceTable } from '../billing/rates.ts';
import type { Warning } from '../events/warning.ts';

/** A catalogue lists no more than this. */
const MOST_LISTED = 8;

/** Says that the user's catalogue has prices of the region but none of services that the run was billed for. */
export function builtInPrices(
  { own }: PriceTable,
  meters: ReadonlySet<MeterName>,
  region: string,
): Warning[] {
  if (own == null || own.prices.size === 0) return [];
  const lacking = [...meters].filter((meter) => !own.prices.has(meter)).sort();
  if (lacking.length === 0) return [];
  const more = lacking.length - MOST_LISTED;
  const list = `${lacking.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const billed =
    lacking.length === 1 ? 'it is billed by the built-in one' : 'they are billed by the built-in ones';
  const message = `"${own.file}" has no price of ${list} in ${region}: ${billed}.`;
  return [{ code: 'price-built-in', message, count: lacking.length, firstAt: '' }];
}
