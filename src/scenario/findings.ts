import type { Warning } from '../events/warning.ts';
import type { RequestProblem } from './operations/request-problem.ts';
import type { Path, Problem } from './reading/problem.ts';

/** All that is found in a scenario: problems, without those that only follow from another, and warnings. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly warnings: Warning[] = [];
  private readonly broken: Path[] = [];
  private readonly repeated = new Map<string, Repeated>();

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

  /** A problem that is one and the same wherever it is met: told where it was met first, with how often it was met again. */
  addOnce(subject: string, path: Path, expected: string, received: string, hint?: string): void {
    if (this.isBroken(path)) return;
    const known = this.repeated.get(subject);
    if (known === undefined) {
      this.repeated.set(subject, { index: this.problems.length, times: 0, hint });
      this.add(path, expected, received, hint);
      return;
    }
    known.times++;
    const again = `The same in ${known.times} more ${known.times === 1 ? 'place' : 'places'}.`;
    const problem = this.problems[known.index]!;
    this.problems[known.index] = {
      ...problem,
      hint: known.hint === undefined ? again : `${known.hint} ${again}`,
    };
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

interface Repeated {
  readonly index: number;
  readonly hint: string | undefined;
  times: number;
}

function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((step, i) => step === path[i]);
}
