import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunReply, RunRequest } from '../../../src/experiment/execute/run-request.ts';
import { InterruptedRuns } from '../../../src/io/executor/interrupted-runs.ts';
import { JournaledExecutor } from '../../../src/io/executor/journal.ts';
import { openExecutor } from '../../../src/io/executor/open-executor.ts';
import type { ScenarioSource } from '../../../src/io/executor/scenario-source.ts';
import { OutputError } from '../../../src/io/output-error.ts';
import { Interrupted } from '../../../src/io/signals.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { CountingExecutor, request, smallSource, WRONG } from './support.ts';

/** What a process does with a journal: opens it, asks for a list, closes it. */
async function session(sources: readonly ScenarioSource[], path: string, requests: readonly RunRequest[]) {
  const inner = new CountingExecutor(sources);
  const journal = new JournaledExecutor(inner, sources, path);
  const heard: string[] = [];
  const replies = await journal.execute(requests, {
    replied: (position, { id }, isNew) => heard.push(`${position} ${id} ${isNew}`),
  });
  await journal.close();
  const { resumed, ignored } = journal;
  return { replies, heard, made: inner.made.map(({ seed }) => seed), resumed, ignored };
}

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);

test('what has been run is answered by the journal, byte for byte, and the rest is run', async () => {
  const folder = temporaryFolder();
  const sources = [await smallSource(folder)];
  const path = join(folder, 'out/runs.jsonl');
  const first = await session(sources, path, [request(1), request(2)]);
  expect(first).toMatchObject({ made: ['1', '2'], resumed: 0, ignored: 0 });
  const second = await session(sources, path, [request(3), request(2), request(1)]);
  expect(second).toMatchObject({ made: ['3'], resumed: 2, ignored: 0 });
  expect(second.heard).toEqual(['1 small, seed 2 false', '2 small, seed 1 false', '0 small, seed 3 true']);
  expect(JSON.stringify(second.replies.slice(1).reverse())).toBe(JSON.stringify(first.replies));
  expect(linesOf(path).map((line) => Object.keys(JSON.parse(line) as object))).toEqual(
    Array(3).fill(['run', 'outcome']),
  );
});

test('a torn last line is cut off, and what is no line of ours is counted', async () => {
  const folder = temporaryFolder();
  const sources = [await smallSource(folder)];
  const path = join(folder, 'runs.jsonl');
  await session(sources, path, [request(1), request(2)]);
  const whole = readFileSync(path);
  const torn = whole.subarray(0, whole.length - 40);
  writeFileSync(path, torn);
  const next = await session(sources, path, [request(1), request(2)]);
  expect(next).toMatchObject({ made: ['2'], resumed: 1, ignored: 0 });
  expect(readFileSync(path)).toEqual(whole);
  appendFileSync(path, '{"run":7,"outcome":{}}\nnonsense\n');
  expect(await session(sources, path, [request(1)])).toMatchObject({ made: [], resumed: 1, ignored: 3 });
});

test('lines of another scenario, of other files, settings, versions and times are ignored', async () => {
  const folder = temporaryFolder();
  const source = await smallSource(folder);
  const path = join(folder, 'runs.jsonl');
  await session([source], path, [request(1)]);
  const another = { ...source, text: source.text.replace('count: 2', 'count: 3') };
  for (const [other, settings] of [
    [another, []],
    [{ ...source, until: '10m' }, []],
    [{ ...source, settings: ['simulation.warmUp=1m'] }, []],
    [source, ['simulation.warmUp=2m']],
  ] as const)
    expect((await session([other], path, [request(1, settings)])).made).toEqual(['1']);
  await smallSource(folder, '30');
  expect(await session([source], path, [request(1)])).toMatchObject({ made: ['1'], resumed: 0, ignored: 5 });
  // All of them stand there now: each is found again by whoever asks for it.
  const sources = [another, source];
  const found = await session(sources, path, [request(1, [], 1), request(1, [], 0)]);
  expect(found).toMatchObject({ made: ['1'], resumed: 1 });
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/"version":"[^"]+"/g, '"version":"0.0.1"'));
  expect(await session(sources, path, [request(1, [], 1)])).toMatchObject({ made: ['1'], ignored: 7 });
});

test('a run that fails is tried again, and the others are kept', async () => {
  const folder = temporaryFolder();
  const sources = [await smallSource(folder)];
  const path = join(folder, 'runs.jsonl');
  const list = [request(1), request(2, [WRONG]), request(3)];
  const first = await session(sources, path, list);
  expect(failuresOf(first.replies)).toEqual([false, expect.stringContaining('workloads[0].duration'), false]);
  expect(linesOf(path).length).toBe(2);
  const second = await session(sources, path, list);
  expect(second.made).toEqual(['2']);
  expect(second.replies).toEqual(first.replies);
});

test('requests that differ in their ids only are one run, in one list or in several', async () => {
  const folder = temporaryFolder();
  const sources = [await smallSource(folder)];
  const executor = openExecutor(sources, { workers: 1, journal: join(folder, 'runs.jsonl') });
  const heard: [number, boolean][] = [];
  const listener = {
    replied: (position: number, _: RunReply, isNew: boolean) => heard.push([position, isNew]),
  };
  const again = { ...request(1), id: 'again' };
  const replies = await executor.execute([request(1), request(2), again], listener);
  expect(replies.map(({ id }) => id)).toEqual(['small, seed 1', 'small, seed 2', 'again']);
  expect(replies[2]).toEqual({ ...replies[0], id: 'again' });
  expect(await executor.execute([again], listener)).toEqual([replies[2]]);
  expect(heard).toEqual([
    [0, true],
    [2, false],
    [1, true],
    [0, false],
  ]);
  await executor.close();
  expect(linesOf(executor.journal!.path).length).toBe(2);
  expect(executor.journal).toMatchObject({ resumed: 0, ignored: 0 });
});

test('a signal ends a list at once and says what has been kept', async () => {
  const folder = temporaryFolder();
  const sources = [await smallSource(folder)];
  const controller = new AbortController();
  const path = join(folder, 'runs.jsonl');
  const executor = openExecutor(sources, { workers: 1, journal: path, signal: controller.signal });
  const stopped = executor.execute([request(1), request(2), request(3)], {
    replied: () => controller.abort(new Interrupted('SIGINT')),
  });
  const error = await stopped.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InterruptedRuns);
  expect(error).toMatchObject({ exitCode: 130 });
  expect((error as Error).message).toBe(
    `Stopped by SIGINT before it was done; 1 finished run is kept in ${path}, and the same command goes on from there.`,
  );
  await executor.close();
  expect((await session(sources, path, [request(1), request(2)])).made).toEqual(['2']);
});

test('a journal that cannot be written is the machine refusing', async () => {
  const folder = temporaryFolder();
  const sources = [await smallSource(folder)];
  mkdirSync(join(folder, 'runs.jsonl'));
  expect(() => openExecutor(sources, { workers: 1, journal: join(folder, 'runs.jsonl') })).toThrow(
    OutputError,
  );
});

function failuresOf(replies: readonly RunReply[]): (string | false)[] {
  return replies.map((reply) => 'failure' in reply && reply.failure);
}
