import { statSync } from 'node:fs';
import type { Options } from 'yargs';
import type { ReadScenarioOptions } from '../io/read-scenario.ts';
import { UsageError } from '../io/usage-error.ts';

/** Options of every command that reads a scenario. */
export const SCENARIO_OPTIONS = {
  set: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      'Change a value: PATH=VALUE, such as clusters[0].containerInstances[0].count=6; PATH= takes the key away. Repeatable.',
  },
  seed: { type: 'string', requiresArg: true, describe: 'Instead of simulation.seed.' },
  until: {
    type: 'string',
    requiresArg: true,
    describe: 'End here at the latest: a duration from the start (2d), or an ISO 8601 instant.',
  },
  allow: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: "A folder, beside the scenario's own, that its files may be read from. Repeatable.",
  },
} as const satisfies Readonly<Record<string, Options>>;

/** Their values as yargs gives them. */
export interface ScenarioArguments {
  readonly set?: readonly string[] | undefined;
  readonly seed?: string | readonly string[] | undefined;
  readonly until?: string | readonly string[] | undefined;
  readonly allow?: readonly string[] | undefined;
}

/** The path of a scenario, for help. */
export const SCENARIO_POSITIONAL = {
  type: 'string',
  demandOption: true,
  describe:
    'A file in YAML or JSON; - for standard input, then its files are relative to the working folder.',
} as const;

/** What reading the scenario takes. Throws UsageError for a folder that is none. */
export function scenarioOptions(given: ScenarioArguments, signal: AbortSignal): ReadScenarioOptions {
  const { set = [], allow = [] } = given;
  const seed = last(given.seed);
  if (seed === '') throw new UsageError('--seed: expected a value, received nothing.');
  for (const folder of allow)
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`--allow: expected a folder, received "${folder}".`);
  return { settings: set, seed, until: last(given.until), allow, signal };
}

/** Of an option that is given twice the last one counts. */
export function last<T extends string | boolean>(value: T | readonly T[] | undefined): T | undefined {
  return Array.isArray(value) ? (value as readonly T[]).at(-1) : (value as T | undefined);
}

/** The folder of `--out`, if there is one. Throws UsageError when its name is empty, as that of an unset variable is. */
export function outFolder(value: string | readonly string[] | undefined): string | undefined {
  const folder = last(value);
  if (folder === '') throw new UsageError('--out: expected a folder, received nothing.');
  return folder;
}
