import { importPriceLists } from '../../io/import-price-lists.ts';
import { ProgressLine } from '../../io/progress.ts';
import { abortOnSignals } from '../../io/signals.ts';
import { writeOut } from '../../io/standard-output.ts';
import { UsageError } from '../../io/usage-error.ts';
import { countOf } from '../../reporters/text/numbers.ts';
import { importText } from '../../reporters/text/prices/import-report.ts';
import type { PricesRequest } from '../commands/prices.ts';
import { textWidth } from '../print-outcome.ts';

/** `ecsim prices import`: AWS's price lists into a catalogue file. */
export async function importPrices({ args, regions, into, isJson }: PricesRequest): Promise<void> {
  const signal = abortOnSignals();
  if (args.length === 0) throw new UsageError("prices import: expected AWS's price lists, received no file.");
  if (into === undefined || into === '')
    throw new UsageError('prices import: expected --into FILE, the catalogue, received none.');
  const progress = new ProgressLine(process.stderr);
  try {
    const result = await importPriceLists(args, into, {
      regions,
      signal,
      onChunk: ({ file, fraction, products }) => {
        const part = fraction === null ? '' : `${Math.floor(fraction * 100)} %, `;
        progress.showText(`${file}: ${part}${products.toLocaleString('en-US')} products`);
      },
    });
    progress.clear();
    if (isJson) {
      const files = result.files.map(({ rows, regions: names, rejected, ...file }) => ({
        ...file,
        taken: rows.length,
        regions: [...names.keys()].sort(),
        rejected: Object.fromEntries(rejected),
      }));
      await writeOut(
        `${JSON.stringify({ catalogue: into, prices: result.catalogue.rows.length, files }, null, 2)}\n`,
      );
      return;
    }
    const texts = result.files.map((file) => importText(file.file, file, textWidth()));
    const count = countOf(result.catalogue.rows.length, 'price');
    await writeOut(`${texts.join('\n')}${into} holds ${count}.\n`);
  } finally {
    progress.clear();
  }
}
