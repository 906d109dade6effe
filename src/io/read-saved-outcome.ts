import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../experiment/outcome.ts';
import { OutcomeError, readOutcome } from '../reporters/read-outcome.ts';
import { readText, STANDARD_INPUT } from './read-text.ts';

/** Beyond this a text cannot be held. */
const LIMIT_BYTES = 500 * 1024 * 1024;

/**
 * The outcome that a run has left: `path` is the file, the folder it lies in, or `-` for standard input. Throws
 * UnreadableFileError and OutcomeError.
 */
export async function readSavedOutcome(path: string): Promise<Outcome> {
  const file = path !== STANDARD_INPUT && isFolder(path) ? join(path, 'outcome.json') : path;
  const text = await readText(file, LIMIT_BYTES);
  try {
    return readOutcome(text);
  } catch (error) {
    if (!(error instanceof OutcomeError)) throw error;
    throw new OutcomeError(error.issues.map((issue) => ({ ...issue, path: inFile(file, issue.path) })));
  }
}

function inFile(file: string, path: string): string {
  return path === '' ? file : `${file}: ${path}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
