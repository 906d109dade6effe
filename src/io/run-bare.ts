import { type DrivenRun, type DrivePosition, drive } from './drive.ts';
import type { ScenarioFromFile } from './read-scenario.ts';
import { isOurDefect, RunDefect } from './run-defect.ts';

/** What driving a bare run takes beside it. */
export interface BareOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how far the run is, some twenty times a second. */
  readonly onSlice?: (position: DrivePosition) => void;
}

/** Drives a run of a loaded scenario that leaves no files to where it stops. Errors as of `runScenarioFile`. */
export async function runBare(
  { scenario, files }: ScenarioFromFile,
  run: DrivenRun,
  { signal, onSlice }: BareOptions = {},
): Promise<void> {
  const repeats = scenario.workloads.flatMap(({ source }) =>
    source.kind === 'trace' ? [source.trace.repeat] : [],
  );
  try {
    await drive(run, {
      signal,
      ...(onSlice === undefined ? {} : { onSlice }),
      locate: (file) => files.locate(file),
      repeats,
    });
  } catch (error) {
    throw isOurDefect(error) ? new RunDefect(error, scenario, run.nowMs) : error;
  }
}
