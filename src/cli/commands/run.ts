import { abortOnSignals } from '../../io/signals.ts';
import { UsageError } from '../../io/usage-error.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES_HELP, ExitCode } from '../exit-code.ts';
import {
  last,
  outFolder,
  SCENARIO_OPTIONS,
  SCENARIO_POSITIONAL,
  type ScenarioArguments,
  scenarioOptions,
} from '../scenario-options.ts';

const OPTIONS = {
  out: {
    type: 'string',
    requiresArg: true,
    describe: 'The folder for the files of the run; without it nothing is written.',
  },
  ...SCENARIO_OPTIONS,
  format: {
    choices: ['text', 'json'],
    default: 'text',
    requiresArg: true,
    describe: 'What to print: a summary, or the content of outcome.json.',
  },
  quiet: { type: 'boolean', default: false, describe: 'Print neither summary nor progress.' },
  events: {
    type: 'boolean',
    default: false,
    describe: "Also write events.jsonl: ECS's events as EventBridge sends them.",
  },
  'no-tasks': { type: 'boolean', default: false, describe: 'Do not write tasks.csv.' },
} as const;

interface RunArguments extends ScenarioArguments {
  readonly scenario: string;
  readonly out?: string | readonly string[] | undefined;
  readonly format: 'text' | 'json' | readonly ('text' | 'json')[];
  readonly quiet: boolean;
  readonly events: boolean;
  readonly 'no-tasks': boolean;
}

/** `ecsim run`: runs a scenario, prints what it came to, leaves its files. */
export const runCommand: Command<RunArguments> = {
  positionals: '<scenario>',
  describe: 'Run a scenario: a summary, and its files',
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('scenario', SCENARIO_POSITIONAL)
      .options(OPTIONS)
      .example('$0 scenarios/first.yaml', 'print the summary')
      .example(
        '$0 first.yaml --out results --events',
        'leave outcome.json, the CSV files and events.jsonl in results/',
      )
      .example('$0 first.yaml --set simulation.duration=30d --seed 8', 'the same with other values')
      .example('$0 first.yaml --format json | jq .cost.total', 'one number of the outcome')
      .epilogue(EXIT_CODES_HELP),
  run,
};

async function run(given: RunArguments): Promise<void> {
  const { scenario, quiet, events } = given;
  const out = outFolder(given.out);
  if (events && out === undefined)
    throw new UsageError('--events: writes events.jsonl, so it needs a folder, --out DIR.');
  const signal = abortOnSignals();
  const options = scenarioOptions(given, signal);
  const [{ readScenario }, { runLoadedScenario }, { ProgressLine }] = await Promise.all([
    import('../../io/read-scenario.ts'),
    import('../../io/run-scenario-file.ts'),
    import('../../io/progress.ts'),
  ]);
  const loaded = await readScenario(scenario, options);
  const progress = quiet ? null : new ProgressLine(process.stderr);
  try {
    const { outcome, files } = await runLoadedScenario(loaded, {
      out,
      tasks: !given['no-tasks'],
      events,
      signal,
      onSlice: (position) => progress?.show(position),
    });
    progress?.clear();
    const failed = outcome.assertions.filter(({ holds }) => !holds);
    if (failed.length > 0) process.exitCode = ExitCode.assertionFailed;
    const { printOutcome } = await import('../print-outcome.ts');
    await printOutcome(outcome, { format: last(given.format) ?? 'text', files, quiet });
  } finally {
    progress?.clear();
  }
}
