/** What a column of a recorded workload may mean, with the names that people give it, in small letters with underscores. */
const MEANINGS: readonly (readonly [meaning: string, names: RegExp])[] = [
  ['submitted', /^(?:t|time|ts|timestamp|submi\w*|arriv\w*|creat\w*|request(?:ed)?_?(?:at|time)|queued\w*)$/],
  ['duration', /^(?:duration|run_?time|elapsed|lifetime|exec\w*|took|length)$/],
  ['started', /^(?:start\w*|schedul\w*|begin\w*)$/],
  ['ended', /^(?:end\w*|stop\w*|finish\w*|complet\w*)$/],
  [
    'vcpu',
    /^(?:v?cpus?|v?_?cpu_?(?:count|cores|request(?:ed)?)|v?cores?|num_?(?:cpus|cores)|(?:plan|req)_?cpu)$/,
  ],
  ['cpuMilli', /^(?:cpu_?milli\w*|milli_?(?:v?cpus?|cores?)|cpu_?m)$/],
  ['cpu', /^cpu_?units?$/],
  ['memoryMib', /^(?:mem|memory|ram)_?(?:mi?b|mebi\w*|mega\w*)$/],
  ['memoryGiB', /^(?:(?:mem|memory|ram)(?:_?(?:gi?b|gibi\w*|giga\w*))?|(?:plan|req)_?mem)$/],
  ['requests', /^(?:requests?(?:_?count)?|hits|invocations?|calls|count|value|rate|rps|qps)$/],
];

/** Units that a name of a time ends in. */
const TIME_UNIT = /_(?<unit>ms|millis|milliseconds|s|secs?|seconds)$/;
const TIMES: readonly string[] = ['submitted', 'duration', 'started', 'ended'];

/** Columns by what they are taken to mean. */
export interface GuessedColumns {
  readonly columns: Readonly<Record<string, string>>;
  /** Of times; `null`: no name says it. */
  readonly timeUnit: 's' | 'ms' | null;
}

/** Guesses from the header of a file what its columns mean: by name, the first that fits. */
export function guessColumns(header: readonly string[]): GuessedColumns {
  const columns: Record<string, string> = {};
  let timeUnit: GuessedColumns['timeUnit'] = null;
  for (const name of header) {
    const plain = snakeCase(name);
    const unit = TIME_UNIT.exec(plain)?.groups?.['unit'];
    const bare = plain.replace(TIME_UNIT, '');
    const found = MEANINGS.find(
      ([meaning, names]) =>
        columns[meaning] === undefined && names.test(TIMES.includes(meaning) ? bare : plain),
    );
    if (found === undefined) continue;
    const [meaning] = found;
    columns[meaning] = name;
    if (TIMES.includes(meaning) && unit !== undefined) timeUnit ??= unit.startsWith('m') ? 'ms' : 's';
  }
  return { columns, timeUnit };
}

/** `memoryGiB`, `Memory GB` and `memory-gb` are all of one kind. */
function snakeCase(name: string): string {
  return name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .replace(/gi_b$/, 'gib')
    .replace(/mi_b$/, 'mib');
}
