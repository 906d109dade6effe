import type { Comparison } from '../../experiment/compare/comparison.ts';
import { DEFAULT_MOST_REPLICATIONS, DEFAULT_REPLICATIONS } from '../../io/replication-defaults.ts';
import { abortOnSignals } from '../../io/signals.ts';
import { UsageError } from '../../io/usage-error.ts';
import { ACROSS_OPTIONS, type AcrossArguments, acrossOf } from '../across-options.ts';
import type { Command } from '../command.ts';
import { comparedExitCode } from '../compared-exit-code.ts';
import { EXIT_CODES_HELP } from '../exit-code.ts';
import { numberOf } from '../numbers-of-options.ts';
import {
  last,
  outFolder,
  SCENARIO_OPTIONS,
  SCENARIO_POSITIONAL,
  type ScenarioArguments,
  scenarioOptions,
} from '../scenario-options.ts';

const MOST_REPLICATIONS = 100_000;

const OPTIONS = {
  vary: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      'PATH=A,B,C: an alternative for each value, such as services[0].desiredCount=4,6,8. Repeatable; several multiply. PATH=LOW..HIGH: where in this range the order turns; two ranges: who is cheapest over both; "PATH=LOW..HIGH;PATH=FROM..TO": the second goes along with the first.',
  },
  ...ACROSS_OPTIONS,
  replications: {
    type: 'string',
    requiresArg: true,
    describe: `Runs of each alternative, with the seeds seed, seed + 1, ...; 1 gives no intervals. Default ${DEFAULT_REPLICATIONS}; with --precision the most, default ${DEFAULT_MOST_REPLICATIONS}.`,
  },
  precision: {
    type: 'string',
    requiresArg: true,
    describe:
      'PERCENT of the cheaper cost: replications are added until every difference of costs is known within it.',
  },
  confidence: {
    type: 'string',
    requiresArg: true,
    describe: 'PERCENT of its intervals; default 95. Those of all pairs hold at once.',
  },
  'warm-up': {
    type: 'string',
    requiresArg: true,
    describe: 'Instead of simulation.warmUp of every alternative: what comes before it is not counted.',
  },
  workers: {
    type: 'string',
    requiresArg: true,
    describe: 'Threads that make runs; default: one a core. The results are the same with any number.',
  },
  out: {
    type: 'string',
    requiresArg: true,
    describe:
      'The folder for comparison.json, report.html and runs.jsonl, the finished runs: the same command goes on from them.',
  },
  ...SCENARIO_OPTIONS,
  format: {
    choices: ['text', 'json'],
    default: 'text',
    requiresArg: true,
    describe: 'What to print: the answer with tables, or the content of comparison.json.',
  },
  quiet: { type: 'boolean', default: false, describe: 'No progress.' },
} as const;

type Text = string | readonly string[] | undefined;

interface CompareArguments extends ScenarioArguments, AcrossArguments {
  readonly scenarios: readonly string[];
  readonly vary?: readonly string[] | undefined;
  readonly replications?: Text;
  readonly precision?: Text;
  readonly confidence?: Text;
  readonly 'warm-up'?: Text;
  readonly workers?: Text;
  readonly out?: Text;
  readonly format: 'text' | 'json' | readonly ('text' | 'json')[];
  readonly quiet: boolean;
}

/** `ecsim compare`: alternatives side by side under the same seeds, and how sure their differences are. */
export const compareCommand: Command<CompareArguments> = {
  positionals: '<scenarios..>',
  describe: 'Compare alternatives under the same seeds: which costs less, and how sure that is',
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('scenarios', { ...SCENARIO_POSITIONAL, array: true })
      .options(OPTIONS)
      .example('$0 on-ec2.yaml on-fargate.yaml', 'two scenarios')
      .example('$0 shop.yaml --vary services[0].desiredCount=4,6,8', 'one scenario, three ways')
      .example(
        '$0 a.yaml b.yaml --vary workloads[0].arrivals.poisson.perHour=10..200',
        'from what load on b is cheaper',
      )
      .example('$0 a.yaml b.yaml --precision 1', 'as many replications as it takes to know 1 %')
      .example('$0 shop.yaml --across launch-types --equal-service', 'EC2 against Fargate, equally good')
      .epilogue(EXIT_CODES_HELP),
  run,
};

async function run(given: CompareArguments): Promise<void> {
  const out = outFolder(given.out);
  const { across, only, instanceType, equalService } = acrossOf(given);
  const { planComparison } = await import('../../experiment/compare/plan/plan-comparison.ts');
  const plan = planComparison(given.scenarios, given.vary ?? [], across !== null);
  const problems = 'problems' in plan ? [...plan.problems] : [];
  const percent = { from: 0.001, to: 1000 };
  const precision = numberOf('precision', given.precision, percent, problems);
  const count = { from: 1, to: MOST_REPLICATIONS, isWhole: true };
  const replications = numberOf('replications', given.replications, count, problems);
  const confidence = numberOf('confidence', given.confidence, { from: 1, to: 99.99 }, problems) ?? 95;
  const workers = numberOf('workers', given.workers, { from: 1, to: 1024, isWhole: true }, problems);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));

  const signal = abortOnSignals();
  const warmUp = last(given['warm-up']);
  const read = scenarioOptions(given, signal);
  const [{ compareScenarios }, { ProgressLine }] = await Promise.all([
    import('../../io/compare-scenarios.ts'),
    import('../../io/progress.ts'),
  ]);
  const progress = given.quiet ? null : new ProgressLine(process.stderr);
  try {
    const { comparison, files } = await compareScenarios(given.scenarios, {
      ...read,
      settings: [...(read.settings ?? []), ...(warmUp === undefined ? [] : [`simulation.warmUp=${warmUp}`])],
      vary: given.vary ?? [],
      across: across ?? undefined,
      only,
      instanceType,
      equalService: equalService ?? undefined,
      replications,
      precision: precision === undefined ? undefined : precision / 100,
      confidence: confidence / 100,
      workers,
      out,
      onProgress: progress === null ? undefined : progress.showRuns.bind(progress),
    });
    progress?.clear();
    process.exitCode = comparedExitCode(comparison);
    await print(comparison, files, last(given.format) ?? 'text');
  } finally {
    progress?.clear();
  }
}

async function print(
  comparison: Comparison,
  files: readonly string[],
  format: 'text' | 'json',
): Promise<void> {
  const [{ writeOut }, { textWidth }, { comparisonText }, { comparisonJson }] = await Promise.all([
    import('../../io/standard-output.ts'),
    import('../print-outcome.ts'),
    import('../../reporters/text/comparison.ts'),
    import('../../reporters/comparison-json.ts'),
  ]);
  if (format === 'json') return writeOut(comparisonJson(comparison));
  await writeOut(comparisonText(comparison, { files, width: textWidth() }));
}
