/** What is wrong with a file that the user gave, and where. */
export interface InputFileProblem {
  /** The name the user knows the file by. */
  readonly file: string;
  /** The first is 1. */
  readonly line: number;
  /** Name of the column; left out when the row as a whole is wrong. */
  readonly column?: string;
  /** As it stands behind "expected". */
  readonly expected: string;
  /** As it stands behind "received". */
  readonly received: string;
}

/** Thrown for the user's mistake in a file of data: `jobs.csv:17: column "gpus": expected a number, received "abc".` */
export class InputFileError extends Error {
  override readonly name = 'InputFileError';
  readonly problem: InputFileProblem;

  constructor(problem: InputFileProblem) {
    const column = problem.column === undefined ? '' : ` column ${quoteText(problem.column)}:`;
    super(
      `${problem.file}:${problem.line}:${column} expected ${problem.expected}, received ${problem.received}.`,
    );
    this.problem = problem;
  }
}

const LONGEST_QUOTE = 60;

/** A cell's text as a sentence quotes it: cut when long, control characters escaped. */
export function quoteText(text: string): string {
  if (text === '') return 'an empty cell';
  return JSON.stringify(text.length > LONGEST_QUOTE ? text.slice(0, LONGEST_QUOTE) + '...' : text);
}
