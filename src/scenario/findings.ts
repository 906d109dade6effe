import type { Warning } from '../events/warning.ts';
import type { RequestProblem } from './operations/request-problem.ts';
import type { Path, Problem } from './reading/problem.ts';

/** All that is found in a scenario: problems, without those that only follow from another, and warnings. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly warnings: Warning[] = [];
  private readonly broken: Path[] = [];

  /** A value that does not have its form: whatever else is found at that place, above or below it, follows from it. */
  addBroken(problem: Problem): void {
    if (!this.broken.some((other) => isWithin(problem.path, other))) this.problems.push(problem);
    this.broken.push(problem.path);
  }

  /** A place of which nothing more is to be said. */
  markBroken(path: Path): void {
    this.broken.push(path);
  }

  /** A problem between values that have their form. */
  add(path: Path, expected: string, received: string, hint?: string): void {
    if (this.isBroken(path)) return;
    this.problems.push({ path, expected, received, ...(hint === undefined ? {} : { hint }) });
  }

  /** Problems of a request that stands at `path`. */
  addAll(path: Path, problems: readonly RequestProblem[]): void {
    for (const { at, expected, received, hint } of problems)
      this.add([...path, ...at], expected, received, hint);
  }

  isBroken(path: Path): boolean {
    return this.broken.some((other) => isWithin(path, other) || isWithin(other, path));
  }

  warn(code: string, message: string, count = 1): void {
    this.warnings.push({ code, message, count, firstAt: '' });
  }
}

function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((step, i) => step === path[i]);
}
