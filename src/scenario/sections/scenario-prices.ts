import type * as z from 'zod';
import { REGIONS, type RegionPrices } from '../../catalog/region-prices.ts';
import type { PriceId } from '../../catalog/services/price-id.ts';
import { changeDays, NEWEST, pricesWithCatalogue } from '../../catalog/user-catalogue/catalogue-prices.ts';
import { readCatalogue } from '../../catalog/user-catalogue/read-catalogue.ts';
import { rowsOfRegion, type UserCatalogue } from '../../catalog/user-catalogue/user-catalogue.ts';
import { formatInstant, parseInstant } from '../../units/calendar.ts';
import type { Findings } from '../findings.ts';
import { listNames } from '../names.ts';
import { nearestName } from '../reading/problem.ts';
import type { Scenario } from '../scenario.ts';
import type { ScenarioFiles } from '../scenario-files.ts';
import type { pricingSchema } from './pricing/pricing.ts';

/** The prices of a scenario's region at its start, and what takes their place later, in order. */
export interface ScenarioPrices extends RegionPrices {
  readonly later: readonly LaterPrices[];
  /** The user's catalogue, and what it has of the region; `null` without one. */
  readonly own: { readonly file: string; readonly prices: ReadonlySet<PriceId> } | null;
}

interface LaterPrices {
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly prices: RegionPrices;
}

/** Expected of `region` where there is neither a built-in price nor one of the user's. */
export const EXPECTED_REGION = `a region with known prices${listNames(REGIONS)}; \`ecsim prices import\` brings in others`;

interface Parts {
  readonly region: string;
  readonly simulation: Scenario['simulation'];
  readonly files: ScenarioFiles;
  readonly findings: Findings;
}

/** The prices that a scenario is billed by; `null` when there is something wrong with them. */
export function resolvePrices(
  { catalogue: file, asOf }: z.output<typeof pricingSchema>,
  builtIn: RegionPrices,
  { region, simulation, files, findings }: Parts,
): ScenarioPrices | null {
  if (findings.isBroken(['region'])) return null;
  if (asOf !== undefined && file === undefined)
    findings.add(
      ['pricing', 'asOf'],
      'a `pricing.catalogue`, whose prices have dates',
      'none',
      'The built-in catalogue has one price of each thing.',
    );
  const catalogue = file === undefined ? null : readFile(file, files, findings);
  if (file !== undefined && catalogue === null) return null;
  const isKnown = REGIONS.includes(region) || catalogue?.rows.some((row) => row.region === region) === true;
  if (!isKnown) {
    const nearest = nearestName(region, REGIONS);
    findings.addBroken({
      path: ['region'],
      expected: EXPECTED_REGION,
      received: JSON.stringify(region),
      ...(nearest === null ? {} : { hint: `Did you mean ${nearest}?` }),
    });
    return null;
  }
  if (file === undefined || catalogue === null) return { ...builtIn, later: [], own: null };
  const own = { file, prices: new Set(rowsOfRegion(catalogue, region).keys()) };
  if (own.prices.size === 0)
    findings.warn(
      'catalogue-without-region',
      `"${file}" has no price of ${region}: all are the built-in ones.`,
    );
  const at = (day: string) => pricesWithCatalogue(builtIn, catalogue, day);
  if (asOf !== 'simulated') return { ...at(asOf?.day ?? NEWEST), later: [], own };
  const today = formatInstant(simulation.startMs).slice(0, 10);
  const later = changeDays(catalogue, region)
    .filter((day) => day > today)
    .map((day) => ({ fromMs: parseInstant(day)!, prices: at(day) }));
  return { ...at(today), later, own };
}

function readFile(file: string, files: ScenarioFiles, findings: Findings): UserCatalogue | null {
  const path = ['pricing', 'catalogue'];
  const read = files.readContent(file, path, readCatalogue);
  if (read === null) return null;
  if ('rows' in read) return read;
  for (const { place, expected, received } of read)
    findings.add(path, `${expected} at ${place} of "${file}"`, received);
  return null;
}
