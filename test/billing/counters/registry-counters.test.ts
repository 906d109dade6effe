import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import type { CostSummary } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { small } from '../../support/load.ts';

const MONTH_HOURS = 31 * 24;
const HOURS = 4;

/** A service of so many tasks for four hours. */
async function costOf(container: object, parts: object = {}, service: object = {}): Promise<CostSummary> {
  const job = { name: 'job', image: 'job', cpu: 64, memory: 128, ...container };
  const text = small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: `${HOURS}h` },
    taskDefinitions: [{ family: 'job', containerDefinitions: [job] }],
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 2, ...service }],
    workloads: [],
    timings: 'instant',
    ...parts,
  });
  return runScenario(await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) })).cost;
}

const line = async (name: string, ...parts: Parameters<typeof costOf>) =>
  (await costOf(...parts)).byUsageType[name] ?? 0;

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web';
const ECR = 'TimedStorage-ByteHrs';

test('an image in ECR of the region is stored there', async () => {
  const sized = (sizeMb: number) => ({ images: { [IMAGE]: { sizeMb } } });
  const once = await line(ECR, { image: IMAGE }, sized(2000));
  expect(once / (((2000e6 / 1024 ** 3) * 0.1 * HOURS) / MONTH_HOURS)).toBeCloseTo(1, 4);
  expect((await line(ECR, { image: IMAGE }, sized(4000))) / once).toBeCloseTo(2, 4);
  expect(await line(ECR, { image: 'docker.io/shop/web' })).toBe(0);
});

const secret = (name: string, rest = '') => ({
  name: 'PASSWORD',
  valueFrom: `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf${rest}`,
});
const [MONTHS, CALLS] = ['AWSSecretsManager-Secrets', 'AWSSecretsManagerAPIRequest'];

test('secrets are billed by the month, and by the call at each start of a task', async () => {
  const month = (0.4 * HOURS) / MONTH_HOURS;
  expect(await line(MONTHS, { secrets: [secret('db')] })).toBeCloseTo(month, 8);
  expect(await line(MONTHS, { secrets: [secret('db'), secret('db', ':user::')] })).toBeCloseTo(month, 8);
  expect(await line(MONTHS, { secrets: [secret('db'), secret('mail')] })).toBeCloseTo(2 * month, 8);
  const calls = await line(CALLS, { secrets: [secret('db')] });
  expect(calls).toBeCloseTo(2 * 0.000005, 9);
  expect(await line(CALLS, { secrets: [secret('db')] }, {}, { desiredCount: 4 })).toBeCloseTo(2 * calls, 9);
  const parameter = { name: 'PASSWORD', valueFrom: '/web/password' };
  expect(await line(MONTHS, { secrets: [parameter] })).toBe(0);
  expect(await line(CALLS, { secrets: [parameter] })).toBe(0);
});

const MAP = 'cloudMap.resourceMonth';
const FOUND = { serviceRegistries: [{ registryArn: 'arn:aws:servicediscovery:us-east-1:1:service/srv-1' }] };

test('tasks of services with a registry are resources of Cloud Map', async () => {
  const two = await line(MAP, {}, {}, FOUND);
  expect(two).toBeCloseTo((2 * 0.1 * HOURS) / MONTH_HOURS, 8);
  expect(await line(MAP, {}, {}, { ...FOUND, desiredCount: 4 })).toBeCloseTo(2 * two, 8);
  expect(await line(MAP, {})).toBe(0);
});
