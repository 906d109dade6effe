import { dirname } from 'node:path';
import { type LoadedScenario, loadScenario } from '../scenario/load-scenario.ts';
import { formatInstant } from '../units/calendar.ts';
import { InputFolder } from './input-files.ts';
import { readMoment } from './moment.ts';
import { readText, STANDARD_INPUT } from './read-text.ts';
import { UsageError } from './usage-error.ts';

/** What reading a scenario's file takes beside its path. */
export interface ReadScenarioOptions {
  /** `PATH=VALUE`, applied one after the other. */
  readonly settings?: readonly string[];
  /** Instead of `simulation.seed`. */
  readonly seed?: string | undefined;
  /** The run ends here at the latest: a duration from its start, or an ISO 8601 instant. */
  readonly until?: string | undefined;
  /** Folders that the scenario's files may be read from, beside its own. */
  readonly allow?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** A scenario that can be run, with the prices of its region and the files it names. */
export interface ScenarioFromFile extends LoadedScenario {
  readonly files: InputFolder;
}

/**
 * Reads a scenario from a file or, as `-`, from standard input: then its files are relative to the working folder. Throws
 * ScenarioError with all problems, UnreadableFileError, UsageError.
 */
export async function readScenario(
  path: string,
  options: ReadScenarioOptions = {},
): Promise<ScenarioFromFile> {
  const { settings = [], seed, until, allow = [], signal } = options;
  const moment = until === undefined ? null : readMoment('--until', until, 'afterStart');
  const text = await readText(path, LIMIT_BYTES, signal);
  const files = new InputFolder(path === STANDARD_INPUT ? '.' : dirname(path), allow);
  const load = (untilMs: number | null) =>
    loadScenario(text, {
      files,
      fileName: path,
      settings,
      ...(seed === undefined ? {} : { seed }),
      ...(untilMs === null ? {} : { until: untilMs }),
    });
  if (moment === null || 'fromStartMs' in moment)
    return { ...(await load(moment?.fromStartMs ?? null)), files };
  // Only the scenario knows its start.
  const { startMs } = (await load(null)).scenario.simulation;
  if (moment.epochMs <= startMs)
    throw new UsageError(
      `--until: expected an instant after ${formatInstant(startMs)}, the start, received ${until}.`,
    );
  return { ...(await load(moment.epochMs - startMs)), files };
}

/** More than any text that the loader takes. */
const LIMIT_BYTES = 64 * 1024 * 1024;
