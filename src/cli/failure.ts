import { OutputError } from '../io/output-error.ts';
import { isOurDefect, RunDefect } from '../io/run-defect.ts';
import { Interrupted } from '../io/signals.ts';
import { isSystemError } from '../io/system-errors.ts';
import { version } from '../io/version.ts';
import { OutcomeError } from '../reporters/read-outcome.ts';
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
  if (error instanceof Interrupted)
    return {
      exitCode: error.exitCode,
      text: `Stopped by ${error.signalName} before it was done; nothing was written.\n`,
    };
  if (error instanceof OutputError) return { exitCode: ExitCode.refused, text: `${error.message}\n` };
  if (isSystemError(error))
    return { exitCode: ExitCode.refused, text: `The machine refused: ${error.message}.\n` };
  if (error instanceof ScenarioError) {
    const { length } = error.problems;
    const count = length > 1 ? `${length} problems; nothing was run.\n` : '';
    return { exitCode: ExitCode.wrongInput, text: `${error.message}\n${count}` };
  }
  const isInput = error instanceof OutcomeError || !isOurDefect(error);
  if (isInput) return { exitCode: ExitCode.wrongInput, text: `${messageOf(error)}\n` };
  return { exitCode: ExitCode.defect, text: describeDefect(error, withStack) };
}

function describeDefect(error: unknown, withStack: boolean): string {
  const cause = error instanceof RunDefect ? error.cause : error;
  const facts = error instanceof RunDefect ? Object.entries(error.facts) : [];
  const stack = withStack && cause instanceof Error ? (cause.stack ?? '') : '';
  const lines = [
    'This is a defect of ecsim, not of your input. Please report it with the lines below.',
    `  versions: ecsim ${version()}, Node ${process.version}, ${process.platform} ${process.arch}`,
    ...facts.map(([name, fact]) => `  ${name}: ${fact}`),
    `  what happened: ${messageOf(error)}`,
    stack === '' ? '  ECSIM_DEBUG=1 shows where in the code.' : stack,
  ];
  return `${lines.join('\n')}\n`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
