import type { CommandModule, Options } from 'yargs';

/** A command: how it is called, what it takes, what it does; its handler sets `process.exitCode` if all did not go well. */
export interface Command<Arguments> extends CommandModule<object, Arguments> {
  readonly options: Readonly<Record<string, Options>>;
}
