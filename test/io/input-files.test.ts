import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputFileError } from '../../src/environment/input-file-error.ts';
import type { InputFile } from '../../src/environment/input-files.ts';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import { InputFolder } from '../../src/io/input-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROWS = Array.from({ length: 20_000 }, (_, i) => `${i},${(i * 7919) % 1009}\n`).join('');

test('a file is given as it lies there, gzip undone whatever its name is', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'plain.csv'), ROWS);
  writeFileSync(join(folder, 'packed.csv'), gzipSync(ROWS));
  const files = new InputFolder(folder);
  for (const name of ['plain.csv', 'packed.csv']) {
    const file = opened(files, name);
    expect(text(file.head())).toBe(ROWS.slice(0, 65_536));
    expect(text(file.content(ROWS.length))).toBe(ROWS);
  }
  expect(opened(files, 'plain.csv').size).toBe(ROWS.length);
  expect(opened(files, 'packed.csv').size).toBe(gzipSync(ROWS).length);
});

test('the digest is that of the bytes, however many there are', () => {
  const folder = temporaryFolder();
  for (const length of [0, 1, 3, 4096, 1 << 20, (1 << 20) + 5]) {
    const bytes = Buffer.alloc(length, 'some bytes ');
    writeFileSync(join(folder, 'data'), bytes);
    const whole = memoryFiles({ data: bytes }).open('data') as InputFile;
    expect(opened(new InputFolder(folder), 'data').digest).toBe(whole.digest);
  }
});

test('the head of a file is found in a part of its gzip data', () => {
  const folder = temporaryFolder();
  const files = new InputFolder(folder);
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(
      bytes,
      fc.integer({ min: 1, max: 3000 }),
      fc.constantFrom(0, 1, 9),
      (pattern, times, level) => {
        const content = Buffer.concat(Array.from({ length: times }, () => Buffer.from(pattern)));
        writeFileSync(join(folder, 'data.gz'), gzipSync(content, { level }));
        const head = opened(files, 'data.gz').head();
        expect(Buffer.compare(head, content.subarray(0, 65_536))).toBe(0);
      },
    ),
    { seed: 4, numRuns: 60 },
  );
});

test('several gzip members one after the other are one content', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'two.gz'), Buffer.concat([gzipSync('a,b\n'), gzipSync('1,2\n')]));
  expect(text(opened(new InputFolder(folder), 'two.gz').content(100))).toBe('a,b\n1,2\n');
});

test('content beyond the limit is refused without unpacking it', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'large.csv'), 'x'.repeat(2 << 20));
  writeFileSync(join(folder, 'bomb.csv.gz'), gzipSync(Buffer.alloc(16 << 20), { level: 1 }));
  for (const name of ['large.csv', 'bomb.csv.gz'])
    expect(opened(new InputFolder(folder), name).content(1 << 20)).toBe(
      'more than 1 MiB, too much to be held in memory',
    );
  expect(opened(new InputFolder(folder), 'bomb.csv.gz').head()).toEqual(new Uint8Array(65_536));
});

test('damaged gzip data is said to be so', () => {
  const folder = temporaryFolder();
  const packed = gzipSync(ROWS);
  writeFileSync(join(folder, 'short.gz'), packed.subarray(0, packed.length - 9));
  writeFileSync(join(folder, 'wrong.gz'), packed.fill(0x55, 40, 90));
  const files = new InputFolder(folder);
  expect(opened(files, 'short.gz').content(1 << 20)).toBe('data that breaks off before its end');
  expect(opened(files, 'wrong.gz').content(1 << 20)).toMatch(/^damaged data \(.+\)$/);
  expect(() => opened(files, 'wrong.gz').head()).toThrow(InputFileError);
  expect(() => opened(files, 'wrong.gz').head()).toThrow(
    /^wrong\.gz:1: expected whole gzip data, received damaged data/,
  );
});

test('nothing outside the folder is read, on whatever way', () => {
  const folder = temporaryFolder();
  const inside = join(folder, 'scenarios');
  mkdirSync(join(inside, 'traces'), { recursive: true });
  mkdirSync(join(folder, 'scenarios-of-others'));
  for (const path of ['secret.csv', 'scenarios-of-others/secret.csv', 'scenarios/traces/own.csv'])
    writeFileSync(join(folder, path), 'x\n');
  symlinkSync(join(folder, 'secret.csv'), join(inside, 'link.csv'));
  symlinkSync(folder, join(inside, 'up'));
  symlinkSync(join(inside, 'traces'), join(inside, 'within'));
  const files = new InputFolder(inside);
  const outside = [
    '../secret.csv',
    'traces/../../secret.csv',
    join(folder, 'secret.csv'),
    '../scenarios-of-others/secret.csv',
    'link.csv',
    'up/secret.csv',
    '../nowhere.csv',
    '/etc/passwd',
  ];
  for (const name of outside) expect(files.open(name), name).toMatch(/^lies outside the scenario's folder/);
  for (const name of [
    'traces/own.csv',
    './traces/../traces/own.csv',
    'within/own.csv',
    join(inside, 'traces/own.csv'),
  ])
    expect(text(opened(files, name).content(10)), name).toBe('x\n');
});

test('a folder that is allowed may be read from, by links too', () => {
  const folder = temporaryFolder();
  for (const name of ['scenarios', 'data', 'private']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'data/jobs.csv'), 'x\n');
  writeFileSync(join(folder, 'private/jobs.csv'), 'x\n');
  symlinkSync(join(folder, 'data'), join(folder, 'shortcut'));
  const files = new InputFolder(join(folder, 'scenarios'), [join(folder, 'shortcut')]);
  for (const name of ['../data/jobs.csv', '../shortcut/jobs.csv', join(folder, 'data/jobs.csv')])
    expect(text(opened(files, name).content(10)), name).toBe('x\n');
  expect(files.open('../private/jobs.csv')).toMatch(/^lies outside/);
});

test('only regular files are read, and nothing waits for a writer', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'folder.csv'));
  expect(spawnSync('mkfifo', [join(folder, 'pipe.csv')]).status).toBe(0);
  symlinkSync('/dev/zero', join(folder, 'zero.csv'));
  symlinkSync(join(folder, 'b.csv'), join(folder, 'a.csv'));
  symlinkSync(join(folder, 'a.csv'), join(folder, 'b.csv'));
  const files = new InputFolder(folder, ['/dev']);
  expect(files.open('folder.csv')).toBe('is a folder');
  expect(files.open('pipe.csv')).toBe('is not a regular file');
  expect(files.open('zero.csv')).toBe('is not a regular file');
  expect(files.open('a.csv')).toBe('its links go in a circle');
  expect(files.open('none.csv')).toBe('no such file');
  expect(files.open('folder.csv/x')).toBe('no such file');
  expect(files.open('a\0b')).toBe('a name that no file can have');
  expect(files.open('x'.repeat(5000))).toBe('the name is too long');
});

function opened(files: InputFolder, name: string): InputFile {
  const file = files.open(name);
  if (typeof file === 'string') throw new Error(`${name}: ${file}`);
  return file;
}

function text(bytes: Uint8Array | string): string {
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
}
