import { REGIONS } from '../../catalog/region-prices.ts';
import { diffRows } from '../../catalog/rows/diff-rows.ts';
import { NEWEST } from '../../catalog/user-catalogue/catalogue-prices.ts';
import type { UserCatalogue } from '../../catalog/user-catalogue/user-catalogue.ts';
import { readCatalogueFile } from '../../io/catalogue-files.ts';
import { writeOut } from '../../io/standard-output.ts';
import { UsageError } from '../../io/usage-error.ts';
import { priceDiffText } from '../../reporters/text/prices/price-tables.ts';
import type { PricesRequest } from '../commands/prices.ts';
import { textWidth } from '../print-outcome.ts';
import { regionRows } from './region-rows.ts';

/** Rows of each kind and region that are shown. */
const MOST_ROWS = 20;
const BUILT_IN = 'built-in';

interface Side {
  readonly catalogue: UserCatalogue | null;
  readonly day: string;
}

/** `ecsim prices diff`: what differs between two catalogues, or between two days of one. */
export async function diffPrices({ args, regions, isJson }: PricesRequest): Promise<void> {
  if (args.length < 1 || args.length > 2)
    throw new UsageError(
      `prices diff: expected one or two of FILE, FILE@DATE and ${BUILT_IN}, received ${args.length}.`,
    );
  if (args.every((arg) => arg === BUILT_IN))
    throw new UsageError(`prices diff: expected FILE or FILE@DATE, received ${BUILT_IN} alone.`);
  const [before, after] = args.length === 1 ? [BUILT_IN, args[0]!] : [args[0]!, args[1]!];
  const sides = [await readSide(before), await readSide(after)] as const;
  const diffs = [];
  for (const region of regions.length > 0 ? regions : regionsOf(sides))
    diffs.push(
      diffRows(
        region,
        await regionRows(region, sides[0].catalogue, sides[0].day),
        await regionRows(region, sides[1].catalogue, sides[1].day),
      ),
    );
  await writeOut(
    isJson ? `${JSON.stringify(diffs, null, 2)}\n` : priceDiffText(diffs, MOST_ROWS, textWidth()),
  );
}

async function readSide(operand: string): Promise<Side> {
  if (operand === BUILT_IN) return { catalogue: null, day: NEWEST };
  const [, file = operand, day = NEWEST] = /^(.*)@(\d{4}-\d\d-\d\d)$/.exec(operand) ?? [];
  return { catalogue: await readCatalogueFile(file), day };
}

/** Those of which a file has something; the built-in ones are alike everywhere else. */
function regionsOf(sides: readonly Side[]): readonly string[] {
  const named = sides.flatMap(({ catalogue }) => catalogue?.rows.map(({ region }) => region) ?? []);
  return named.length === 0 ? REGIONS : [...new Set(named)].sort();
}
