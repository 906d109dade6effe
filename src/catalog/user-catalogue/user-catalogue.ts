import type { PriceId } from '../services/price-id.ts';
import { type CatalogueRow, tiersText } from './catalogue-row.ts';

/** A price list that went into a catalogue. */
export interface CatalogueSource {
  readonly service: string;
  /** ISO date; `null` where the file says none. */
  readonly published: string | null;
}

/** How AWS names a region: for those that are not built in. */
export interface CatalogueRegion {
  readonly name: string;
  /** What stands before usage types. */
  readonly prefix: string;
}

/** A user's own prices, which may be of several dates. */
export interface UserCatalogue {
  readonly sources: readonly CatalogueSource[];
  readonly regions: Readonly<Record<string, CatalogueRegion>>;
  /** By region, price and date. */
  readonly rows: readonly CatalogueRow[];
}

export const EMPTY_CATALOGUE: UserCatalogue = { sources: [], regions: {}, rows: [] };

/** The first word of every catalogue file. */
export const CATALOGUE_FORMAT = 'ecsim-catalogue-1';

/** The catalogue with what another says, which counts where both have a price of the same date. */
export function mergeCatalogues(old: UserCatalogue, added: UserCatalogue): UserCatalogue {
  const rows = new Map<string, CatalogueRow>();
  for (const row of [...old.rows, ...added.rows]) rows.set(`${row.region} ${row.price} ${row.from}`, row);
  const sources = new Map(
    [...old.sources, ...added.sources].map((source) => [JSON.stringify(source), source] as const),
  );
  return {
    sources: [...sources.entries()].sort(([a], [b]) => compare(a, b)).map(([, source]) => source),
    regions: Object.fromEntries(
      Object.entries({ ...old.regions, ...added.regions }).sort(([a], [b]) => compare(a, b)),
    ),
    rows: [...rows.values()].sort(compareRows),
  };
}

/** The file of a catalogue, a price a line: what `readCatalogue` reads. */
export function* catalogueText({ sources, regions, rows }: UserCatalogue): Generator<string> {
  yield `{\n"format": "${CATALOGUE_FORMAT}",\n"currency": "USD",\n`;
  yield `"sources": ${JSON.stringify(sources)},\n"regions": ${JSON.stringify(regions)},\n"prices": [\n`;
  for (const [i, { region, price, from, unit, tiers }] of rows.entries()) {
    const line = JSON.stringify({ region, price, from, unit, tiers: tiersText(tiers) });
    yield i === rows.length - 1 ? `${line}\n` : `${line},\n`;
  }
  yield ']\n}\n';
}

/** Of one region, by price: its rows from the oldest to the newest. */
export function rowsOfRegion(
  { rows }: UserCatalogue,
  region: string,
): ReadonlyMap<PriceId, readonly CatalogueRow[]> {
  const byPrice = new Map<PriceId, CatalogueRow[]>();
  for (const row of rows) {
    if (row.region !== region) continue;
    const known = byPrice.get(row.price);
    if (known === undefined) byPrice.set(row.price, [row]);
    else known.push(row);
  }
  return byPrice;
}

function compareRows(a: CatalogueRow, b: CatalogueRow): number {
  return compare(a.region, b.region) || compare(a.price, b.price) || compare(a.from, b.from);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
