import type { Argv, Options } from 'yargs';

/** A command: how it is called, what it takes, what it does. `run` sets `process.exitCode` if not all went well. */
export interface Command<Arguments = never> {
  /** Behind its name, as yargs spells them: `<scenario>`. */
  readonly positionals: string;
  /** What is missing when the first of them is; default: the name of a file. */
  readonly missing?: string;
  /** One line, for the list of commands. */
  readonly describe: string;
  /** By name, without dashes. */
  readonly options: Readonly<Record<string, Options>>;
  /** Declares positionals, options, examples and what help ends with. */
  build(yargs: Argv): Argv;
  run(given: Arguments): Promise<void>;
}
