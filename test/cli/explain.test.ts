import { expect, test } from 'vitest';
import type {
  FailedExplanation,
  MomentExplanation,
  TaskExplanation,
} from '../../src/experiment/explain/explanation.ts';
import { FIRST_SCENARIO, folderWith, runHere } from './support.ts';

const folder = () => folderWith({ 'first.yaml': FIRST_SCENARIO });

test('one task, as text and as JSON', async () => {
  const there = folder();
  const text = await runHere(there, ['explain', 'first.yaml', '--task', 'report-3']);
  expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  expect(text.stdout).toMatch(/^first: why report-3 is on m5\.large-[12]\nRequested .* placed at once\.\n\n/);
  expect(text.stdout).toMatch(/\n2\. random: 2 -> 1\n {3}Each as likely as the others; drew 0\.\d{4}: the/);
  expect(text.stdout).toMatch(/\n=> m5\.large-[12] in us-east-1[ab]\n$/);
  const json = await runHere(there, ['explain', 'first.yaml', '--task', 'report-3', '--format', 'json']);
  const found = JSON.parse(json.stdout) as TaskExplanation;
  expect(found).toMatchObject({ question: 'task', task: 'report-3', end: 'placed', refusals: 0, seed: '3' });
  expect(found.acceptance).toMatchObject({
    where: 'instances',
    instances: [{ ruledOut: [] }, { ruledOut: [] }],
  });
});

test('one task as a page of pictures', async () => {
  const { exitCode, stdout, stderr } = await runHere(folder(), [
    'explain',
    'first.yaml',
    '--task',
    'report-3',
    '--format',
    'html',
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(
    /^<!doctype html>.*report-3 is on m5\.large-[12]<\/p>.*What would another strategy/s,
  );
});

test('a moment, from the start or on the calendar', async () => {
  const there = folder();
  const runs = ['30m', '2026-03-02T00:30:00Z'].map((at) => [
    'explain',
    'first.yaml',
    '--set',
    'simulation.start=2026-03-02T00:00:00Z',
    '--at',
    at,
    '--format',
    'json',
  ]);
  const [first, second] = [await runHere(there, runs[0]!), await runHere(there, runs[1]!)];
  expect(first.stdout).toBe(second.stdout);
  const found = JSON.parse(first.stdout) as MomentExplanation;
  expect(found.askedAt).toBe('2026-03-02T00:30:00.000Z');
  expect(found.at! > found.askedAt).toBe(true);
  expect(found.decisions).toHaveLength(1);
  const late = await runHere(there, ['explain', 'first.yaml', '--at', '3h']);
  expect(late).toMatchObject({ exitCode: 2, stdout: '' });
  expect(late.stderr).toMatch(/^--at: expected a moment up to .*, the end, received 3h\.\n$/);
});

test('who was refused, and nobody', async () => {
  const there = folder();
  const cramped = ['explain', 'first.yaml', '--set', 'clusters[0].containerInstances[0].count=1', '--failed'];
  const text = await runHere(there, cramped);
  expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  expect(text.stdout).toMatch(
    /^first: \d+ tasks refused when requested\n\n\d+ tasks of report: RESOURCE:CPU\n-/,
  );
  const json = await runHere(there, [...cramped, '--format', 'json']);
  const found = JSON.parse(json.stdout) as FailedExplanation;
  expect(found.kinds[0]).toMatchObject({ kind: 'report', reason: 'RESOURCE:CPU', tasks: found.tasks });
  const roomy = await runHere(there, [...cramped, '--set', 'clusters[0].containerInstances[0].count=20']);
  expect(roomy.stdout).toBe('first: no task was refused when it was requested.\n');
});

test('the table of strategies', async () => {
  const { exitCode, stdout } = await runHere(folder(), [
    'explain',
    'first.yaml',
    '--strategies',
    '--until',
    '20m',
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/binpack\(memory\)/);
});

test('exactly one question, and about a task that is there', async () => {
  const there = folder();
  const ask = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await runHere(there, ['explain', 'first.yaml', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    return stderr;
  };
  const one =
    'ecsim explain: expected one of --task ID, --at TIME, --failed, --strategies and --scaling NAME --at TIME, received';
  const help = 'See "ecsim explain --help".\n';
  expect(await ask()).toBe(`${one} none. ${help}`);
  expect(await ask('--task', 'report-1', '--failed')).toBe(`${one} --task and --failed. ${help}`);
  expect(await ask('--scaling', 'web')).toBe(
    `ecsim explain: --scaling needs the moment that is asked about, too: --at TIME. ${help}`,
  );
  expect(await ask('--scaling', 'web', '--failed')).toBe(`${one} --failed and --scaling. ${help}`);
  expect(await ask('--scaling', 'web', '--at', '1h', '--failed')).toBe(
    `${one} --at and --failed and --scaling. ${help}`,
  );
  expect(await ask('--scaling', 'web', '--at', '1h')).toBe(
    '--scaling: the scenario has no scalable target, so nothing scales "web".\n',
  );
  expect(await ask('--task', 'reprot-7')).toMatch(
    /^--task: expected a task of this run, received "reprot-7"; it had report-1 to report-\d+ \(\d+ tasks\)\. Did you mean report-7\?\n$/,
  );
});
