import { loadRegionPrices, REGIONS, type RegionPrices } from '../region-prices.ts';
import { rowsOfRegion, type UserCatalogue } from '../user-catalogue/user-catalogue.ts';
import { type PriceRow, priceRows } from './price-row.ts';
import { type PriceSource, priceSources } from './price-sources.ts';

/** What a catalogue holds: the built-in one, or a user's. */
export interface CatalogueList {
  readonly regions: readonly ListedRegion[];
  readonly services: readonly ListedService[];
  readonly sources: readonly PriceSource[];
}

interface ListedRegion extends Listed {
  readonly region: string;
  readonly name: string;
  /** Instance types with a price. */
  readonly types: number;
  readonly hasFargate: boolean;
}

interface ListedService extends Listed {
  readonly service: string;
  /** Regions in which something of it is known by itself. */
  readonly regions: number;
}

/** How many prices were read somewhere, and of which days; what follows by a rule is not counted. */
interface Listed {
  readonly prices: number;
  readonly oldest: string | null;
  readonly newest: string | null;
}

/** What is built in. */
export async function listBuiltIn(): Promise<CatalogueList> {
  const regions = (await Promise.all(REGIONS.map(loadRegionPrices))) as RegionPrices[];
  const rows = regions.map((prices) => ({
    region: prices.region,
    name: prices.regionName,
    rows: priceRows(prices, null, '').filter(({ rule }) => rule === null),
  }));
  return { ...summarise(rows), sources: await priceSources() };
}

/** What a user's catalogue holds, of all dates. */
export function listCatalogue(catalogue: UserCatalogue): CatalogueList {
  const regions = [...new Set(catalogue.rows.map(({ region }) => region))];
  const rows = regions.map((region) => ({
    region,
    name: catalogue.regions[region]?.name ?? region,
    rows: [...rowsOfRegion(catalogue, region).values()].flat().map(({ price, from }) => ({
      id: price,
      asOf: from,
    })),
  }));
  const sources = catalogue.sources.map(({ service, published }) => ({
    name: service,
    what: "AWS's price list",
    date: published,
  }));
  return { ...summarise(rows), sources };
}

type Row = Pick<PriceRow, 'id' | 'asOf'>;

function summarise(
  regions: readonly { readonly region: string; readonly name: string; readonly rows: readonly Row[] }[],
): Pick<CatalogueList, 'regions' | 'services'> {
  const byService = new Map<string, { readonly rows: Row[]; readonly regions: Set<string> }>();
  for (const { region, rows } of regions)
    for (const row of rows) {
      const service = groupOf(row.id);
      const known = byService.get(service) ?? { rows: [], regions: new Set() };
      known.rows.push(row);
      known.regions.add(region);
      byService.set(service, known);
    }
  return {
    regions: regions.map(({ region, name, rows }) => ({
      region,
      name,
      types: new Set(rows.filter(({ id }) => id.startsWith('ec2.linux:')).map(({ id }) => id)).size,
      hasFargate: rows.some(({ id }) => id === 'fargate.vcpuHour'),
      ...datesOf(rows),
    })),
    services: [...byService]
      .map(([service, found]) => ({ service, regions: found.regions.size, ...datesOf(found.rows) }))
      .sort((a, b) => (a.service < b.service ? -1 : 1)),
  };
}

/** `nat` of `nat.hour`, `ec2.linux` of `ec2.linux:m5.large`. */
function groupOf(id: string): string {
  return id.includes(':') ? id.split(':')[0]! : id.split('.')[0]!;
}

function datesOf(rows: readonly Row[]): Listed {
  const dates = rows.flatMap(({ asOf }) => (asOf === null || asOf === '' ? [] : [asOf])).sort();
  return { prices: rows.length, oldest: dates[0] ?? null, newest: dates.at(-1) ?? null };
}
