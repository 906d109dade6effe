import { type PriceDiff, relativeChange } from '../../../catalog/rows/diff-rows.ts';
import type { CatalogueList } from '../../../catalog/rows/list-catalogue.ts';
import type { PriceRow } from '../../../catalog/rows/price-row.ts';
import type { PriceSource } from '../../../catalog/rows/price-sources.ts';
import { cleanText } from '../layout.ts';
import { formatCount } from '../numbers.ts';
import { layTable, type TableStyle } from '../table.ts';

/** What a catalogue holds: regions, services, sources. */
export function catalogueListText({ regions, services, sources }: CatalogueList, width: number): string {
  const regionRows = regions.map(({ region, name, types, hasFargate, prices, oldest, newest }) => [
    region,
    cleanText(name),
    formatCount(types),
    hasFargate ? 'yes' : 'no',
    formatCount(prices),
    days(oldest, newest),
  ]);
  const serviceRows = services.map(({ service, regions: count, prices, oldest, newest }) => [
    service,
    formatCount(count),
    formatCount(prices),
    days(oldest, newest),
  ]);
  return [
    ...layTable(
      [['region', 'name', 'types', 'Fargate', 'prices', 'as of'], ...regionRows],
      REGION_STYLE,
      width,
    ),
    '',
    ...layTable([['prices of', 'regions', 'prices', 'as of'], ...serviceRows], SERVICE_STYLE, width),
    '',
    ...sourceTable(sources, width),
    '',
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Prices of a region, a tier a line. */
export function priceRowsText(rows: readonly PriceRow[], width: number): string {
  const cells = rows.flatMap(({ id, unit, tiers, asOf, source, rule }) =>
    tiers.map(({ from, price }, i) => {
      const first = i === 0;
      const tier = tiers.length === 1 ? '' : from;
      return [
        first ? id : '',
        first ? unit : '',
        tier,
        price,
        first ? (asOf ?? '-') : '',
        first ? (rule ?? source) : '',
      ];
    }),
  );
  const hasTiers = rows.some(({ tiers }) => tiers.length > 1);
  const header = ['price', 'unit', hasTiers ? 'from' : '', 'USD', 'as of', 'source'];
  return lines(layTable([header, ...cells], PRICE_STYLE, width));
}

/** What the words of the column `source` stand for. */
export function priceSourcesText(sources: readonly PriceSource[], width: number): string {
  return lines(sourceTable(sources, width));
}

function sourceTable(sources: readonly PriceSource[], width: number): string[] {
  const rows = sources.map(({ name, what, date }) => [cleanText(name), what, date ?? '-']);
  return layTable([['source', 'what it is', 'day'], ...rows], SOURCE_STYLE, width);
}

/** What is different between two sets of prices, by region; of each kind so many rows. */
export function priceDiffText(diffs: readonly PriceDiff[], most: number, width: number): string {
  return diffs
    .map(({ region, same, changed, added, removed }) => {
      const counts = [
        `${formatCount(changed.length)} changed`,
        `${formatCount(added.length)} new`,
        `${formatCount(removed.length)} gone`,
        `${formatCount(same)} the same`,
      ];
      const rows = [
        ...changed
          .slice(0, most)
          .map(({ before, after }) => [
            after.id,
            first(before),
            first(after),
            percent(relativeChange(before, after)),
          ]),
        ...added.slice(0, most).map((row) => [row.id, '', first(row), 'new']),
        ...removed.slice(0, most).map((row) => [row.id, first(row), '', 'gone']),
      ];
      const left = [changed, added, removed].reduce((sum, { length }) => sum + Math.max(0, length - most), 0);
      return lines([
        `${region}: ${counts.join(', ')}.`,
        ...(rows.length === 0
          ? []
          : layTable([['price', 'before', 'after', 'change'], ...rows], DIFF_STYLE, width)),
        ...(left === 0 ? [] : [`... and ${formatCount(left)} more: --format json has them all.`]),
      ]);
    })
    .join('\n');
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line.trimEnd()}\n`).join('');
}

function days(oldest: string | null, newest: string | null): string {
  if (oldest === null || newest === null) return '-';
  return oldest === newest ? newest : `${oldest} to ${newest}`;
}

/** The first tier; of graduated prices said so. */
function first({ tiers }: PriceRow): string {
  return tiers.length === 1 ? tiers[0]!.price : `${tiers[0]!.price} ...`;
}

function percent(change: number): string {
  const text = (change * 100).toFixed(1);
  return change === 0 ? 'tiers' : `${change > 0 ? '+' : ''}${text} %`;
}

const REGION_STYLE: TableStyle = {
  alignRight: [false, false, true, false, true, false],
  yields: [[1, 12]],
};
const SERVICE_STYLE: TableStyle = { alignRight: [false, true, true, false], yields: [] };
const SOURCE_STYLE: TableStyle = { alignRight: [false, false, false], yields: [[1, 20]] };
const PRICE_STYLE: TableStyle = {
  alignRight: [false, false, true, true, false, false],
  yields: [
    [5, 8],
    [0, 20],
  ],
};
const DIFF_STYLE: TableStyle = { alignRight: [false, true, true, true], yields: [[0, 20]] };
