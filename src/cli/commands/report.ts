import type { Outcome } from '../../experiment/outcome.ts';
import { UsageError } from '../../io/usage-error.ts';
import type { ReportName } from '../../reporters/registry.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES_HELP } from '../exit-code.ts';
import { reportComparison } from '../report-comparison.ts';
import { last, outFolder } from '../scenario-options.ts';

/** Reports as the user names them, and as the registry does. */
const FORMATS = {
  text: 'text',
  json: 'outcome.json',
  'timeline.csv': 'timeline.csv',
  'costs.csv': 'costs.csv',
  'cur.csv': 'cur.csv',
  html: 'report.html',
} as const satisfies Readonly<Record<string, ReportName>>;
type Format = keyof typeof FORMATS;

/** What `--out` writes. */
const TABLES = ['timeline.csv', 'costs.csv'] as const satisfies readonly Format[];

const OPTIONS = {
  format: {
    choices: Object.keys(FORMATS) as Format[],
    default: 'text',
    requiresArg: true,
    describe: 'What to print.',
  },
  out: {
    type: 'string',
    requiresArg: true,
    describe: `Also write ${TABLES.join(' and ')} into this folder.`,
  },
} as const;

interface ReportArguments {
  readonly outcome: readonly string[];
  readonly format: Format | readonly Format[];
  readonly out?: string | readonly string[] | undefined;
}

/** `ecsim report`: reports again from saved outcomes and comparisons. */
export const reportCommand: Command<ReportArguments> = {
  positionals: '<outcome..>',
  describe: 'Make a report again from a saved outcome or comparison',
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('outcome', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'An outcome.json, a comparison.json, the folder that one lies in, or - for standard input.',
      })
      .options(OPTIONS)
      .example('$0 results', 'the summary of the run that left its files in results/')
      .example('$0 results --format costs.csv > costs.csv', 'its bill')
      .example('$0 results --format cur.csv > cur.csv', 'the same as a Cost and Usage Report')
      .example('$0 results --format html > report.html', 'its page of pictures')
      .example('$0 outcome.json --out tables', 'its CSV files')
      .epilogue(EXIT_CODES_HELP),
  run: report,
};

async function report(given: ReportArguments): Promise<void> {
  const format = last(given.format) ?? 'text';
  const out = outFolder(given.out);
  const { length } = given.outcome;
  if (length > 1 && (out !== undefined || format === 'html' || format.endsWith('.csv')))
    throw new UsageError(
      `report: expected one outcome for ${out === undefined ? format : '--out'}, received ${length}.`,
    );
  const [{ readSavedResult }, { REPORTERS }, { reportText }, { textOf }, { textWidth }, { writeOut }] =
    await Promise.all([
      import('../../io/read-saved-result.ts'),
      import('../../reporters/registry.ts'),
      import('../../reporters/text.ts'),
      import('../../reporters/pieces.ts'),
      import('../print-outcome.ts'),
      import('../../io/standard-output.ts'),
    ]);
  const texts: string[] = [];
  for (const path of given.outcome) {
    const saved = await readSavedResult(path);
    if ('comparison' in saved) {
      texts.push(await reportComparison(saved.comparison, out === undefined ? format : '--out'));
      continue;
    }
    const { outcome } = saved;
    const files = out === undefined ? [] : await writeTables(outcome, out);
    const width = textWidth();
    texts.push(
      format === 'text' ? reportText(outcome, { files, width }) : textOf(REPORTERS[FORMATS[format]](outcome)),
    );
  }
  await writeOut(texts.join('\n'));
}

async function writeTables(outcome: Outcome, out: string): Promise<string[]> {
  const { writeReports } = await import('../../io/write-reports.ts');
  return writeReports(outcome, TABLES, out);
}
