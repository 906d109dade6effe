import type { PriceListImport } from '../../../catalog/price-list/price-list-reader.ts';
import { cleanText, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';
import { layTable } from '../table.ts';

/** What came of one price list: what was taken, and of all else why not. */
export function importText(file: string, imported: PriceListImport, width: number): string {
  const { services, published, rows, regions, products, rejected, reservedTerms, reservedPrices } = imported;
  const from = services.length === 0 ? 'a price list' : services.join(', ');
  const day = published === null ? '' : `, published ${published}`;
  const where = countOf(regions.size, 'region');
  const what = `${cleanText(file)}: ${from}${day}. ${countOf(products, 'product')}, ${countOf(rows.length, 'price')} taken in ${where}.`;
  const reasons = [...rejected].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const table = layTable(
    [['rejected', 'because'], ...reasons.map(([reason, count]) => [formatCount(count), cleanText(reason)])],
    { alignRight: [true, false], yields: [[1, 20]] },
    width,
  );
  const reserved = [
    ...(reservedPrices === 0
      ? []
      : [`${formatCount(reservedPrices)} of the prices are of Reserved Instances.`]),
    ...(reservedTerms === 0
      ? []
      : [`${formatCount(reservedTerms)} entries of Reserved terms were passed over.`]),
  ];
  return [...wrapText(what, width), ...(reasons.length === 0 ? [] : table), ...reserved]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
