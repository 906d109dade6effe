import yargs, { type Argv } from 'yargs';
import { UsageError } from '../io/usage-error.ts';
import { version } from '../io/version.ts';
import { conformanceCommand } from './commands/conformance.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { validateCommand } from './commands/validate.ts';
import { EXIT_CODES_HELP, ExitCode } from './exit-code.ts';
import { explainUsage } from './usage.ts';

/** Every command by its name. */
const COMMANDS = {
  run: runCommand,
  validate: validateCommand,
  report: reportCommand,
  schema: schemaCommand,
  conformance: conformanceCommand,
} as const;

/** Runs the command that the arguments name; afterwards `process.exitCode` says how it went. Never rejects. */
export async function runProgram(args: readonly string[]): Promise<void> {
  process.once('uncaughtException', (error) => {
    void fail(error).finally(() => process.exit());
  });
  try {
    const parser = parserOf(args);
    if (args.length > 0) await parser.parseAsync();
    else {
      parser.showHelp('error');
      process.exitCode = ExitCode.wrongInput;
    }
  } catch (error) {
    await fail(error);
  }
}

function parserOf(args: readonly string[]): Argv {
  const parser = yargs(args.map((arg) => (arg === '-' ? DASH : arg)))
    .scriptName('ecsim')
    .usage('$0 COMMAND\n\nSimulates Amazon ECS: scheduling, scaling and the bill that comes of it.')
    .example('$0 run scenario.yaml', 'the summary of a run')
    .example('$0 run scenario.yaml --out results', 'the same, and its files')
    .epilogue(`${EXIT_CODES_HELP}\n\n"ecsim COMMAND --help" says more.`)
    .demandCommand(1, 1, 'expected a command')
    .strict()
    .version(version())
    .help()
    .alias('help', 'h')
    .locale('en')
    .wrap(Math.min(100, process.stdout.columns ?? 80))
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
      throw new UsageError(usage(message ?? error?.message ?? '', args));
    });
  return parser
    .command(COMMANDS.run)
    .command(COMMANDS.validate)
    .command(COMMANDS.report)
    .command(COMMANDS.schema)
    .command(COMMANDS.conformance);
}

function usage(message: string, args: readonly string[]): string {
  const [first = ''] = args;
  const command = Object.hasOwn(COMMANDS, first) ? COMMANDS[first as keyof typeof COMMANDS] : undefined;
  return explainUsage(message, {
    args,
    command: command === undefined ? undefined : first,
    commands: Object.keys(COMMANDS),
    options: Object.keys(command?.options ?? {}),
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
