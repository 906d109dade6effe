import type { ExplainQuery } from '../../io/run-explain.ts';
import { abortOnSignals } from '../../io/signals.ts';
import { UsageError } from '../../io/usage-error.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES_HELP } from '../exit-code.ts';
import {
  last,
  SCENARIO_OPTIONS,
  SCENARIO_POSITIONAL,
  type ScenarioArguments,
  scenarioOptions,
} from '../scenario-options.ts';

/** What can be asked; exactly one of them is, but `scaling` takes `at` as its moment. */
const QUESTIONS = {
  task: {
    type: 'string',
    requiresArg: true,
    describe: 'Why this task is where it is, or waited, or was never placed: FAMILY-n, such as report-17.',
  },
  at: {
    type: 'string',
    requiresArg: true,
    describe:
      'All placements of a moment, or of the first after it: a duration from the start (2h), or an ISO 8601 instant. With --scaling its moment.',
  },
  failed: { type: 'boolean', describe: 'Why tasks were refused: the first of each kind for each reason.' },
  strategies: {
    type: 'boolean',
    describe: 'What every placement strategy would have made of it, and how far each is from the optimum.',
  },
  scaling: {
    type: 'string',
    requiresArg: true,
    describe:
      'Why a service, a capacity provider or a group scaled, or did not, at the moment of --at: its name, such as web, main/web or asg.',
  },
} as const;

const OPTIONS = {
  ...QUESTIONS,
  ...SCENARIO_OPTIONS,
  format: {
    choices: ['text', 'json', 'html'],
    default: 'text',
    requiresArg: true,
    describe:
      'What to print: a text of 80 columns, JSON with every container instance, or one page of pictures that needs nothing else.',
  },
} as const;

/** What can be printed. */
export type ExplainFormat = 'text' | 'json' | 'html';

interface ExplainArguments extends ScenarioArguments {
  readonly scenario: string;
  readonly task?: string | readonly string[] | undefined;
  readonly at?: string | readonly string[] | undefined;
  readonly failed?: boolean | readonly boolean[] | undefined;
  readonly strategies?: boolean | readonly boolean[] | undefined;
  readonly scaling?: string | readonly string[] | undefined;
  readonly format: ExplainFormat | readonly ExplainFormat[];
}

/** `ecsim explain`: why tasks were placed where they were, or not, and why a service or a capacity provider scaled, or did not. */
export const explainCommand: Command<ExplainArguments> = {
  positionals: '<scenario>',
  describe:
    'Why tasks were placed where they were, or not; why a service or a capacity provider scaled, or not',
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('scenario', SCENARIO_POSITIONAL)
      .options(OPTIONS)
      .example('$0 scenario.yaml --task report-17', 'one task, from its request to its placement')
      .example('$0 scenario.yaml --at 2h30m', 'what was placed at a moment, and why there')
      .example('$0 scenario.yaml --failed', 'who was refused, what came closest, what would have helped')
      .example(
        '$0 scenario.yaml --at 2h30m --format html > why.html',
        'the same as pictures: the fleet, each step, what other strategies would have done',
      )
      .example('$0 scenario.yaml --strategies', 'the same arrivals by every placement strategy')
      .example('$0 scenario.yaml --scaling web --at 2h', 'why a service had so many tasks then')
      .example(
        '$0 scenario.yaml --scaling asg --at 2h',
        'why its Auto Scaling group had so many instances then',
      )
      .epilogue(EXIT_CODES_HELP),
  run: explain,
};

async function explain(given: ExplainArguments): Promise<void> {
  const question = questionOf(given);
  const format = last(given.format) ?? 'text';
  const signal = abortOnSignals();
  const { writeOut } = await import('../../io/standard-output.ts');
  if (question === 'strategies') {
    const { explainStrategies } = await import('../explain-strategies.ts');
    await writeOut(await explainStrategies({ ...given, format }, signal));
  } else await writeOut(await explainRun(given, question, format, signal));
}

/** The one question that was asked. Throws UsageError for none, for several, and for `scaling` without its moment. */
function questionOf(given: ExplainArguments): keyof typeof QUESTIONS {
  const names = Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[];
  const asked = names.filter((name) => given[name] !== undefined && last(given[name]) !== false);
  if (asked.length === 2 && asked.includes('at') && asked.includes('scaling')) return 'scaling';
  const [question, ...more] = asked;
  if (question === 'scaling' && more.length === 0)
    throw new UsageError(
      `ecsim explain: --scaling needs the moment that is asked about, too: --at TIME. See "ecsim explain --help".`,
    );
  if (question === undefined || more.length > 0)
    throw new UsageError(
      `ecsim explain: expected one of --task ID, --at TIME, --failed, --strategies and --scaling NAME --at TIME, received ${
        question === undefined ? 'none' : asked.map((name) => `--${name}`).join(' and ')
      }. See "ecsim explain --help".`,
    );
  return question;
}

async function explainRun(
  given: ExplainArguments,
  question: Exclude<keyof typeof QUESTIONS, 'strategies'>,
  format: ExplainFormat,
  signal: AbortSignal,
): Promise<string> {
  const [{ readScenario }, { runExplain }, { ProgressLine }] = await Promise.all([
    import('../../io/read-scenario.ts'),
    import('../../io/run-explain.ts'),
    import('../../io/progress.ts'),
  ]);
  const loaded = await readScenario(given.scenario, scenarioOptions(given, signal));
  const progress = new ProgressLine(process.stderr);
  try {
    const explanation = await runExplain(loaded, queryOf(given, question), {
      signal,
      onSlice: (position) => progress.show(position),
      hasPictures: format !== 'text',
    });
    if (format === 'json') return `${JSON.stringify(explanation, null, 2)}\n`;
    if (format === 'html') {
      const { explanationHtml } = await import('../../reporters/html/explain/explanation.ts');
      return explanationHtml(explanation);
    }
    const [{ explanationText }, { textWidth }] = await Promise.all([
      import('../../reporters/text/explain.ts'),
      import('../print-outcome.ts'),
    ]);
    return explanationText(explanation, textWidth());
  } finally {
    progress.clear();
  }
}

function queryOf(
  given: ExplainArguments,
  question: Exclude<keyof typeof QUESTIONS, 'strategies'>,
): ExplainQuery {
  const at = last(given.at) ?? '';
  switch (question) {
    case 'task':
      return { question, task: last(given.task) ?? '' };
    case 'at':
      return { question, at };
    case 'failed':
      return { question };
    case 'scaling':
      return { question, scaling: last(given.scaling) ?? '', at };
    default:
      return question satisfies never;
  }
}
