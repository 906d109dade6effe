import type { StarterPlatform, StarterWork } from '../../scenario/starters/starter.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES_HELP } from '../exit-code.ts';
import { last } from '../scenario-options.ts';

const OPTIONS = {
  fargate: { type: 'boolean', conflicts: 'ec2', describe: 'Tasks run on Fargate; the default.' },
  ec2: { type: 'boolean', describe: 'Tasks run on EC2 instances of an Auto Scaling group.' },
  service: {
    type: 'boolean',
    conflicts: ['batch', 'trace'],
    describe: 'A web service that scales with its requests; the default.',
  },
  batch: { type: 'boolean', conflicts: 'trace', describe: 'Batch tasks that come at random.' },
  trace: {
    type: 'string',
    requiresArg: true,
    describe: 'A CSV file, plain or gzip: of tasks, one a row, or of requests over time.',
  },
  force: { type: 'boolean', default: false, describe: 'Replace the file if it is there already.' },
} as const;

interface InitArguments {
  readonly file: string;
  readonly fargate?: boolean | readonly boolean[] | undefined;
  readonly ec2?: boolean | readonly boolean[] | undefined;
  readonly service?: boolean | readonly boolean[] | undefined;
  readonly batch?: boolean | readonly boolean[] | undefined;
  readonly trace?: string | readonly string[] | undefined;
  readonly force: boolean | readonly boolean[];
}

/** `ecsim init`: a first scenario that runs as it stands. */
export const initCommand: Command<InitArguments> = {
  positionals: '[file]',
  describe: 'Start a scenario by a few flags or questions: a commented file that runs at once',
  options: OPTIONS,
  build: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        default: 'scenario.yaml',
        describe: 'The file to write; - for standard output.',
      })
      .options(OPTIONS)
      .example('$0', 'asks on a terminal; else a service on Fargate')
      .example('$0 batch.yaml --ec2 --batch', 'batch tasks on EC2')
      .example(
        '$0 jobs.yaml --fargate --trace jobs.csv',
        'recorded tasks; columns are guessed from the header',
      )
      .epilogue(EXIT_CODES_HELP),
  run: init,
};

/** What is asked for, or answered. */
interface Wanted {
  readonly platform: StarterPlatform;
  readonly work: 'service' | 'batch' | { readonly trace: string };
}

async function init(given: InitArguments): Promise<void> {
  const [
    { basename },
    { refuseExisting, writeNewFile },
    { starterText },
    { writeOut },
    { wrapText },
    { textWidth },
  ] = await Promise.all([
    import('node:path'),
    import('../../io/write-new-file.ts'),
    import('../../scenario/starters/starter.ts'),
    import('../../io/standard-output.ts'),
    import('../../reporters/text/layout.ts'),
    import('../print-outcome.ts'),
  ]);
  const { file } = given;
  const replace = last(given.force) === true;
  const isPrinted = file === '-';
  // Before anything is asked.
  if (!isPrinted) refuseExisting(file, replace);
  const wanted = isSilent(given) && process.stdin.isTTY ? await askWanted() : flagsOf(given);
  const { platform } = wanted;
  const { work, guesses, allow } = await workOf(wanted, file);
  const name = isPrinted ? 'scenario' : basename(file).replace(/\.[^.]*$/, '');
  const text = starterText({ name, platform, work });
  const guessed = guesses.flatMap((line) => wrapText(line, textWidth()));
  if (isPrinted) {
    await writeOut(text);
    process.stderr.write(guessed.map((line) => `${line}\n`).join(''));
    return;
  }
  await writeNewFile(file, text, replace);
  const what = `${WORDS[work.kind]} on ${platform === 'fargate' ? 'Fargate' : 'EC2'}`;
  await writeOut(
    [`Wrote ${file}: ${what}.`, ...guessed, ...nextCommands(file, name, allow)]
      .map((line) => `${line}\n`)
      .join(''),
  );
}

const WORDS: Readonly<Record<StarterWork['kind'], string>> = {
  service: 'a service',
  batch: 'batch tasks',
  tasks: 'recorded tasks',
  traffic: 'a service under recorded requests',
};

function isSilent({ fargate, ec2, service, batch, trace }: InitArguments): boolean {
  return [fargate, ec2, service, batch, trace].every((value) => value === undefined);
}

function flagsOf(given: InitArguments): Wanted {
  const trace = last(given.trace);
  return {
    platform: last(given.ec2) === true ? 'ec2' : 'fargate',
    work: trace !== undefined ? { trace } : last(given.batch) === true ? 'batch' : 'service',
  };
}

async function askWanted(): Promise<Wanted> {
  const { Asker } = await import('../../io/ask.ts');
  const asker = new Asker(process.stdin, process.stderr);
  try {
    const platform = await asker.ask({ text: 'Where do tasks run?', answers: ['fargate', 'ec2'] });
    const work = await asker.ask({ text: 'What runs?', answers: ['service', 'batch', 'trace'] });
    return {
      platform: platform as StarterPlatform,
      work:
        work === 'trace'
          ? { trace: await asker.ask({ text: 'Which CSV file?', answers: [] }) }
          : (work as 'service' | 'batch'),
    };
  } finally {
    asker.close();
  }
}

/** The work, with what was guessed of it and the folder that must be allowed for it. */
async function workOf({ platform, work }: Wanted, file: string) {
  if (typeof work === 'string') return { work: { kind: work }, guesses: [], allow: null } as const;
  const { readRecordedFile } = await import('../../io/read-recorded-file.ts');
  return readRecordedFile(work.trace, file, platform);
}

function nextCommands(file: string, name: string, allow: string | null): string[] {
  const scenario = quoted(file);
  const allowed = allow === null ? '' : ` --allow ${quoted(allow)}`;
  return [
    'Next:',
    `  ecsim validate ${scenario}${allowed}`,
    `  ecsim run ${scenario}${allowed}`,
    `  ecsim run ${scenario}${allowed} --out ${quoted(`out/${name}`)}`,
  ];
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./@%+:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
