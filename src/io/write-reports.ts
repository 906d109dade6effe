import { join } from 'node:path';
import type { Outcome } from '../experiment/outcome.ts';
import { REPORTERS, type ReportName } from '../reporters/registry.ts';
import { OutputFolder } from './output-folder.ts';

/** Writes reports of an outcome, each into the file it is named after; gives their paths. Throws OutputError. */
export async function writeReports(
  outcome: Outcome,
  names: readonly ReportName[],
  out: string,
): Promise<string[]> {
  const folder = new OutputFolder(out);
  try {
    for (const name of names) {
      const file = await folder.create(name);
      await file.writePieces(REPORTERS[name](outcome));
    }
    await folder.commit();
    return names.map((name) => join(out, name));
  } catch (error) {
    await folder.discard();
    throw error;
  }
}
