import { formatRate, parseRate } from '../../units/money.ts';
import type { PriceTier } from '../services/list-price.ts';
import { isPriceId } from '../services/price-id.ts';
import type { CatalogueRow } from './catalogue-row.ts';
import {
  CATALOGUE_FORMAT,
  type CatalogueRegion,
  type CatalogueSource,
  EMPTY_CATALOGUE,
  mergeCatalogues,
  type UserCatalogue,
} from './user-catalogue.ts';

/** What is wrong with a catalogue file: where, what was expected there and what was found. */
export interface CatalogueProblem {
  /** Such as `prices[3].tiers`. */
  readonly place: string;
  readonly expected: string;
  readonly received: string;
}

/** Reads a catalogue file; a list of problems when it is none, the first few of them. */
export function readCatalogue(content: Uint8Array | string): UserCatalogue | readonly CatalogueProblem[] {
  let document: unknown;
  try {
    const isText = typeof content === 'string';
    document = JSON.parse(isText ? content : new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch (error) {
    const received = error instanceof SyntaxError ? `text that is none (${error.message})` : 'no UTF-8';
    return [{ place: 'the file', expected: 'JSON', received }];
  }
  const problems: CatalogueProblem[] = [];
  const add = (place: string, expected: string, value: unknown) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ place, expected, received: shown(value) });
  };
  if (!isMapping(document) || document['format'] !== CATALOGUE_FORMAT) {
    add(
      'format',
      `"${CATALOGUE_FORMAT}", as \`ecsim prices import\` writes it`,
      isMapping(document) ? document['format'] : document,
    );
    return problems;
  }
  if (document['currency'] !== 'USD') add('currency', '"USD"', document['currency']);
  const sources = listOf(document['sources'], 'sources', add).flatMap((source, i) => {
    if (isSource(source)) return [source];
    add(`sources[${i}]`, '{ service, published }', source);
    return [];
  });
  const regions = readRegions(document['regions'], add);
  const rows = listOf(document['prices'], 'prices', add).flatMap((row, i) => {
    const read = readRow(row, `prices[${i}]`, add);
    return read === null ? [] : [read];
  });
  const seen = new Set<string>();
  for (const [i, { region, price, from }] of rows.entries()) {
    const key = `${region} ${price} ${from}`;
    if (seen.has(key)) add(`prices[${i}]`, 'one price of a region and date', key);
    seen.add(key);
  }
  return problems.length > 0 ? problems : mergeCatalogues(EMPTY_CATALOGUE, { sources, regions, rows });
}

type Add = (place: string, expected: string, value: unknown) => void;

const MOST_PROBLEMS = 10;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const REGION = /^[a-z]{2,3}(?:-[a-z]+)+-\d+$/;
const NUMBER = /^\d{1,18}(?:\.\d{1,10})?$/;

function readRow(row: unknown, place: string, add: Add): CatalogueRow | null {
  if (!isMapping(row)) {
    add(place, '{ region, price, from, unit, tiers }', row);
    return null;
  }
  const { region, price, from, unit } = row;
  const unknown = Object.keys(row).find((key) => !ROW_KEYS.includes(key));
  if (unknown !== undefined) add(`${place}.${unknown}`, `one of ${ROW_KEYS.join(', ')}`, unknown);
  if (typeof region !== 'string' || !REGION.test(region)) add(`${place}.region`, 'a region', region);
  else if (typeof price !== 'string' || !isPriceId(price))
    add(`${place}.price`, 'a price that `ecsim prices show` knows, or ec2.linux:TYPE', price);
  else if (typeof from !== 'string' || !DATE.test(from))
    add(`${place}.from`, 'a date such as 2026-09-01', from);
  else if (typeof unit !== 'string') add(`${place}.unit`, 'text', unit);
  else {
    const tiers = readTiers(row['tiers']);
    if (tiers !== null) return { region, price, from, unit, tiers };
    add(`${place}.tiers`, 'FROM:PRICE with rising edges from 0 on, parted by commas', row['tiers']);
  }
  return null;
}

const ROW_KEYS = ['region', 'price', 'from', 'unit', 'tiers'];

function readTiers(text: unknown): readonly PriceTier[] | null {
  if (typeof text !== 'string') return null;
  const tiers: PriceTier[] = [];
  for (const part of text.split(',')) {
    const [from = '', price = '', more] = part.split(':');
    if (more !== undefined || !NUMBER.test(from) || !NUMBER.test(price)) return null;
    const last = tiers.at(-1);
    if (last === undefined ? Number(from) !== 0 : Number(from) <= Number(last.from)) return null;
    tiers.push({ from, price: formatRate(parseRate(price)) });
  }
  return tiers;
}

function readRegions(value: unknown, add: Add): Readonly<Record<string, CatalogueRegion>> {
  if (!isMapping(value)) {
    add('regions', 'a mapping', value);
    return {};
  }
  const entries = Object.entries(value).flatMap(([region, names]): [string, CatalogueRegion][] => {
    const isWhole =
      isMapping(names) && typeof names['name'] === 'string' && typeof names['prefix'] === 'string';
    if (isWhole && REGION.test(region))
      return [[region, { name: String(names['name']), prefix: String(names['prefix']) }]];
    add(`regions.${region}`, '{ name, prefix } of a region', names);
    return [];
  });
  return Object.fromEntries(entries);
}

function listOf(value: unknown, place: string, add: Add): readonly unknown[] {
  if (Array.isArray(value)) return value;
  add(place, 'a list', value);
  return [];
}

function isSource(value: unknown): value is CatalogueSource {
  if (!isMapping(value) || typeof value['service'] !== 'string') return false;
  const { published } = value;
  return published === null || (typeof published === 'string' && DATE.test(published));
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
