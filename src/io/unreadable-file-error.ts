/** Thrown when a file of the user cannot be read to its end: `jobs.csv.gz: expected ..., received ....` */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';

  /** `file` as the user spells it; `expected` and `received` as they stand behind these words. */
  constructor(file: string, expected: string, received: string) {
    super(`${file === '' ? '""' : file}: expected ${expected}, received ${received}.`);
  }
}
