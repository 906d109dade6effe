import { InterruptedRuns } from '../io/executor/interrupted-runs.ts';
import { failureText, isDefect } from '../io/failure-text.ts';
import { OutputError } from '../io/output-error.ts';
import { Interrupted } from '../io/signals.ts';
import { isSystemError } from '../io/system-errors.ts';
import { ScenarioError } from '../scenario/reading/problem.ts';
import { ExitCode } from './exit-code.ts';

/** How a command ends that could not do what it was asked for. */
export interface Failure {
  readonly exitCode: number;
  /** For standard error, with its last line break. */
  readonly text: string;
}

/** What an error means to the user. `withStack` adds where in our code a defect came to light. */
export function describeFailure(error: unknown, withStack: boolean): Failure {
  if (error instanceof InterruptedRuns) return { exitCode: error.exitCode, text: `${error.message}\n` };
  if (error instanceof Interrupted)
    return {
      exitCode: error.exitCode,
      text: `Stopped by ${error.signalName} before it was done; nothing was written.\n`,
    };
  const problems = error instanceof ScenarioError ? error.problems.length : 0;
  const count = problems > 1 ? `${problems} problems; nothing was run.\n` : '';
  return { exitCode: exitCodeOf(error), text: `${failureText(error, withStack)}\n${count}` };
}

function exitCodeOf(error: unknown): number {
  if (error instanceof OutputError || isSystemError(error)) return ExitCode.refused;
  return isDefect(error) ? ExitCode.defect : ExitCode.wrongInput;
}
