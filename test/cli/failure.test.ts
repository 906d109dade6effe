import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeFailure } from '../../src/cli/failure.ts';
import { InputFileError } from '../../src/environment/input-file-error.ts';
import { InterruptedRuns } from '../../src/io/executor/interrupted-runs.ts';
import { OutputError } from '../../src/io/output-error.ts';
import { readScenario } from '../../src/io/read-scenario.ts';
import { RunDefect } from '../../src/io/run-defect.ts';
import { runLoadedScenario } from '../../src/io/run-scenario-file.ts';
import { Interrupted } from '../../src/io/signals.ts';
import { UnreadableFileError } from '../../src/io/unreadable-file-error.ts';
import { UsageError } from '../../src/io/usage-error.ts';
import { AssertionFailure } from '../../src/kernel/assert.ts';
import { ScenarioError } from '../../src/scenario/reading/problem.ts';
import { FIRST_SCENARIO, folderWith } from './support.ts';

const PROBLEM = { path: ['seed'], expected: 'a number', received: '-' };

test('every kind of error has its exit code, and says what it has to say', () => {
  const noSpace = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' });
  const systemError = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
  const cases: readonly (readonly [error: unknown, exitCode: number, text: string])[] = [
    [new ScenarioError('a.yaml', [PROBLEM]), 2, 'a.yaml: seed: expected a number, received -.\n'],
    [
      new InputFileError({ file: 'a.csv', line: 3, expected: 'a number', received: 'none' }),
      2,
      'a.csv:3: expected a number, received none.\n',
    ],
    [new UnreadableFileError('a.csv', 'a file', 'none'), 2, 'a.csv: expected a file, received none.\n'],
    [new UsageError('--seed: expected a value.'), 2, '--seed: expected a value.\n'],
    [
      new OutputError('out/a.csv', noSpace),
      74,
      'out/a.csv: cannot be written, no space is left on the disk.\n',
    ],
    [systemError, 74, 'The machine refused: EIO: i/o error, read.\n'],
    [new Interrupted('SIGINT'), 130, 'Stopped by SIGINT before it was done; nothing was written.\n'],
    [
      new InterruptedRuns('SIGTERM', 2, 'out/runs.jsonl'),
      143,
      'Stopped by SIGTERM before it was done; 2 finished runs are kept in out/runs.jsonl, and the same command goes on from there.\n',
    ],
    [new Interrupted('SIGTERM'), 143, 'Stopped by SIGTERM before it was done; nothing was written.\n'],
  ];
  for (const [error, exitCode, text] of cases)
    expect(describeFailure(error, false)).toEqual({ exitCode, text });
});

test('a defect of ours is reported with what it takes to see it again', async () => {
  const loaded = await readScenario(join(folderWith({ 'first.yaml': FIRST_SCENARIO }), 'first.yaml'));
  const broken = { ...loaded, prices: {} as typeof loaded.prices };
  const error: unknown = await runLoadedScenario(broken, {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RunDefect);
  const { exitCode, text } = describeFailure(error, false);
  expect(exitCode).toBe(70);
  expect(text).toMatch(/^This is a defect of ecsim, not of your input\./);
  expect(text).toMatch(/versions: ecsim \d+\.\d+\.\d+, Node v20/);
  expect(text).toContain(`scenario: first, digest ${loaded.scenario.digest}`);
  expect(text).toContain('seed: 3');
  expect(text).toMatch(/simulated time: .+ from 2026-03-02T00:00:00\.000Z/);
  expect(text).toContain(`what happened: ${(error as RunDefect).message}`);
  expect(text).not.toMatch(/^ +at /m);
  expect(describeFailure(error, true).text).toMatch(/^ +at /m);
});

test('a broken promise outside a run is a defect, too', () => {
  const { exitCode, text } = describeFailure(new AssertionFailure('a timer was lost'), false);
  expect(exitCode).toBe(70);
  expect(text).toContain('what happened: a timer was lost');
});
