import { priceSources } from '../../catalog/rows/price-sources.ts';
import { NEWEST } from '../../catalog/user-catalogue/catalogue-prices.ts';
import { readCatalogueFile } from '../../io/catalogue-files.ts';
import { writeOut } from '../../io/standard-output.ts';
import { UsageError } from '../../io/usage-error.ts';
import { priceRowsText, priceSourcesText } from '../../reporters/text/prices/price-tables.ts';
import type { PricesRequest } from '../commands/prices.ts';
import { textWidth } from '../print-outcome.ts';
import { regionRows } from './region-rows.ts';

const DEFAULT_REGION = 'us-east-1';

/** `ecsim prices show`: the prices of instance types, or those whose names begin so, by region. */
export async function showPrices(request: PricesRequest): Promise<void> {
  const { args, catalogue: file, asOf = NEWEST, isJson } = request;
  if (asOf !== NEWEST && file === undefined)
    throw new UsageError('--as-of: expected a --catalogue, whose prices have dates, received none.');
  const catalogue = file === undefined ? null : await readCatalogueFile(file);
  const regions = request.regions.length === 0 ? [DEFAULT_REGION] : request.regions;
  const found = [];
  for (const region of regions) {
    const all = await regionRows(region, catalogue, asOf);
    for (const word of args)
      if (!all.some(({ id }) => isMeant(id, word)))
        throw new UsageError(
          `prices show: expected an instance type or the beginning of a name (fargate, ebs, nat.hour), received "${word}", which has no price in ${region}.`,
        );
    const rows = all.filter(({ id }) => args.length === 0 || args.some((word) => isMeant(id, word)));
    found.push({ region, prices: rows });
  }
  if (isJson) return writeOut(`${JSON.stringify(found, null, 2)}\n`);
  const texts = found.map(({ region, prices }) => `${region}\n${priceRowsText(prices, textWidth())}`);
  const named = new Set(found.flatMap(({ prices }) => prices.map(({ source }) => source)));
  const sources = (await priceSources()).filter(({ name }) => named.has(name));
  if (sources.length > 0) texts.push(priceSourcesText(sources, textWidth()));
  return writeOut(texts.join('\n'));
}

/** `m5.large` is both its prices, `m5` those of the family, `ebs` all that begins so. */
function isMeant(id: string, word: string): boolean {
  const [table, type] = id.split(':');
  if (type === undefined) return id === word || id.startsWith(`${word}.`);
  return (
    type === word || type.split('.')[0] === word || id === word || table === word || table === `${word}.linux`
  );
}
