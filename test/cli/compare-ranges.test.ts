import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, runHere } from './support.ts';

const scenario = (cluster: string, how: string) => `
simulation: { duration: 1h }
clusters: [{ clusterName: main, ${cluster} }]
taskDefinitions:
  - family: job
    cpu: "512"
    memory: "1024"
    ${how}
    containerDefinitions: [{ name: job, image: j }]
workloads:
  - taskDefinition: job
    cluster: main
    arrivals: { poisson: { perHour: 20 } }
    duration: 6m
`;
const FILES = {
  'ec2.yaml': scenario('containerInstances: [{ ec2InstanceType: m5.large }]', 'networkMode: bridge'),
  'fargate.yaml': scenario(
    'capacityProviders: [FARGATE], defaultCapacityProviderStrategy: [{ capacityProvider: FARGATE, weight: 1 }]',
    'networkMode: awsvpc\n    requiresCompatibilities: [FARGATE]',
  ),
};
const RATE = 'workloads[0].arrivals.poisson.perHour=5..100';
const COMMON = ['compare', 'ec2.yaml', 'fargate.yaml', '--workers', '1', '--quiet', '--replications', '1'];

test('from what load on an instance is cheaper than Fargate', async () => {
  const folder = folderWith(FILES);
  const { stdout, exitCode } = await runHere(folder, [...COMMON, '--vary', RATE, '--format', 'json']);
  expect(exitCode).toBe(0);
  const { breakEven } = JSON.parse(stdout) as { breakEven: readonly Record<string, unknown>[] };
  expect(breakEven).toHaveLength(1);
  expect(breakEven[0]).toMatchObject({ a: 'fargate', b: 'ec2', utilization: { a: null } });
  // An m5.large with its volume costs $0.0992 an hour, half a vCPU with 1 GiB on Fargate $0.024685: four tasks at once.
  expect(breakEven[0]!['value']).toBeGreaterThan(28);
  expect(breakEven[0]!['value']).toBeLessThan(52);
});

test('over two variables it is a surface, also as CSV', async () => {
  const folder = folderWith(FILES);
  const two = ['--vary', 'workloads[0].arrivals.limit=1..2', '--vary', RATE, '--out', 'out'];
  const { stdout, exitCode } = await runHere(folder, [...COMMON, ...two]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Cheapest by workloads[0].arrivals.limit (down)');
  expect(stdout).toContain('A ec2; B fargate');
  const lines = readFileSync(join(folder, 'out/surface.csv'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(1 + 2 * 9);
  expect(lines[1]).toMatch(/^1,5,fargate,/);
  expect(lines.at(-1)).toMatch(/^2,100,fargate,/);
});

test('ranges that cannot be are refused before anything runs', async () => {
  const folder = folderWith(FILES);
  const other = ['--vary', 'workloads[0].arrivals.poisson.perMinute=1..2'];
  const beside = await runHere(folder, [...COMMON, ...other]);
  expect(beside).toMatchObject({ exitCode: 2, stdout: '' });
  expect(beside.stderr).toMatch(
    /^ec2\.yaml:.*: expected exactly one of .*, received a mapping with the keys perHour, perMinute\./,
  );
  expect(beside.stderr).toMatch(/ problems; nothing was run\.\n$/);
  const refused = await runHere(folder, [...COMMON, '--vary', 'name=1..2', '--vary', 'speed.m5=2..1']);
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(refused.stderr).toBe(
    '--vary: expected the path of a number, received "name".\n--vary: expected a range that goes up, received "speed.m5=2..1".\n',
  );
});
