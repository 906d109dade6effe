import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { OutputFolder } from './output-folder.ts';
import { UsageError } from './usage-error.ts';

/** Throws UsageError for a file that is there already, unless it may be replaced, and for a folder. */
export function refuseExisting(path: string, replace: boolean): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory())
    throw new UsageError(`${path}: expected the name of a new file, received that of a folder.`);
  if (!replace)
    throw new UsageError(`${path}: expected a new file, received one that is there; --force replaces it.`);
}

/**
 * Writes a text beside a name, and gives it the name when it is whole. Throws UsageError when the file is there already, unless
 * it may be replaced, and OutputError.
 */
export async function writeNewFile(path: string, text: string, replace: boolean): Promise<void> {
  refuseExisting(path, replace);
  const folder = new OutputFolder(dirname(path));
  try {
    const file = await folder.create(basename(path));
    await file.write(text);
    await folder.commit();
  } catch (error) {
    await folder.discard();
    throw error;
  }
}
