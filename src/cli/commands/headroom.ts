import { abortOnSignals } from '../../io/signals.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES_HELP } from '../exit-code.ts';
import {
  last,
  SCENARIO_OPTIONS,
  SCENARIO_POSITIONAL,
  type ScenarioArguments,
  scenarioOptions,
} from '../scenario-options.ts';

const OPTIONS = {
  at: {
    type: 'string',
    requiresArg: true,
    describe:
      'The moment: a duration from the start (2h), or an ISO 8601 instant; default: when the instances are fullest.',
  },
  ...SCENARIO_OPTIONS,
  format: {
    choices: ['text', 'json'],
    default: 'text',
    requiresArg: true,
    describe: 'What to print: tables, or the same as JSON with the place of every lost task.',
  },
} as const;

interface HeadroomArguments extends ScenarioArguments {
  readonly scenario: string;
  readonly at?: string | readonly string[] | undefined;
  readonly format: 'text' | 'json' | readonly ('text' | 'json')[];
}

/** `ecsim headroom`: what no longer fits when a zone or an instance is lost, and how much more would fit. */
export const headroomCommand: Command<HeadroomArguments> = {
  positionals: '<scenario>',
  describe: 'Lose a zone or an instance: what no longer fits, and how much more would',
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('scenario', SCENARIO_POSITIONAL)
      .options(OPTIONS)
      .example('$0 scenario.yaml', 'at the moment at which the instances are fullest')
      .example('$0 scenario.yaml --at 2h30m', 'at a moment of your own')
      .example("$0 scenario.yaml --format json | jq '.whatIfs[].unplaced'", 'what fits nowhere')
      .epilogue(EXIT_CODES_HELP),
  run: headroom,
};

async function headroom(given: HeadroomArguments): Promise<void> {
  const signal = abortOnSignals();
  const [{ readScenario }, { runHeadroom }, { ProgressLine }, { writeOut }] = await Promise.all([
    import('../../io/read-scenario.ts'),
    import('../../io/run-headroom.ts'),
    import('../../io/progress.ts'),
    import('../../io/standard-output.ts'),
  ]);
  const loaded = await readScenario(given.scenario, scenarioOptions(given, signal));
  const progress = new ProgressLine(process.stderr);
  try {
    const found = await runHeadroom(loaded, {
      at: last(given.at),
      signal,
      onSlice: (position) => progress.show(position),
    });
    progress.clear();
    if (last(given.format) === 'json') await writeOut(`${JSON.stringify(found, null, 2)}\n`);
    else {
      const [{ headroomText }, { textWidth }] = await Promise.all([
        import('../../reporters/text/headroom.ts'),
        import('../print-outcome.ts'),
      ]);
      await writeOut(headroomText(found, textWidth()));
    }
  } finally {
    progress.clear();
  }
}
