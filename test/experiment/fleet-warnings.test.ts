import { expect, test } from 'vitest';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { burstAtTen, groupScenario, sized } from '../support/groups.ts';
import { TEST_PRICES } from '../support/prices.ts';

const warningsOf = (scenario: Scenario, code: string) =>
  runScenario({ scenario, prices: TEST_PRICES }).warnings.filter((warning) => warning.code === code);

/** Eleven tasks for two instances of two. */
const full = (others: Readonly<Record<string, unknown>> = {}, duration = '20m') =>
  groupScenario({
    group: { maxSize: 2 },
    others: { workloads: [burstAtTen('job', 11, duration)], ...others },
  });

test('a group at its maximum while tasks wait', async () => {
  // At the first call after the warm-up seven are left, for four more instances.
  expect(warningsOf(await full(), 'group-at-maximum')).toEqual([
    {
      code: 'group-at-maximum',
      message:
        'Auto Scaling group g was at its maximum of 2 instances while up to 7 tasks waited in PROVISIONING; managed scaling wanted up to 6.',
      count: 1,
      firstAt: expect.stringMatching(/^2026-03-02T09:16:/),
    },
  ]);
  const enough = await groupScenario({ others: { workloads: [burstAtTen('job', 11, '20m')] } });
  expect(warningsOf(enough, 'group-at-maximum')).toEqual([]);
});

test('headroom that the maximum does not allow keeps nobody waiting', async () => {
  const scenario = await groupScenario({
    group: { maxSize: 2, minSize: 2 },
    managed: { targetCapacity: 50 },
    others: { workloads: [burstAtTen('job', 4, '30m')] },
  });
  expect(warningsOf(scenario, 'group-at-maximum')).toEqual([]);
});

test('two times are two, and a warm-up leaves out what was before', async () => {
  const twice = {
    workloads: [burstAtTen('job', 11, '20m', { arrivals: { schedule: 'cron(10 9,11 * * ? *)', count: 11 } })],
  };
  expect(warningsOf(await full(twice), 'group-at-maximum')).toMatchObject([{ count: 2 }]);
  const simulation = { start: '2026-03-02T09:00:00Z', duration: '4h', warmUp: '2h' };
  expect(warningsOf(await full({ ...twice, simulation }), 'group-at-maximum')).toMatchObject([
    { count: 1, firstAt: expect.stringMatching(/^2026-03-02T11:1/) },
  ]);
  // It is held when the warm-up ends, and is not called again.
  const during = { simulation: { ...simulation, warmUp: '20m' } };
  expect(warningsOf(await full(during), 'group-at-maximum')).toMatchObject([
    { count: 1, firstAt: '2026-03-02T09:20:00.000Z' },
  ]);
});

test('tasks for which no capacity came', async () => {
  const scenario = await full({}, '2h');
  expect(warningsOf(scenario, 'provisioning-timed-out')).toEqual([
    {
      code: 'provisioning-timed-out',
      message:
        '7 tasks of capacity provider asg failed to start: in PROVISIONING for as long as ECS waits for capacity, and none came.',
      count: 7,
      firstAt: '2026-03-02T09:40:00.000Z',
    },
  ]);
  const one = await groupScenario({
    others: { taskDefinitions: [sized('job', 4096, 1024)], workloads: [burstAtTen('job', 1, '1m')] },
  });
  expect(warningsOf(one, 'provisioning-timed-out')).toMatchObject([
    { count: 1, message: expect.stringMatching(/^A task of capacity provider asg failed to start/) },
  ]);
  expect(warningsOf(await full({}, '5m'), 'provisioning-timed-out')).toEqual([]);
});
