import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIRST_SCENARIO, folderWith, runHere } from './support.ts';

const FILES = [
  'costs.csv',
  'events.jsonl',
  'outcome.json',
  'report.html',
  'run.json',
  'tasks.csv',
  'timeline.csv',
];

test('a run prints its summary and leaves its files; another leaves the same but for what it took', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const first = await runHere(folder, ['run', 'first.yaml', '--out', 'a', '--events']);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.stdout).toMatch(/^first\n/);
  expect(first.stdout).toMatch(/Files +tasks\.csv, events\.jsonl, run\.json/);
  expect(readdirSync(join(folder, 'a')).sort()).toEqual(FILES);
  const second = await runHere(folder, ['run', 'first.yaml', '--out', 'b', '--events', '--format', 'json']);
  expect(second).toEqual({ exitCode: 0, stderr: '', stdout: read(folder, 'b/outcome.json') });
  for (const name of FILES.filter((file) => file !== 'run.json'))
    expect(read(folder, `b/${name}`), name).toBe(read(folder, `a/${name}`));
  const { node, tz } = process.versions;
  expect(JSON.parse(read(folder, 'a/run.json'))).toMatchObject({ versions: { node, tz } });
});

test('into the same folder: old files of ours go, others stay', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  await runHere(folder, ['run', 'first.yaml', '--out', 'out', '--events', '--quiet']);
  writeFileSync(join(folder, 'out/notes.txt'), 'mine');
  const second = await runHere(folder, [
    'run',
    'first.yaml',
    '--out',
    'out',
    '--no-tasks',
    '--seed',
    '4',
    '--quiet',
  ]);
  expect(second).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  const left = ['costs.csv', 'notes.txt', 'outcome.json', 'report.html', 'run.json', 'timeline.csv'];
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(left);
  expect(JSON.parse(read(folder, 'out/outcome.json'))).toMatchObject({ seed: '4' });
});

test('values are set from the command line, and an assertion that does not hold is exit code 1', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const settings = ['--set', 'clusters[0].containerInstances[0].count=3', '--set', 'assertions[0].equals=1'];
  const options = ['--until', '2026-03-02T01:00:00Z', '--format=json', '--quiet'];
  const run = await runHere(folder, ['run', ...settings, 'first.yaml', ...options]);
  expect(run.exitCode).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({
    simulation: { durationSeconds: 3600 },
    instances: { launched: 3 },
    assertions: [{ holds: false }],
  });
  expect(run.stderr).toMatch(/^An assertion did not hold: tasks\.gaveUp .*1, received 0\.\n$/);
});

test('--until is a duration or an instant behind the start', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const json = async (until: string) =>
    runHere(folder, ['run', 'first.yaml', '--format', 'json', '--until', until]);
  expect((await json('1h')).stdout).toBe((await json('2026-03-02T02:00:00+01:00')).stdout);
  for (const [until, sentence] of [
    ['2026-03-02', 'expected an instant after 2026-03-02T00:00:00.000Z, the start, received 2026-03-02'],
    [
      'soon',
      'expected a duration above 0 from the start such as 2h, or an instant such as 2026-03-02T06:00:00Z, received "soon"',
    ],
  ] as const)
    expect(await json(until)).toEqual({ exitCode: 2, stdout: '', stderr: `--until: ${sentence}.\n` });
});

test('all problems of a scenario at once, with exit code 2', async () => {
  const wrong = FIRST_SCENARIO.replace('m5.large', 'm5.lrge')
    .replace('perMinute: 2', 'perMinute: -2')
    .replace('cpu: 512', 'cpu: much');
  const folder = folderWith({ 'first.yaml': wrong });
  for (const command of ['run', 'validate']) {
    const { exitCode, stdout, stderr } = await runHere(folder, [command, 'first.yaml']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.pop()).toBe('3 problems; nothing was run.');
    for (const line of lines)
      expect(line).toMatch(/^first\.yaml:\d+:\d+: \S+: expected .+, received .+\.( .+)?$/);
  }
});

test('validate says so when nothing is wrong, with warnings', async () => {
  const folder = folderWith({
    'first.yaml': FIRST_SCENARIO.replace('memory: 1024', 'memory: 1024, hostname: box'),
  });
  const { exitCode, stdout } = await runHere(folder, ['validate', 'first.yaml']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^first\.yaml: no problems\.\n {2}warning: .*hostname/);
});

test('files of data are read beside the scenario, and elsewhere only when it is allowed', async () => {
  const trace = '{ file: ../data/jobs.csv, columns: { submitted: t, duration: d, cpu: c, memoryMib: m } }';
  const cluster = '{ containerInstances: [{ ec2InstanceType: m5.large, count: 1 }] }';
  const folder = folderWith({
    'scenarios/jobs.yaml': `clusters: [${cluster}]\nworkloads: [{ trace: ${trace}, launchType: EC2 }]\n`,
    'data/jobs.csv': 't,d,c,m\n0,60,128,256\n60,60,128,256\n',
  });
  const refused = await runHere(folder, ['run', 'scenarios/jobs.yaml']);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain("lies outside the scenario's folder");
  const allowed = await runHere(folder, [
    'run',
    'scenarios/jobs.yaml',
    '--allow',
    'data',
    '--format',
    'json',
  ]);
  expect(JSON.parse(allowed.stdout)).toMatchObject({ tasks: { requested: 2, succeeded: 2 } });
  const notFolder = await runHere(folder, ['run', 'scenarios/jobs.yaml', '--allow', 'data/jobs.csv']);
  expect(notFolder.stderr).toBe('--allow: expected a folder, received "data/jobs.csv".\n');
  writeFileSync(join(folder, 'data/jobs.csv'), 't,d,c,m\n0,60,128,256\n60,sixty,128,256\n');
  const wrong = await runHere(folder, ['run', 'scenarios/jobs.yaml', '--allow', 'data', '--out', 'out']);
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toMatch(/^\.\.\/data\/jobs\.csv:3: column "d": expected .+, received "sixty"\.\n$/);
  expect(readdirSync(folder)).not.toContain('out');
});

test('reports are made again from a saved outcome', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO, 'broken.json': '{"schemaVersion": 1}' });
  const run = await runHere(folder, ['run', 'first.yaml', '--out', 'out']);
  const text = await runHere(folder, ['report', 'out']);
  expect(text.stdout).toBe(run.stdout.replace(/^Files .*\n( {3}.*\n)*/m, ''));
  expect((await runHere(folder, ['report', 'out', 'out'])).stdout).toBe(`${text.stdout}\n${text.stdout}`);
  const costs = await runHere(folder, ['report', 'out/outcome.json', '--format', 'costs.csv']);
  expect(costs.stdout).toBe(read(folder, 'out/costs.csv'));
  const html = await runHere(folder, ['report', 'out', '--format', 'html']);
  expect(html.stdout).toBe(read(folder, 'out/report.html'));
  const tables = await runHere(folder, ['report', 'out', '--out', 'tables', '--format', 'json']);
  expect(tables.stdout).toBe(read(folder, 'out/outcome.json'));
  expect(readdirSync(join(folder, 'tables')).sort()).toEqual(['costs.csv', 'timeline.csv']);
  expect(read(folder, 'tables/timeline.csv')).toBe(read(folder, 'out/timeline.csv'));
  expect((await runHere(folder, ['report', 'out', 'out', '--out', 'x'])).stderr).toBe(
    'report: expected one outcome for --out, received 2.\n',
  );
  const broken = await runHere(folder, ['report', 'broken.json']);
  expect(broken.exitCode).toBe(2);
  for (const line of broken.stderr.trimEnd().split('\n'))
    expect(line).toMatch(/^broken\.json: \S+: expected .+, received .+\.$/);
});

test('the schema, the worked examples, and examples of the user', async () => {
  const given = { launchType: 'FARGATE', cpu: 256, memoryMiB: 512 };
  const mine = [{ id: 'mine:1', area: 'fargate-task-size', given, expect: { valid: false } }];
  const folder = folderWith({ 'mine.json': JSON.stringify(mine), 'none.json': 'nothing' });
  const schema = await runHere(folder, ['schema']);
  expect(JSON.parse(schema.stdout)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
  const failed = await runHere(folder, ['conformance', 'mine.json', '--format', 'json']);
  expect(failed.exitCode).toBe(1);
  const { areas, examples } = JSON.parse(failed.stdout) as Record<string, unknown>;
  expect(areas).toEqual({ 'fargate-task-size': { passed: 0, failed: 1, notCovered: 0 } });
  expect(examples).toMatchObject([
    { id: 'mine:1', result: 'failed', expected: { valid: false }, received: { valid: true } },
  ]);
  expect((await runHere(folder, ['conformance', 'mine.json'])).stdout).toMatch(/^FAILED mine:1/);
  const none = await runHere(folder, ['conformance', 'none.json']);
  expect(none).toMatchObject({ exitCode: 2, stdout: '' });
  expect(none.stderr).toMatch(/^none\.json: expected JSON, received /);
});

test('what is asked for in a wrong way is explained in a sentence', async () => {
  const folder = folderWith({});
  const cases: readonly (readonly [args: string, sentence: string])[] = [
    [
      'rnu x',
      'ecsim: expected a command (init, run, compare, validate, report, schema, explain, headroom, commitments, prices, conformance), received "rnu". Did you mean run?',
    ],
    [
      '--verson',
      'ecsim: expected a command (init, run, compare, validate, report, schema, explain, headroom, commitments, prices, conformance), received "--verson".',
    ],
    ['run x.yaml y.yaml z.yaml', 'ecsim run: expected nothing more, received "y.yaml", "z.yaml".'],
    ['run', 'ecsim run: expected the name of a file, received nothing.'],
    ['init --no-ec2', 'ecsim init: --no-ec2 is no option of it.'],
    ['prices', 'ecsim prices: expected one of list, show, diff, import, received nothing.'],
    ['prices buy', 'ecsim prices: expected one of "list", "show", "diff", "import", received "buy".'],
    ['run x.yaml --outt y', 'ecsim run: --outt is no option of it. Did you mean --out?'],
    ['run x.yaml y.yaml', 'ecsim run: expected nothing more, received "y.yaml".'],
    ['schema x', 'ecsim schema: expected nothing more, received "x".'],
    ['run x.yaml --seed', '--seed: expected a value, received nothing.'],
    ['run x.yaml --format xml', '--format: expected one of "text", "json", received "xml".'],
  ];
  for (const [args, sentence] of cases) {
    const { exitCode, stdout, stderr } = await runHere(folder, args.split(' '));
    expect({ exitCode, stdout }, args).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.replace(/ See "ecsim.*--help"\.\n$/, ''), args).toBe(sentence);
  }
  const missing = await runHere(folder, ['run', 'x.yaml']);
  expect(missing.stderr).toBe('x.yaml: expected a file that can be read, received no such file.\n');
  expect((await runHere(folder, ['validate', '.'])).stderr).toBe(
    '.: expected a file that can be read, received a folder.\n',
  );
  const unset = await runHere(folder, ['run', 'x.yaml', '--out=']);
  expect(unset.stderr).toBe('--out: expected a folder, received nothing.\n');
  const events = await runHere(folder, ['run', 'x.yaml', '--events']);
  expect(events.stderr).toBe('--events: writes events.jsonl, so it needs a folder, --out DIR.\n');
});

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
