import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { InputFolder } from '../../src/io/input-files.ts';
import { TraceFile } from '../../src/io/trace-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Long enough for several chunks, and not to be packed to next to nothing. */
const BYTES = Buffer.from(Uint32Array.from({ length: 700_000 }, (_, i) => Math.imul(i, 2654435761)).buffer);

test('a file comes in chunks, plain or gzip, and again from its first byte', async () => {
  for (const content of [
    BYTES,
    gzipSync(BYTES),
    Buffer.concat([gzipSync(BYTES.subarray(0, 1000)), gzipSync(BYTES.subarray(1000))]),
  ]) {
    const file = traceFile(content);
    const first = await readAll(file);
    expect(Buffer.compare(first, BYTES)).toBe(0);
    expect(file.bytesRead).toBe(content.length);
    expect(await file.next()).toBeNull();
    await file.close();
    expect(file.bytesRead).toBe(0);
    expect(Buffer.compare(await readAll(file), BYTES)).toBe(0);
    await file.close();
  }
});

test('an empty file has no chunk', async () => {
  expect(await traceFile(Buffer.alloc(0)).next()).toBeNull();
});

test('gzip data that breaks off or is damaged is an error with the name of the file', async () => {
  const packed = gzipSync(BYTES);
  const short = traceFile(packed.subarray(0, packed.length / 2));
  await expect(readAll(short)).rejects.toThrow(
    'jobs.csv: expected whole gzip data, received data that breaks off before its end.',
  );
  const damaged = traceFile(Buffer.from(packed).fill(0, 200_000, 200_100));
  await expect(readAll(damaged)).rejects.toThrow(
    /^jobs\.csv: expected whole gzip data, received damaged data \(.+\)\.$/,
  );
});

test('a file that has changed since it was looked into is refused', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'jobs.csv');
  writeFileSync(path, 'a,b\n');
  const file = located(folder);
  appendFileSync(path, '1,2\n');
  await expect(file.next()).rejects.toThrow(/^jobs\.csv: expected the file as it was/);
});

test.runIf(existsSync('/proc/self/fd'))('a reader that leaves early leaves nothing open', async () => {
  const before = readdirSync('/proc/self/fd').length;
  for (const content of [BYTES, gzipSync(BYTES)]) {
    const file = traceFile(content);
    await file.next();
    await file.close();
  }
  for (let turns = 0; turns < 100 && readdirSync('/proc/self/fd').length > before; turns++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
});

function traceFile(content: Buffer): TraceFile {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'jobs.csv'), content);
  return located(folder);
}

function located(folder: string): TraceFile {
  const found = new InputFolder(folder).locate('jobs.csv');
  if (typeof found === 'string') throw new Error(found);
  return new TraceFile('jobs.csv', found);
}

async function readAll(file: TraceFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let chunk = await file.next(); chunk !== null; chunk = await file.next()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
