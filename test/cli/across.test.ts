import { expect, test } from 'vitest';
import type { Comparison } from '../../src/experiment/compare/comparison.ts';
import { FIRST_SCENARIO, folderWith, runHere } from './support.ts';

/** One run of each, in this thread: starting others takes longer than these runs. */
const ONCE = ['--workers', '1', '--replications', '1'];

test('launch types at equal service: what is held to, and the capacity that it takes', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const args = ['compare', 'first.yaml', '--across', 'launch-types', '--equal-service', ...ONCE];
  const { stdout, exitCode, stderr } = await runHere(folder, args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(
    /\nEqual service\n- tasks\.wait\.p95 at most [\d.]+ s \(that of fargate, to 0\.1 %\)\n/,
  );
  expect(stdout).toMatch(/\nLeast capacity for it\n- ec2-managed: \S+ = \d+\. /);
  expect(stdout).toMatch(/\n- instance type, ARM64: m7g\.large\. /);
  const json = await runHere(folder, [...args, '--instance-type', 'c6i.large', '--format', 'json']);
  const { alternatives, equalService, assumptions } = JSON.parse(json.stdout) as Comparison;
  expect(alternatives.map(({ name }) => name)).toEqual([
    'fargate',
    'fargate-spot',
    'fargate-arm',
    'ec2-ideal',
    'ec2-managed',
    'ec2-managed-arm',
    'ec2-fixed',
  ]);
  const fixed = alternatives.at(-1)!;
  expect(fixed.set).toContain(`${fixed.capacity!.variable}=${fixed.capacity!.value}`);
  expect(fixed.set.join()).toContain('ec2InstanceType: c6i.large');
  expect(alternatives[0]!.capacity).toBeNull();
  expect(equalService!.limits.length).toBe(4);
  expect(assumptions.map(({ name }) => name)).toContain('equal service');
});

test('every placement strategy, with the gap to the oracle; several --vary multiply', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const args = ['compare', 'first.yaml', '--across', 'strategies', ...ONCE, '--format', 'json'];
  const { alternatives } = JSON.parse((await runHere(folder, args)).stdout) as Comparison;
  const gaps = alternatives.map(({ packing }) => packing!.gap.mean);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
  expect(new Set(gaps).size).toBeGreaterThan(3);
  for (const { packing } of alternatives) expect(packing!.bound).toEqual(alternatives[0]!.packing!.bound);
  const varied = [...args, '--vary', 'workloads[0].duration=1m,2m'];
  const names = (JSON.parse((await runHere(folder, varied)).stdout) as Comparison).alternatives;
  expect(names.length).toBe(2 * alternatives.length);
  expect(names[0]!.name).toBe('spread(AZ) + spread(instanceId) duration=1m');
});

test.each([
  [['--across', 'launch-types', 'first.yaml'], '--across: expected one scenario, received 2.'],
  [['--only', 'fargate'], '--only: expected --across beside it.'],
  [
    ['--across', 'launch-types', '--only', 'fargate,ec2'],
    '--only: expected some of fargate, fargate-spot, fargate-arm, ec2-ideal, ec2-managed, ec2-managed-arm, ec2-fixed, received "ec2".',
  ],
  [['--instance-type', 'm5.large'], '--instance-type: expected --across launch-types beside it.'],
  [
    ['--across', 'launch-types', '--instance-type', 'm5.xlage'],
    '--instance-type: expected an EC2 instance type of the catalogue, received "m5.xlage". Did you mean m5.xlarge?',
  ],
  [['--reference', 'fargate'], '--reference: expected --equal-service beside it.'],
  [
    ['--across', 'launch-types', '--equal-service', '--hold', 'wait,money'],
    '--hold: expected wait, unserved, latency, assertions, received "money".',
  ],
  [
    ['--across', 'launch-types', '--equal-service', '--reference', 'ec2'],
    '--reference: expected one of fargate, fargate-spot, fargate-arm, ec2-ideal, ec2-managed, ec2-managed-arm, ec2-fixed, received "ec2".',
  ],
  [
    [
      '--across',
      'strategies',
      '--set',
      'workloads[0].launchType=EXTERNAL',
      '--set',
      'clusters[0].containerInstances=',
    ],
    /external container instances/,
  ],
])('%s', async (args, message) => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const { exitCode, stdout, stderr } = await runHere(folder, ['compare', 'first.yaml', ...args]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('a scenario without two alternatives is told why', async () => {
  const gpu = FIRST_SCENARIO.replace(
    'cpu: 512',
    "resourceRequirements: [{ type: GPU, value: '1' }], cpu: 512",
  ).replace('m5.large', 'g4dn.xlarge');
  const onFargate = FIRST_SCENARIO.replace(
    'containerInstances: [{ ec2InstanceType: m5.large, count: 2 }]',
    'capacityProviders: [FARGATE]',
  )
    .replace('- { family: report', "- { family: report, cpu: '512', memory: '1024', networkMode: awsvpc")
    .replace('- taskDefinition: report', '- taskDefinition: report\n    launchType: FARGATE');
  const folder = folderWith({ 'gpu.yaml': gpu, 'fargate.yaml': onFargate });
  const left = await runHere(folder, ['compare', 'gpu.yaml', '--across', 'launch-types', ...ONCE]);
  expect(left.stdout).toMatch(/\n- left out: fargate, fargate-spot, fargate-arm\. .*expected no GPU/s);
  expect(left.stdout).toMatch(/^first: 4 alternatives|^\S+: [34] alternatives/);
  const none = await runHere(folder, ['compare', 'fargate.yaml', '--across', 'strategies', ...ONCE]);
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toMatch(
    /^--across strategies: expected a scenario with at least two alternatives, received one with none\.\nstrategies: no service or workload runs on container instances/,
  );
});
