import { dirname } from 'node:path';
import { type LoadedScenario, loadScenario } from '../scenario/load-scenario.ts';
import { SharedParts } from '../scenario/shared-parts.ts';
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
  untilOf(options);
  return loadScenarioText(path, await readScenarioText(path, options.signal), options);
}

/** The text of a scenario's file, or of standard input. Throws UnreadableFileError. */
export function readScenarioText(path: string, signal?: AbortSignal): Promise<string> {
  return readText(path, LIMIT_BYTES, signal);
}

/** What several scenarios of one file share, so that it is read once. */
export interface SharedByScenarios {
  readonly parts: SharedParts;
  readonly files: InputFolder;
}

/** The folder that the files of a scenario lie in, and others that are allowed. */
export function filesOf(path: string, allow: readonly string[] = []): InputFolder {
  return new InputFolder(path === STANDARD_INPUT ? '.' : dirname(path), allow);
}

/** Loads a scenario whose text has been read from `path`. Throws ScenarioError with all problems, UsageError. */
export async function loadScenarioText(
  path: string,
  text: string,
  options: ReadScenarioOptions = {},
  shared?: SharedByScenarios,
): Promise<ScenarioFromFile> {
  const { settings = [], seed, until } = options;
  const moment = untilOf(options);
  const files = shared?.files ?? filesOf(path, options.allow);
  const parts = shared?.parts ?? new SharedParts();
  const load = (untilMs: number | null) =>
    loadScenario(text, {
      files,
      fileName: path,
      settings,
      parts,
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

function untilOf({ until }: ReadScenarioOptions): ReturnType<typeof readMoment> | null {
  return until === undefined ? null : readMoment('--until', until, 'afterStart');
}

/** More than any text that the loader takes. */
const LIMIT_BYTES = 64 * 1024 * 1024;
