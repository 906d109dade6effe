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
  term: {
    choices: ['1y', '3y'],
    requiresArg: true,
    describe: 'Only commitments of this term; default: both.',
  },
  payment: {
    choices: ['NoUpfront', 'PartialUpfront', 'AllUpfront'],
    default: 'NoUpfront',
    requiresArg: true,
    describe: 'How the commitment is paid.',
  },
  ...SCENARIO_OPTIONS,
  format: {
    choices: ['text', 'json'],
    default: 'text',
    requiresArg: true,
    describe: 'What to print: tables, or the same as JSON with the cost curve of every plan.',
  },
} as const;

type Payment = (typeof OPTIONS.payment.choices)[number];
type Term = (typeof OPTIONS.term.choices)[number];

interface CommitmentsArguments extends ScenarioArguments {
  readonly scenario: string;
  readonly term?: Term | readonly Term[] | undefined;
  readonly payment: Payment | readonly Payment[];
  readonly format: 'text' | 'json' | readonly ('text' | 'json')[];
}

/** `ecsim commitments`: the Savings Plan and the Reserved Instances that would have been right for a run, and what a wrong guess costs. */
export const commitmentsCommand: Command<CommitmentsArguments> = {
  positionals: '<scenario>',
  describe:
    'The Savings Plan and the Reserved Instances that would have been right, and what a wrong guess costs',
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('scenario', SCENARIO_POSITIONAL)
      .options(OPTIONS)
      .example('$0 scenario.yaml', 'every kind of commitment without upfront payment')
      .example('$0 scenario.yaml --term 3y --payment AllUpfront', 'three years, paid at once')
      .example("$0 scenario.yaml --format json | jq '.plans[0].curve'", 'the cost curve')
      .epilogue(EXIT_CODES_HELP),
  run: commitments,
};

async function commitments(given: CommitmentsArguments): Promise<void> {
  const signal = abortOnSignals();
  const [{ readScenario }, { runCommitments }, { ProgressLine }, { writeOut }] = await Promise.all([
    import('../../io/read-scenario.ts'),
    import('../../io/run-commitments.ts'),
    import('../../io/progress.ts'),
    import('../../io/standard-output.ts'),
  ]);
  const loaded = await readScenario(given.scenario, scenarioOptions(given, signal));
  const progress = new ProgressLine(process.stderr);
  try {
    const found = await runCommitments(loaded, {
      term: last(given.term) ?? null,
      payment: last(given.payment)!,
      signal,
      onSlice: (position) => progress.show(position),
    });
    progress.clear();
    if (last(given.format) === 'json') await writeOut(`${JSON.stringify(found, null, 2)}\n`);
    else {
      const [{ commitmentsText }, { textWidth }] = await Promise.all([
        import('../../reporters/text/commitments.ts'),
        import('../print-outcome.ts'),
      ]);
      await writeOut(commitmentsText(found, textWidth()));
    }
  } finally {
    progress.clear();
  }
}
