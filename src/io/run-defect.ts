import { InputFileError } from '../environment/input-file-error.ts';
import { ScenarioError } from '../scenario/reading/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { EventLimitError } from '../simulation/event-limit-error.ts';
import { formatInstant } from '../units/calendar.ts';
import { formatDuration } from '../units/duration.ts';
import { OutputError } from './output-error.ts';
import { Interrupted } from './signals.ts';
import { isSystemError } from './system-errors.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';
import { UsageError } from './usage-error.ts';

/** Errors that the user or the machine has brought about; each tells all in its message. */
const EXPECTED = [
  ScenarioError,
  InputFileError,
  UnreadableFileError,
  UsageError,
  OutputError,
  Interrupted,
  EventLimitError,
] as const;

/** Whether an error is a mistake of our own code: everything that was not foreseen is. */
export function isOurDefect(error: unknown): boolean {
  return !EXPECTED.some((kind) => error instanceof kind) && !isSystemError(error) && !isAbort(error);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** A defect of ours that came to light during a run, with all that it takes to see it again. */
export class RunDefect extends Error {
  override readonly name = 'RunDefect';
  /** Facts about the run, by name. */
  readonly facts: Readonly<Record<string, string>>;

  constructor(cause: unknown, { name, digest, simulation: { seed, startMs } }: Scenario, nowMs: number) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.facts = {
      scenario: `${name}, digest ${digest}`,
      seed,
      'simulated time': `${formatDuration(nowMs)} (${nowMs} ms) from ${formatInstant(startMs)}`,
    };
  }
}
