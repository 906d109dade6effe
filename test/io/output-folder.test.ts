import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OutputFolder } from '../../src/io/output-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('files get their names together, and others are left alone', async () => {
  const path = temporaryFolder();
  writeFileSync(join(path, 'outcome.json'), 'old');
  writeFileSync(join(path, 'notes.txt'), 'mine');
  const folder = new OutputFolder(path);
  const outcome = await folder.create('outcome.json');
  const tasks = await folder.create('tasks.csv');
  await outcome.write('new');
  await tasks.write('a\n');
  await tasks.write(Buffer.from('b\n'));
  expect(visible(path)).toEqual({ 'outcome.json': 'old', 'notes.txt': 'mine' });
  await folder.commit();
  expect(everything(path)).toEqual({ 'outcome.json': 'new', 'tasks.csv': 'a\nb\n', 'notes.txt': 'mine' });
});

test('what is given up leaves no trace, not even the folders that were made for it', async () => {
  const path = temporaryFolder();
  const folder = new OutputFolder(join(path, 'a/b/c'));
  await (await folder.create('tasks.csv')).write('half');
  await folder.discard();
  expect(readdirSync(path)).toEqual([]);
  const again = new OutputFolder(join(path, 'a/b'));
  await again.create('tasks.csv');
  writeFileSync(join(path, 'a/notes.txt'), 'mine');
  await again.discard();
  expect(readdirSync(join(path, 'a'))).toEqual(['notes.txt']);
});

test('files of an earlier run that were not written again do not stay beside the new ones', async () => {
  const path = temporaryFolder();
  for (const name of ['outcome.json', 'events.jsonl', 'notes.txt']) writeFileSync(join(path, name), 'old');
  const folder = new OutputFolder(path);
  await (await folder.create('outcome.json')).write('new');
  await folder.commit(['outcome.json', 'events.jsonl', 'tasks.csv']);
  expect(everything(path)).toEqual({ 'outcome.json': 'new', 'notes.txt': 'old' });
});

test('what a killed process has left is removed, what a living one is writing is not', async () => {
  const path = temporaryFolder();
  const living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(living, 'spawn');
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  for (const { pid } of [living, dead]) writeFileSync(join(path, `.tasks.csv.${pid}.ecsim-tmp`), 'half');
  writeFileSync(join(path, '.tasks.csv.swp'), 'mine');
  new OutputFolder(path);
  expect(readdirSync(path).sort()).toEqual(['.tasks.csv.swp', `.tasks.csv.${living.pid}.ecsim-tmp`].sort());
  living.kill('SIGKILL');
  await once(living, 'exit');
  new OutputFolder(path);
  expect(readdirSync(path)).toEqual(['.tasks.csv.swp']);
});

test('a place that cannot be written to is refused at once, in a sentence', async () => {
  const path = temporaryFolder();
  writeFileSync(join(path, 'file'), '');
  mkdirSync(join(path, 'out/outcome.json'), { recursive: true });
  expect(() => new OutputFolder(join(path, 'file'))).toThrow(
    `${join(path, 'file')}: cannot be written, a file of that name stands in the way.`,
  );
  expect(() => new OutputFolder(join(path, 'file/out'))).toThrow(
    'cannot be written, a part of the path is no folder.',
  );
  expect(() => new OutputFolder(join(path, 'made', 'x'.repeat(300)))).toThrow('the name is too long.');
  expect(existsSync(join(path, 'made'))).toBe(false);
  const folder = new OutputFolder(join(path, 'out'));
  await expect(folder.create('outcome.json')).rejects.toThrow(
    'outcome.json: cannot be written, it is a folder.',
  );
  await folder.discard();
  expect(existsSync(join(path, 'out'))).toBe(true);
});

test.runIf(existsSync('/proc/self'))('where no folder can be made, nobody waits for one', () => {
  expect(() => new OutputFolder('/proc/ecsim/out')).toThrow(
    '/proc/ecsim/out: cannot be written, no such file.',
  );
});

test.skipIf(process.getuid?.() === 0)('a folder without permission is refused', async () => {
  const path = temporaryFolder();
  chmodSync(path, 0o555);
  await expect(new OutputFolder(path).create('outcome.json')).rejects.toThrow('permission denied');
});

function visible(path: string): Record<string, string> {
  const names = readdirSync(path).filter((name) => !name.startsWith('.'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

function everything(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}
