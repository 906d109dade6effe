import { type ChildProcess, spawnSync } from 'node:child_process';

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandLine, ended, FIRST_SCENARIO, folderWith } from './support.ts';

const start = commandLine();

/** Hours of work. */
const LONG_SCENARIO = FIRST_SCENARIO.replace('duration: 2h', 'duration: 3000d')
  .replace('perMinute: 2', 'perMinute: 60')
  .replace('count: 2', 'count: 90');
const OUT = ['run', 'long.yaml', '--out', 'out', '--events'];

for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  test(`${signal} ends a run with exit code ${exitCode}, and the folder is as it was`, async () => {
    const cwd = folderWith({
      'long.yaml': LONG_SCENARIO,
      'out/outcome.json': 'old',
      'out/notes.txt': 'mine',
    });
    const child = start(OUT, { cwd });
    const end = ended(child);
    await halfWritten(join(cwd, 'out'), child);
    expect(readFileSync(join(cwd, 'out/outcome.json'), 'utf8')).toBe('old');
    child.kill(signal);
    expect(await end).toEqual({
      exitCode,
      stdout: '',
      stderr: `Stopped by ${signal} before it was done; nothing was written.\n`,
    });
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['notes.txt', 'outcome.json']);
    expect(readFileSync(join(cwd, 'out/outcome.json'), 'utf8')).toBe('old');
  });

test('after kill -9 no file of ours is half written, and the next run removes what was left', async () => {
  const cwd = folderWith({ 'long.yaml': LONG_SCENARIO, 'first.yaml': FIRST_SCENARIO });
  const child = start(OUT, { cwd });
  const end = ended(child);
  await halfWritten(join(cwd, 'out'), child);
  child.kill('SIGKILL');
  expect((await end).exitCode).toBeNull();
  const left = readdirSync(join(cwd, 'out'));
  expect(left.length).toBeGreaterThan(0);
  for (const name of left) expect(name).toMatch(/^\..+\.\d+\.ecsim-tmp$/);
  const next = await ended(start(['run', 'first.yaml', '--out', 'out', '--quiet'], { cwd }));
  expect(next).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  expect(readdirSync(join(cwd, 'out')).sort()).toEqual([
    'costs.csv',
    'outcome.json',
    'report.html',
    'run.json',
    'tasks.csv',
    'timeline.csv',
  ]);
});

test('a file that can grow no more ends a run with exit code 74, and nothing is left', async () => {
  const cwd = folderWith({ 'long.yaml': LONG_SCENARIO });
  const shell = "trap '' XFSZ; ulimit -f 200; exec node $0 run long.yaml --out out";
  const { exitCode, stdout, stderr } = await ended(start([], { cwd, shell }));
  expect({ exitCode, stdout }).toEqual({ exitCode: 74, stdout: '' });
  expect(stderr).toBe('out/tasks.csv: cannot be written, the file would become too large for this disk.\n');
  expect(readdirSync(cwd)).toEqual(['long.yaml']);
});

test('a full disk ends a run with exit code 74, and leaves what was there', async ({ skip }) => {
  const cwd = folderWith({ 'long.yaml': LONG_SCENARIO });
  const disk = join(cwd, 'out');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]).status === 0;
  skip(!mounted, 'needs the right to mount a small disk');
  onTestFinished(() => void spawnSync('umount', [disk]));
  writeFileSync(join(disk, 'outcome.json'), 'old');
  const { exitCode, stderr } = await ended(start(OUT, { cwd }));
  expect(exitCode).toBe(74);
  expect(stderr).toMatch(/^out\/\w+\.\w+: cannot be written, no space is left on the disk\.\n$/);
  expect(readdirSync(disk)).toEqual(['outcome.json']);
});

test('a reader that goes away ends a command quietly', async () => {
  const cwd = folderWith({ 'first.yaml': FIRST_SCENARIO });
  for (const args of ['run first.yaml --format json', 'schema', '--help']) {
    const shell = `set -o pipefail; node $0 ${args} | head -c 1 > /dev/null`;
    expect(await ended(start([], { cwd, shell })), args).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  }
});

test.runIf(existsSync('/dev/full'))('standard output that cannot be written is exit code 74', async () => {
  const cwd = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const { exitCode, stderr } = await ended(
    start([], { cwd, shell: 'exec node $0 run first.yaml > /dev/full' }),
  );
  expect({ exitCode, stderr }).toEqual({
    exitCode: 74,
    stderr: 'standard output: cannot be written, no space is left on the disk.\n',
  });
});

test('the scenario may come from standard input', async () => {
  const cwd = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const fromPipe = await ended(start([], { cwd, shell: 'cat first.yaml | node $0 run - --quiet --out a' }));
  const fromFile = await ended(
    start([], { cwd, shell: 'node $0 run first.yaml --quiet --out b && cmp a/outcome.json b/outcome.json' }),
  );
  for (const end of [fromPipe, fromFile]) expect(end).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('every command explains itself, with examples that can be typed', async () => {
  const commands = ['run', 'validate', 'report', 'schema', 'conformance'];
  const cwd = folderWith({});
  const ends = await Promise.all(commands.map((command) => ended(start([command, '--help'], { cwd }))));
  for (const [i, command] of commands.entries()) {
    const { exitCode, stdout, stderr } = ends[i]!;
    expect({ exitCode, stderr }, command).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^ecsim ${command}( |$)`, 'm'));
    expect(stdout).toMatch(new RegExp(`^Examples:\\n.*ecsim ${command}[ \\n]`, 'm'));
    expect(stdout).not.toContain(`${command} ${command}`);
  }
});

/** Waits until some bytes of tasks.csv have been written under its temporary name. */
async function halfWritten(folder: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const name = existsSync(folder)
      ? readdirSync(folder).find((file) => file.startsWith('.tasks.csv.'))
      : undefined;
    if (name !== undefined && statSync(join(folder, name)).size > 0) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('the run ended, or wrote nothing');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
