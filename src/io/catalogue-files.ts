import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readCatalogue } from '../catalog/user-catalogue/read-catalogue.ts';
import {
  catalogueText,
  EMPTY_CATALOGUE,
  type UserCatalogue,
} from '../catalog/user-catalogue/user-catalogue.ts';
import { OutputFolder } from './output-folder.ts';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';

/** Reads a user's catalogue. Throws UnreadableFileError, and UsageError for a file that is none. */
export async function readCatalogueFile(path: string, signal?: AbortSignal): Promise<UserCatalogue> {
  const read = readCatalogue(await readText(path, LIMIT_BYTES, signal));
  if ('rows' in read) return read;
  const lines = read.map(
    ({ place, expected, received }) => `${path}: ${place}: expected ${expected}, received ${received}.`,
  );
  throw new UsageError(lines.join('\n'));
}

/** The same, empty where there is no file yet. */
export function readOrBeginCatalogue(path: string, signal?: AbortSignal): Promise<UserCatalogue> {
  return existsSync(path) ? readCatalogueFile(path, signal) : Promise.resolve(EMPTY_CATALOGUE);
}

/** Writes a catalogue beside its name, and gives it the name when it is whole. Throws OutputError. */
export async function writeCatalogueFile(
  path: string,
  catalogue: UserCatalogue,
  signal?: AbortSignal,
): Promise<void> {
  const folder = new OutputFolder(dirname(path));
  try {
    const file = await folder.create(basename(path));
    await file.writePieces(catalogueText(catalogue), signal);
    signal?.throwIfAborted();
    await folder.commit();
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

const LIMIT_BYTES = 64 * 1024 * 1024;
