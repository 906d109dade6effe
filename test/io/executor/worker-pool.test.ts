import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { bundlePrograms } from '../../../build.ts';
import type { Executor } from '../../../src/experiment/execute/executor.ts';
import { InProcessExecutor } from '../../../src/io/executor/in-process-executor.ts';
import { openExecutor } from '../../../src/io/executor/open-executor.ts';
import { WorkerPool } from '../../../src/io/executor/worker-pool.ts';
import { Interrupted } from '../../../src/io/signals.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { request, smallSource, WRONG } from './support.ts';

let folder = '';
let program: URL;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecsim-workers-'));
  await bundlePrograms(folder, { child: 'test/io/executor/child.ts' });
  program = pathToFileURL(join(folder, 'run-worker.js'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function closing<E extends Executor>(executor: E): E {
  onTestFinished(() => executor.close());
  return executor;
}

test('two workers reply as one thread does, byte for byte, and a run that fails leaves the others', async () => {
  const source = await smallSource(temporaryFolder());
  const sources = [source, { ...source, settings: ['clusters[0].containerInstances[0].count=1'] }];
  const list = [
    ...Array.from({ length: 6 }, (_, i) => request(i, i > 3 ? ['simulation.warmUp=1m'] : [], i % 2)),
    request(7, [WRONG]),
  ];
  const alone = await new InProcessExecutor(sources).execute(list);
  const pool = closing(new WorkerPool(sources, { workers: 2, program }));
  const heard: number[] = [];
  const replies = await pool.execute(list, { replied: (position) => heard.push(position) });
  expect(JSON.stringify(replies)).toBe(JSON.stringify(alone));
  expect(heard.sort((a, b) => a - b)).toEqual(list.map((_, i) => i));
  expect(replies.map((reply) => 'failure' in reply)).toEqual([...Array<boolean>(6).fill(false), true]);
  expect(replies[6]).toEqual({
    id: 'small, seed 7',
    failure: expect.stringMatching(
      /small\.yaml:9:15: workloads\[0\]\.duration: expected .* This is about --set/,
    ),
  });
  expect(await pool.execute([])).toEqual([]);
});

/** A program that replies with the number of its thread; `die` ends it, `throw` is a mistake of its own, `wait` takes for ever. */
const SIMPLE = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ id }) => {
  if (id === 'die') process.exit(3);
  if (id === 'throw') throw new Error('out of order');
  if (id !== 'wait') parentPort.postMessage({ reply: { id, failure: String(threadId) } });
});`;

function simplePool(workers: number, signal?: AbortSignal): WorkerPool {
  const path = join(temporaryFolder(), 'simple.mjs');
  writeFileSync(path, SIMPLE);
  return closing(new WorkerPool([], { workers, signal, program: pathToFileURL(path) }));
}

const named = (id: string) => ({ ...request(0), id });

test('a worker that dies fails its run only, and another takes its place', async () => {
  const pool = simplePool(1);
  const replies = await pool.execute(['a', 'die', 'b', 'throw', 'c', 'd'].map(named));
  const failures = replies.map((reply) => 'failure' in reply && reply.failure) as string[];
  expect(failures[1]).toBe('The thread that made this run has ended.');
  expect(failures[3]).toBe('The thread that made this run has ended: out of order.');
  const [first, second, third, fourth] = [0, 2, 4, 5].map((i) => Number(failures[i]));
  expect(second).toBeGreaterThan(first!);
  expect(third).toBeGreaterThan(second!);
  expect(fourth).toBe(third);
});

test('several lists share the threads', async () => {
  const pool = simplePool(2);
  const [one, two] = await Promise.all([
    pool.execute(['a', 'b', 'c'].map(named)),
    pool.execute(['d', 'e'].map(named)),
  ]);
  expect([...one, ...two].map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  const threads = new Set([...one, ...two].map((reply) => 'failure' in reply && reply.failure));
  expect(threads.size).toBe(2);
});

test('an abort and a close end what is under way at once; a listener that throws ends its list', async () => {
  const controller = new AbortController();
  const pool = simplePool(1, controller.signal);
  const waiting = pool.execute([named('wait'), named('a')]);
  controller.abort(new Interrupted('SIGINT'));
  await expect(waiting).rejects.toBe(controller.signal.reason);
  await expect(pool.execute([named('a')])).rejects.toBe(controller.signal.reason);
  const other = simplePool(1);
  const thrown = new Error('no');
  const replied = () => {
    throw thrown;
  };
  await expect(other.execute([named('a')], { replied })).rejects.toBe(thrown);
  const open = other.execute([named('wait')]);
  await Promise.all([expect(open).rejects.toThrow('closed'), other.close()]);
});

test('kill -9 loses no finished run: the next process makes the others only', async () => {
  const home = temporaryFolder();
  const sources = [await smallSource(home)];
  const child = spawn(process.execPath, [join(folder, 'child.js'), home, '12', '5']);
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
  const path = join(home, 'runs.jsonl');
  expect(linesOf(path)).toBe(5);
  const executor = closing(openExecutor(sources, { workers: 1, journal: path }));
  const made: number[] = [];
  const list = Array.from({ length: 12 }, (_, seed) => request(seed));
  const replies = await executor.execute(list, {
    replied(position, _, isNew) {
      if (isNew) made.push(position);
    },
  });
  expect({ made: made.length, resumed: executor.journal!.resumed }).toEqual({ made: 7, resumed: 5 });
  expect(linesOf(path)).toBe(12);
  expect(JSON.stringify(replies)).toBe(JSON.stringify(await new InProcessExecutor(sources).execute(list)));
});

function linesOf(path: string): number {
  return readFileSync(path, 'utf8').split('\n').length - 1;
}
