import yargs, { type Arguments, type Argv } from 'yargs';
import { UsageError } from '../io/usage-error.ts';
import { version } from '../io/version.ts';
import type { Command } from './command.ts';
import { EXIT_CODES_HELP, ExitCode } from './exit-code.ts';
import { explainUsage, type UsageContext } from './usage.ts';

/** Every command by its name; its file is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./commands/init.ts')).initCommand,
  run: async () => (await import('./commands/run.ts')).runCommand,
  compare: async () => (await import('./commands/compare.ts')).compareCommand,
  validate: async () => (await import('./commands/validate.ts')).validateCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  schema: async () => (await import('./commands/schema.ts')).schemaCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  headroom: async () => (await import('./commands/headroom.ts')).headroomCommand,
  commitments: async () => (await import('./commands/commitments.ts')).commitmentsCommand,
  prices: async () => (await import('./commands/prices.ts')).pricesCommand,
  conformance: async () => (await import('./commands/conformance.ts')).conformanceCommand,
};

/** Runs the command that the arguments name; afterwards `process.exitCode` says how it went. Never rejects. */
export async function runProgram(args: readonly string[]): Promise<void> {
  process.once('uncaughtException', (error) => {
    void fail(error).finally(() => process.exit());
  });
  try {
    const [name = '', ...rest] = args;
    if (Object.hasOwn(COMMANDS, name)) await runCommand(name, rest);
    else await withoutCommand(args);
  } catch (error) {
    await fail(error);
  }
}

/** A parser for this command alone: with all of them yargs lays out the help of everything, whether it is wanted or not. */
async function runCommand(name: string, args: readonly string[]): Promise<void> {
  const { positionals, missing, describe, options, build, run } = await COMMANDS[name]!();
  const usage = {
    args,
    command: name,
    missing,
    options: Object.keys(options),
    commands: Object.keys(COMMANDS),
  };
  const handler = async (given: Arguments): Promise<void> => {
    const [more] = given._;
    if (more !== undefined) throw new UsageError(explainUsage(`Unknown argument: ${more}`, usage));
    await run(given as never);
  };
  await parserOf(usage)
    .scriptName(`ecsim ${name}`)
    .command({ command: `$0 ${positionals}`.trimEnd(), describe, builder: build, handler })
    .parseAsync();
}

/** Help, the version, or a word that is no command. */
async function withoutCommand(args: readonly string[]): Promise<void> {
  const parser = parserOf({ args, command: undefined, options: [], commands: Object.keys(COMMANDS) })
    .scriptName('ecsim')
    .usage('$0 COMMAND\n\nSimulates Amazon ECS: scheduling, scaling and the bill that comes of it.')
    .example('$0 run scenario.yaml', 'the summary of a run')
    .example('$0 run scenario.yaml --out results', 'the same, and its files')
    .epilogue(`${EXIT_CODES_HELP}\n\n"ecsim COMMAND --help" says more.`)
    .demandCommand(1, 1, 'expected a command');
  for (const [name, load] of Object.entries(COMMANDS)) {
    const { positionals, describe } = await load();
    parser.command(`${name} ${positionals}`.trimEnd(), describe);
  }
  if (args.length > 0) {
    await parser.parseAsync();
    return;
  }
  parser.showHelp('error');
  process.exitCode = ExitCode.wrongInput;
}

function parserOf(usage: UsageContext): Argv {
  return yargs(usage.args.map((arg) => (arg === '-' ? DASH : arg)))
    .strict()
    .version(version())
    .help()
    .alias('help', 'h')
    .locale('en')
    .wrap(Math.min(100, process.stdout.columns || 80))
    .exitProcess(false)
    .middleware(restoreDashes)
    .parserConfiguration({
      // `--set a=1 scenario.yaml` sets one thing, and a file's name of digits is no number.
      'greedy-arrays': false,
      'parse-positional-numbers': false,
      'dot-notation': false,
      'boolean-negation': false,
    })
    .fail((message, error: Error | undefined) => {
      if (error !== undefined && error !== null && error.name !== 'YError') throw error;
      throw new UsageError(explainUsage(message ?? error?.message ?? '', usage));
    });
}

/** yargs takes a lone dash for an option without a name, so it stands for itself only before and after; nobody can type this. */
const DASH = '\0-';

function restoreDashes(argv: Record<string, unknown>): void {
  const restored = (value: unknown): unknown => (value === DASH ? '-' : value);
  for (const [name, value] of Object.entries(argv))
    argv[name] = Array.isArray(value) ? value.map(restored) : restored(value);
}

/** Says on standard error what went wrong. */
async function fail(error: unknown): Promise<void> {
  process.exitCode = ExitCode.defect;
  const { describeFailure } = await import('./failure.ts');
  const { exitCode, text } = describeFailure(error, process.env['ECSIM_DEBUG'] === '1');
  process.stderr.write(text);
  process.exitCode = exitCode;
}
