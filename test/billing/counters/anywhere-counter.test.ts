import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import type { CostSummary } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { small } from '../../support/load.ts';

const own = { name: 'own', registeredResources: { cpu: 1024, memory: 2048 }, external: true };

const WORK = [{ taskDefinition: 'job', arrivals: { every: '30m' }, duration: '1m', launchType: 'EXTERNAL' }];

async function costOf(entry: object, parts: object = {}): Promise<CostSummary> {
  const text = small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: '90m' },
    clusters: [{ clusterName: 'main', containerInstances: [{ ...own, ...entry }] }],
    workloads: WORK,
    ...parts,
  });
  return runScenario(await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) })).cost;
}

test('an instance of ECS Anywhere costs its hours, whatever runs on it (billing spec section 3)', async () => {
  expect(await costOf({ count: 4 })).toMatchObject({
    total: 4 * 1.5 * 0.01025,
    byUsageType: { 'USE1-ECS-Anywhere-Instance-hours': 0.0615 },
    byCluster: { main: 0.0615 },
    byProduct: { AmazonECS: 0.0615 },
    byCapacityProvider: {},
    instances: { useful: 0, idle: 0 },
  });
  expect(await costOf({ count: 1 })).toMatchObject({ total: 0.015375 });
  expect(
    await costOf({ count: 4, external: false }, { workloads: [{ ...WORK[0], launchType: 'EC2' }] }),
  ).toMatchObject({ total: 0 });
});

test('the first 2,200 hours of a month are free where free tiers are taken off', async () => {
  expect(await costOf({ count: 4 }, { pricing: { freeTier: true } })).toMatchObject({ total: 0 });
  const month = {
    simulation: { start: '2026-03-02T00:00:00Z', duration: '31d' },
    pricing: { freeTier: true },
  };
  const { total } = await costOf({ count: 4 }, month);
  // From 2 March to 2 April: 30 days of March, and a day of April that is free again.
  expect(total).toBeCloseTo((4 * 24 * 30 - 2200) * 0.01025, 9);
});
