import { PriceListError } from '../catalog/price-list/price-list-error.ts';
import { type PriceListImport, PriceListReader } from '../catalog/price-list/price-list-reader.ts';
import { mergeCatalogues, type UserCatalogue } from '../catalog/user-catalogue/user-catalogue.ts';
import { ByteChunks } from './byte-chunks.ts';
import { readOrBeginCatalogue, writeCatalogueFile } from './catalogue-files.ts';
import { UsageError } from './usage-error.ts';

/** How far an import is. */
export interface ImportPosition {
  readonly file: string;
  /** From 0 to 1; `null` for a pipe. */
  readonly fraction: number | null;
  readonly products: number;
}

export interface ImportOptions {
  /** Only these; all when empty. */
  readonly regions: readonly string[];
  readonly signal?: AbortSignal;
  readonly onChunk?: (position: ImportPosition) => void;
}

/** A price list and what came of it. */
export interface ImportedFile extends PriceListImport {
  readonly file: string;
}

/** What an import came to. */
export interface ImportResult {
  readonly files: readonly ImportedFile[];
  readonly catalogue: UserCatalogue;
}

/**
 * Reads AWS's price lists, one after the other, into the catalogue file `into`, beside what that has already. The file
 * changes when all has been read, or not at all. Throws UnreadableFileError, OutputError, and UsageError for what is no
 * price list.
 */
export async function importPriceLists(
  paths: readonly string[],
  into: string,
  options: ImportOptions,
): Promise<ImportResult> {
  let catalogue = await readOrBeginCatalogue(into, options.signal);
  const files: ImportedFile[] = [];
  for (const path of paths) {
    const read = await readPriceList(path, options);
    files.push({ file: path, ...read });
    catalogue = mergeCatalogues(catalogue, catalogueOf(read));
  }
  await writeCatalogueFile(into, catalogue, options.signal);
  return { files, catalogue };
}

async function readPriceList(
  path: string,
  { regions, signal, onChunk }: ImportOptions,
): Promise<PriceListImport> {
  const chunks = new ByteChunks(path);
  const reader = new PriceListReader(regions);
  try {
    for await (const chunk of chunks.read(signal)) {
      reader.push(chunk);
      const fraction = chunks.size === null ? null : chunks.bytesRead / chunks.size;
      onChunk?.({ file: path, fraction, products: reader.productsRead });
    }
    return reader.end();
  } catch (error) {
    throw error instanceof PriceListError ? new UsageError(`${path}: ${error.message}`) : error;
  }
}

function catalogueOf({ services, published, regions, rows }: PriceListImport): UserCatalogue {
  return {
    sources: services.map((service) => ({ service, published })),
    regions: Object.fromEntries(regions),
    rows,
  };
}
