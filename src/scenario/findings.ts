import type { Warning } from '../events/warning.ts';
import type { RequestProblem } from './operations/request-problem.ts';
import type { Path, Problem } from './reading/problem.ts';

/** All that is found in a scenario: problems, without those that only follow from another, and warnings. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly warnings: Warning[] = [];
  private readonly broken = new Set<string>();
  /** Every place that has a broken one below it. */
  private readonly aboveBroken = new Set<string>();
  private readonly repeated = new Map<string, Repeated>();

  /** A value that does not have its form: whatever else is found at that place, above or below it, follows from it. */
  addBroken(problem: Problem): void {
    if (!this.isBelowBroken(problem.path)) this.problems.push(problem);
    this.markBroken(problem.path);
  }

  /** A place of which nothing more is to be said. */
  markBroken(path: Path): void {
    this.broken.add(keyOf(path));
    for (let length = 0; length < path.length; length++) this.aboveBroken.add(keyOf(path.slice(0, length)));
  }

  /** A problem between values that have their form, or with a character of a text. */
  add(path: Path, expected: string, received: string, hint?: string, character?: number): void {
    if (this.isBroken(path)) return;
    this.problems.push({
      path,
      expected,
      received,
      ...(hint === undefined ? {} : { hint }),
      ...(character === undefined ? {} : { character }),
    });
  }

  /**
   * A problem that is one and the same wherever it is met: told where it was met first, with how often it was met again.
   * The hint is asked for once.
   */
  addOnce(
    subject: string,
    path: Path,
    expected: string,
    received: string,
    hint: () => string | undefined,
  ): void {
    if (this.isBroken(path)) return;
    const known = this.repeated.get(subject);
    if (known === undefined) {
      const text = hint();
      this.repeated.set(subject, { index: this.problems.length, times: 0, hint: text });
      this.add(path, expected, received, text);
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

  /** Whether something is broken at the place, above or below it. */
  isBroken(path: Path): boolean {
    return this.aboveBroken.has(keyOf(path)) || this.isBelowBroken(path);
  }

  /** Whether something is wrong in one of these sections: what is not found may be just that. */
  hasProblemsIn(...sections: readonly string[]): boolean {
    return this.problems.some(({ path }) => sections.includes(String(path[0])));
  }

  warn(code: string, message: string, count = 1): void {
    this.warnings.push({ code, message, count, firstAt: '' });
  }

  private isBelowBroken(path: Path): boolean {
    if (this.broken.size === 0) return false;
    for (let length = 0; length <= path.length; length++)
      if (this.broken.has(keyOf(path.slice(0, length)))) return true;
    return false;
  }
}

interface Repeated {
  readonly index: number;
  readonly hint: string | undefined;
  times: number;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
