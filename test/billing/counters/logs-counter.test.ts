import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import type { CostSummary } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { small } from '../../support/load.ts';

const GIB = 1024 ** 3;
const MONTH_MS = 31 * 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const INGEST = 'DataProcessing-Bytes';
const INFREQUENT = 'DataProcessingIA-Bytes';
const STORAGE = 'TimedStorage-ByteHrs';

interface Parts {
  readonly logs?: object;
  readonly image?: object;
  readonly requests?: object;
  readonly others?: object;
}

/** One task of a service that is RUNNING from the start on, for four hours. */
async function costOf({ logs = { logDriver: 'awslogs' }, image = {}, requests, others = {} }: Parts) {
  const container = { name: 'job', image: 'job', cpu: 512, memory: 1024, logConfiguration: logs };
  const text = small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: '4h' },
    taskDefinitions: [{ family: 'job', containerDefinitions: [container] }],
    images: { job: image },
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 1 }],
    workloads: requests === undefined ? [] : [{ service: 'web', requests }],
    timings: 'instant',
    ...others,
  });
  return runScenario(await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) })).cost;
}

async function loggedBy(parts: Parts): Promise<Readonly<Record<string, number>>> {
  const { byUsageType } = await costOf(parts);
  const names = [INGEST, INFREQUENT, STORAGE];
  return Object.fromEntries(names.map((name) => [name, byUsageType[name] ?? 0]));
}

const NOTHING = { [INGEST]: 0, [INFREQUENT]: 0, [STORAGE]: 0 };
const MEGABYTE = { logBytesPerSecond: 1_000_000 };
const ingested = (bytes: number, price = 0.5) => (bytes / GIB) * price;
const stored = (byteMs: number) => (byteMs / 5 / GIB / MONTH_MS) * 0.03;
const HOUR_BYTES = 3600 * 1_000_000;

test('what running tasks write is ingested, and lies compressed from the end of its hour (billing spec section 6)', async () => {
  const lines = await loggedBy({ image: MEGABYTE });
  expect(lines[INGEST]! / ingested(4 * HOUR_BYTES)).toBeCloseTo(1, 2);
  expect(lines[STORAGE]! / stored((1 + 2 + 3) * HOUR_BYTES * HOUR_MS)).toBeCloseTo(1, 2);
});

test('twice the bytes cost twice as much; another driver, or none, nothing', async () => {
  const once = await loggedBy({ image: MEGABYTE });
  const twice = await loggedBy({ image: { logBytesPerSecond: 2_000_000 } });
  expect(twice[INGEST]! / once[INGEST]!).toBeCloseTo(2, 4);
  expect(twice[STORAGE]! / once[STORAGE]!).toBeCloseTo(2, 4);
  expect(await loggedBy({ image: MEGABYTE, logs: { logDriver: 'splunk' } })).toEqual(NOTHING);
  expect(await loggedBy({})).toEqual(NOTHING);
});

const REQUESTS = { rate: { constant: 100 }, noise: 'exact', cpuMsPerRequest: 1 };

test('each request adds its bytes, whatever comes', async () => {
  const requests = { ...REQUESTS, logBytesPerRequest: 10_000 };
  const once = await loggedBy({ requests });
  expect(once[INGEST]! / ingested(4 * 3600 * 100 * 10_000)).toBeCloseTo(1, 2);
  const twice = await loggedBy({ requests: { ...requests, rate: { constant: 200 } } });
  expect(twice[INGEST]! / once[INGEST]!).toBeCloseTo(2, 4);
  expect(await loggedBy({ requests: REQUESTS })).toEqual(NOTHING);
});

const LOGGED = { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/web' } };

test('a log group keeps what it has for its retention, and may be of another class', async () => {
  const infrequent = { logGroupName: '/ecs/web', logGroupClass: 'INFREQUENT_ACCESS' };
  const lines = await loggedBy({ image: MEGABYTE, logs: LOGGED, others: { logGroups: [infrequent] } });
  expect(lines[INGEST]).toBe(0);
  expect(lines[INFREQUENT]! / ingested(4 * HOUR_BYTES, 0.25)).toBeCloseTo(1, 2);
  const kept = async (retentionInDays?: number) => {
    const logGroups = [{ logGroupName: '/ecs/web', retentionInDays }];
    const simulation = { start: '2026-03-02T00:00:00Z', duration: '3d' };
    return (await loggedBy({ image: MEGABYTE, logs: LOGGED, others: { logGroups, simulation } }))[STORAGE]!;
  };
  // Hour n has n hours' bytes; with a day's retention never more than 24.
  const allHours = (71 * 72) / 2;
  const dayHours = (23 * 24) / 2 + 48 * 24;
  expect((await kept()) / (await kept(1))).toBeCloseTo(allHours / dayHours, 2);
});

test('the service that logs causes what it costs', async () => {
  const before: CostSummary = await costOf({});
  const { byService, total, unattributed } = await costOf({ image: MEGABYTE });
  expect(byService['main/web']! - before.byService['main/web']!).toBeCloseTo(total - before.total, 8);
  expect(unattributed).toBeCloseTo(before.unattributed, 8);
});
