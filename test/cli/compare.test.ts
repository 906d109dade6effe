import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Comparison } from '../../src/experiment/compare/comparison.ts';
import { FIRST_SCENARIO, folderWith, runHere } from './support.ts';

const COUNT = 'clusters[0].containerInstances[0].count';
/** In this thread: starting others takes longer than these runs. */
const HERE = ['--workers', '1'];

test('one scenario two ways: the answer, and the same as JSON', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const args = ['compare', 'first.yaml', '--vary', `${COUNT}=1,3`, ...HERE];
  const text = await runHere(folder, [...args, '--replications', '3']);
  expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  expect(text.stdout).toMatch(
    /^first: 2 alternatives, 3 replications\n\ncount=1 costs \$0\.40 \(67 %\) less than count=3, in each of 3 replications\. The\nprice of it: /,
  );
  for (const line of text.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const json = await runHere(folder, [...args, '--replications', '2', '--seed', '8', '--format', 'json']);
  const { seeds, alternatives, pairs, confidence } = JSON.parse(json.stdout) as Comparison;
  expect({ seeds, confidence }).toEqual({ seeds: ['8', '9'], confidence: 0.95 });
  expect(alternatives.map(({ name, set, cost }) => [name, set, cost.mean])).toEqual([
    ['count=1', [`${COUNT}=1`], 0.198451613],
    ['count=3', [`${COUNT}=3`], 0.595354839],
  ]);
  expect(pairs[0]).toMatchObject({ a: 'count=1', b: 'count=3', metric: 'cost', difference: -0.396903226 });
});

test('several files with what holds for all of them; finished runs are kept and taken again', async () => {
  const folder = folderWith({
    'small.yaml': FIRST_SCENARIO,
    'large.yaml': FIRST_SCENARIO.replace('m5.large', 'm5.xlarge'),
  });
  const args = ['compare', 'small.yaml', 'large.yaml', ...HERE, '--replications', '2'];
  const all = ['--warm-up', '30m', '--set', 'workloads[0].duration=1m', '--confidence', '90', '--out', 'out'];
  const { exitCode, stdout } = await runHere(folder, [...args, ...all]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^first, first: 2 alternatives, 2 replications\n/);
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['comparison.json', 'report.html', 'runs.jsonl']);
  const kept = readFileSync(join(folder, 'out/comparison.json'), 'utf8');
  const { alternatives, confidence } = JSON.parse(kept) as Comparison;
  expect(confidence).toBe(0.9);
  // An hour and a half of two instances at 0.096 or 0.192, and of their volumes.
  expect(alternatives.map(({ name, cost }) => [name, cost.mean])).toEqual([
    ['small', 0.297677419],
    ['large', 0.585677419],
  ]);
  const page = await runHere(folder, ['report', 'out', '--format', 'html']);
  expect(page.stdout).toBe(readFileSync(join(folder, 'out/report.html'), 'utf8'));
  const text = await runHere(folder, ['report', 'out/comparison.json']);
  expect(stdout.startsWith(text.stdout)).toBe(true);
  const bill = await runHere(folder, ['report', 'out', '--format', 'costs.csv']);
  expect(bill).toMatchObject({ exitCode: 2, stdout: '' });
  expect(bill.stderr).toContain('expected the outcome of a run for costs.csv, received a comparison');
  const before = readFileSync(join(folder, 'out/runs.jsonl'), 'utf8');
  await runHere(folder, [...args, ...all]);
  expect(readFileSync(join(folder, 'out/comparison.json'), 'utf8')).toBe(kept);
  expect(readFileSync(join(folder, 'out/runs.jsonl'), 'utf8')).toBe(before);
  expect(before.trim().split('\n')).toHaveLength(4);
});

test('replications are added for a precision, at most so many', async () => {
  const onFargate = FIRST_SCENARIO.replace(
    'containerInstances: [{ ec2InstanceType: m5.large, count: 2 }]',
    'capacityProviders: [FARGATE]',
  )
    .replace(
      'report, containerDefinitions',
      "report, cpu: '512', memory: '1024', networkMode: awsvpc, requiresCompatibilities: [FARGATE], containerDefinitions",
    )
    .replace('- taskDefinition: report', '- taskDefinition: report\n    launchType: FARGATE');
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO, 'fargate.yaml': onFargate });
  const args = ['compare', 'first.yaml', 'fargate.yaml', ...HERE, '--precision', '0.5', '--format', 'json'];
  const { stdout, exitCode } = await runHere(folder, [...args, '--replications', '14']);
  expect(exitCode).toBe(0);
  const { seeds, resampled, pairs } = JSON.parse(stdout) as Comparison;
  expect(seeds).toHaveLength(14);
  expect(resampled.at(-1)).toMatch(
    /within 0\.5 % of the cheaper mean, and ended at the 14 that were the most/,
  );
  expect(pairs[0]!.high! - pairs[0]!.low!).toBeGreaterThan(0);
});

test('an assertion that does not hold ends with 1', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO.replace('equals: 0', 'equals: 7') });
  const args = ['compare', 'first.yaml', '--vary', `${COUNT}=1,2`, '--replications', '1', ...HERE];
  const { exitCode, stdout } = await runHere(folder, args);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('- count=2: tasks.gaveUp equals 7, in 1 of 1 replication');
});

test('all that is wrong is said before anything runs', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const wrong = ['--vary', 'x', '--replications', '1.5', '--precision', 'much', '--workers', '0'];
  const usage = await runHere(folder, ['compare', 'first.yaml', ...wrong]);
  expect(usage).toMatchObject({ exitCode: 2, stdout: '' });
  expect(usage.stderr.trim().split('\n')).toEqual([
    '--vary: expected PATH=A,B,C, such as services[0].desiredCount=4,6,8, received "x".',
    '--precision: expected a number from 0.001 to 1000, received "much".',
    '--replications: expected a whole number from 1 to 100000, received "1.5".',
    '--workers: expected a whole number from 1 to 1024, received "0".',
  ]);
  const set = ['--set', 'workloads[0].duration=never', '--warm-up', '-3', '--out', 'out'];
  const scenario = await runHere(folder, ['compare', 'first.yaml', '--vary', `${COUNT}=1,-2,x`, ...set]);
  expect(scenario).toMatchObject({ exitCode: 2, stdout: '' });
  expect(scenario.stderr).toContain(`This is about --vary, ${COUNT}=-2.`);
  expect(scenario.stderr).toContain(`This is about --vary, ${COUNT}=x.`);
  expect(scenario.stderr.match(/about --set workloads\[0\]\.duration=never/g)).toHaveLength(1);
  expect(scenario.stderr).toMatch(/\n4 problems; nothing was run\.\n$/);
  expect(readdirSync(folder)).toEqual(['first.yaml']);
  const missing = await runHere(folder, ['compare', 'third.yaml', 'first.yaml', 'second.yaml']);
  expect(missing).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: ['third', 'second']
      .map((name) => `${name}.yaml: expected a file that can be read, received no such file.\n`)
      .join(''),
  });
});
