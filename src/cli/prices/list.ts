import { listBuiltIn, listCatalogue } from '../../catalog/rows/list-catalogue.ts';
import { readCatalogueFile } from '../../io/catalogue-files.ts';
import { writeOut } from '../../io/standard-output.ts';
import { UsageError } from '../../io/usage-error.ts';
import { catalogueListText } from '../../reporters/text/prices/price-tables.ts';
import type { PricesRequest } from '../commands/prices.ts';
import { textWidth } from '../print-outcome.ts';

/** `ecsim prices list`: regions, services and sources, each with its days. */
export async function listPrices({ args, catalogue, isJson }: PricesRequest): Promise<void> {
  if (args.length > 0) throw new UsageError(`prices list: expected nothing more, received "${args[0]}".`);
  const list =
    catalogue === undefined ? await listBuiltIn() : listCatalogue(await readCatalogueFile(catalogue));
  await writeOut(isJson ? `${JSON.stringify(list, null, 2)}\n` : catalogueListText(list, textWidth()));
}
