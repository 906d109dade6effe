import type { Argv } from 'yargs';
import { UsageError } from '../../io/usage-error.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES_HELP } from '../exit-code.ts';
import { last } from '../scenario-options.ts';

const OPTIONS = {
  region: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'show: default us-east-1; diff: default all; import: default all. Repeatable.',
  },
  catalogue: {
    type: 'string',
    requiresArg: true,
    describe: 'list, show: of this catalogue file, too.',
  },
  'as-of': { type: 'string', requiresArg: true, describe: 'show: the prices of a day, such as 2026-09-01.' },
  into: {
    type: 'string',
    requiresArg: true,
    describe: 'import: the catalogue file; what it has already stays.',
  },
  format: {
    choices: ['text', 'json'],
    default: 'text',
    requiresArg: true,
    describe: 'Tables, or the same as JSON with all that is known of each price.',
  },
} as const;

interface PricesArguments {
  readonly action: string;
  readonly args?: readonly string[] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly catalogue?: string | readonly string[] | undefined;
  readonly 'as-of'?: string | readonly string[] | undefined;
  readonly into?: string | readonly string[] | undefined;
  readonly format: string | readonly string[];
}

/** The same, each option once. */
export interface PricesRequest {
  readonly args: readonly string[];
  readonly regions: readonly string[];
  readonly catalogue: string | undefined;
  readonly asOf: string | undefined;
  readonly into: string | undefined;
  readonly isJson: boolean;
}

const ACTIONS: Readonly<Record<string, () => Promise<(request: PricesRequest) => Promise<void>>>> = {
  list: async () => (await import('../prices/list.ts')).listPrices,
  show: async () => (await import('../prices/show.ts')).showPrices,
  diff: async () => (await import('../prices/diff.ts')).diffPrices,
  import: async () => (await import('../prices/import.ts')).importPrices,
};

/** `ecsim prices`: what the catalogue holds, and newer prices into one of the user's own. */
export const pricesCommand: Command<PricesArguments> = {
  positionals: '<action> [args..]',
  missing: `one of ${Object.keys(ACTIONS).join(', ')}`,
  describe: "What the catalogue of prices holds; AWS's price lists into one of your own",
  options: OPTIONS,
  build: (yargs: Argv) =>
    yargs
      .positional('action', {
        choices: Object.keys(ACTIONS),
        describe: 'list what there is; show prices; diff two catalogues or dates; import price lists',
      })
      .positional('args', {
        type: 'string',
        array: true,
        describe:
          'show: names or their beginnings; diff: FILE, FILE@DATE or built-in; import: files, - for input',
      })
      .options(OPTIONS)
      .example('$0 list', 'regions, services and sources with their days')
      .example('$0 show m5.large fargate --region eu-west-1', 'an instance type and Fargate')
      .example('$0 import index.json.gz --into prices.json', 'an offer file, plain or gzip')
      .example('$0 diff built-in prices.json', 'what is dearer and what is cheaper now')
      .epilogue(EXIT_CODES_HELP),
  run: prices,
};

async function prices(given: PricesArguments): Promise<void> {
  const { action, args = [], region = [] } = given;
  const run = await ACTIONS[action]!();
  const asOf = last(given['as-of']);
  if (asOf !== undefined && !/^\d{4}-\d\d-\d\d$/.test(asOf))
    throw new UsageError(`--as-of: expected a day such as 2026-09-01, received "${asOf}".`);
  await run({
    args,
    regions: region,
    catalogue: last(given.catalogue),
    asOf,
    into: last(given.into),
    isJson: last(given.format) === 'json',
  });
}
