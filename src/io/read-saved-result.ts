import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSaved, type SavedResult } from '../reporters/read-saved.ts';
import { OutcomeError } from '../reporters/saved-json.ts';
import { readText, STANDARD_INPUT } from './read-text.ts';

/** Beyond this a text cannot be held. */
const LIMIT_BYTES = 500 * 1024 * 1024;

/**
 * What a run or a comparison has left: `path` is the file, the folder it lies in, or `-` for standard input. Throws
 * UnreadableFileError and OutcomeError.
 */
export async function readSavedResult(path: string): Promise<SavedResult> {
  const file = path !== STANDARD_INPUT && isFolder(path) ? resultIn(path) : path;
  const text = await readText(file, LIMIT_BYTES);
  try {
    return readSaved(text);
  } catch (error) {
    if (!(error instanceof OutcomeError)) throw error;
    throw new OutcomeError(error.issues.map((issue) => ({ ...issue, path: inFile(file, issue.path) })));
  }
}

/** The file of a folder: the outcome of a run, else a comparison. */
function resultIn(folder: string): string {
  const outcome = join(folder, 'outcome.json');
  const comparison = join(folder, 'comparison.json');
  return !existsSync(outcome) && existsSync(comparison) ? comparison : outcome;
}

function inFile(file: string, path: string): string {
  return path === '' ? file : `${file}: ${path}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
