import type { Example } from '../../conformance/example.ts';
import type { MeasuredFigure } from '../../conformance/measurements/run-measurements.ts';
import type { ConformanceReport } from '../../conformance/run-conformance.ts';
import type { Command } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import { last } from '../scenario-options.ts';

const OPTIONS = {
  format: {
    choices: ['text', 'json'],
    default: 'text',
    requiresArg: true,
    describe: 'A table of areas, or every example with what was expected and received.',
  },
} as const;

interface ConformanceArguments {
  readonly examples?: string | undefined;
  readonly format: string | readonly string[];
}

/** No book of examples is longer. */
const LIMIT_BYTES = 64 * 1024 * 1024;

/** `ecsim conformance`: worked examples against this simulator. */
export const conformanceCommand: Command<ConformanceArguments> = {
  positionals: '[examples]',
  describe: "Put AWS's own worked examples and measurements to this simulator",
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('examples', {
        type: 'string',
        describe: 'A JSON list of examples, - for standard input; default: those that come with ecsim.',
      })
      .options(OPTIONS)
      .example('$0', 'what passed, failed and is not covered, by area; and measured figures')
      .example('$0 mine.json --format json', 'the same for your own examples, with every answer')
      .epilogue(
        `Exit codes: ${ExitCode.done} no example failed, ${ExitCode.assertionFailed} one failed, ${ExitCode.wrongInput} the examples cannot be read.`,
      ),
  run: conformance,
};

async function conformance({ examples, format }: ConformanceArguments): Promise<void> {
  const [{ runConformance }, { writeOut }] = await Promise.all([
    import('../../conformance/run-conformance.ts'),
    import('../../io/standard-output.ts'),
  ]);
  const report = await runConformance(await readExamples(examples));
  const measurements = examples === undefined ? await measured() : null;
  if (report.examples.some(({ result }) => result === 'failed')) process.exitCode = ExitCode.assertionFailed;
  await writeOut(last(format) === 'json' ? asJson(report, measurements) : await asText(report, measurements));
}

/** Measurements are compared, not passed: they come with ecsim's own examples and decide no exit code. */
async function measured(): Promise<readonly MeasuredFigure[]> {
  const { runMeasurements } = await import('../../conformance/measurements/run-measurements.ts');
  return runMeasurements();
}

async function readExamples(path: string | undefined): Promise<readonly Example[]> {
  if (path === undefined) return (await import('../../conformance/worked-examples.ts')).workedExamples();
  const [{ parseExamples }, { readText }] = await Promise.all([
    import('../../conformance/parse-examples.ts'),
    import('../../io/read-text.ts'),
  ]);
  return parseExamples(await readText(path, LIMIT_BYTES), path);
}

type Measurements = readonly MeasuredFigure[] | null;

async function asText(report: ConformanceReport, measurements: Measurements): Promise<string> {
  const [{ describeConformance }, { describeMeasurements }] = await Promise.all([
    import('../../conformance/describe-conformance.ts'),
    import('../../conformance/measurements/describe-measurements.ts'),
  ]);
  const text = describeConformance(report);
  return measurements === null ? text : `${text}\n${describeMeasurements(measurements)}`;
}

/** Integers beyond 2^53 as decimal text. */
function asJson(report: ConformanceReport, measurements: Measurements): string {
  const replacer = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  const whole = measurements === null ? report : { ...report, measurements };
  return `${JSON.stringify(whole, replacer, 2)}\n`;
}
