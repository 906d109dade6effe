import {
  loadScenarioText,
  type ReadScenarioOptions,
  readScenarioText,
  type ScenarioFromFile,
} from '../read-scenario.ts';
import { UnreadableFileError } from '../unreadable-file-error.ts';
import { UsageError } from '../usage-error.ts';

/** A scenario as whoever makes runs of it gets it: plain JSON. Its text is read once, so all runs are of the same one. */
export interface ScenarioSource {
  /** As the user spells it; the files that it names are relative to it, or of `-` to the working folder. */
  readonly path: string;
  readonly text: string;
  /** `PATH=VALUE` of all runs, applied before those of a request. */
  readonly settings: readonly string[];
  readonly until: string | null;
  readonly allow: readonly string[];
}

/** Reads a scenario's text from its file or from standard input. Throws UnreadableFileError. */
export async function readSource(
  path: string,
  { settings = [], until, allow = [], signal }: Omit<ReadScenarioOptions, 'seed'> = {},
): Promise<ScenarioSource> {
  return { path, text: await readScenarioText(path, signal), settings, until: until ?? null, allow };
}

/** Several of them. Throws UsageError with all that cannot be read. */
export async function readSources(
  paths: readonly string[],
  options: Omit<ReadScenarioOptions, 'seed'>,
): Promise<ScenarioSource[]> {
  const sources: ScenarioSource[] = [];
  const problems: string[] = [];
  for (const path of paths)
    try {
      sources.push(await readSource(path, options));
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
      problems.push(error.message);
    }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return sources;
}

/** The scenario in its base form, to be validated before runs are asked of it. Throws ScenarioError, UsageError. */
export function loadSource(source: ScenarioSource): Promise<ScenarioFromFile> {
  const { path, text, settings, until, allow } = source;
  return loadScenarioText(path, text, { settings, until: until ?? undefined, allow });
}
