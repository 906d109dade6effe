import { OutcomeError } from '../reporters/saved-json.ts';
import { OutputError } from './output-error.ts';
import { isOurDefect, RunDefect } from './run-defect.ts';
import { isSystemError } from './system-errors.ts';
import { version } from './version.ts';

/** What an error says to the user, without a last line break. `withStack` adds where in our code a defect came to light. */
export function failureText(error: unknown, withStack: boolean): string {
  if (error instanceof OutputError) return error.message;
  if (isSystemError(error)) return `The machine refused: ${error.message}.`;
  return isDefect(error) ? describeDefect(error, withStack) : messageOf(error);
}

/** Whether it is a defect of ours, to whoever has been given a file of ours or of his own. */
export function isDefect(error: unknown): boolean {
  return !(error instanceof OutcomeError) && isOurDefect(error);
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
  return lines.join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
