import { inWords } from './system-errors.ts';

/** Thrown when the machine refuses to take what is to be written; the message is a sentence for the user. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  /** `path` as the user spells it. */
  constructor(path: string, error: unknown) {
    super(`${path}: cannot be written, ${inWords(error)}.`);
  }
}
