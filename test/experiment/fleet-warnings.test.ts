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

test('tasks that a full PROVISIONING keeps out (ecs:R-5.9)', async () => {
  const timings = { 'ec2.instanceToActive': '1m', 'provisioning.mostTasks': 4 };
  const workloads = [burstAtTen('job', 11, '20m')];
  const scenario = await groupScenario({ others: { workloads, timings } });
  expect(warningsOf(scenario, 'provisioning-full')).toEqual([
    {
      code: 'provisioning-full',
      message:
        'Cluster main had 4 tasks in PROVISIONING, as many as there can be: 7 tasks were refused for that (a ClientException to RunTask; services wait), and managed scaling does not see those. `provisioning.mostTasks` in `timings` sets the limit.',
      count: 7,
      firstAt: '2026-03-02T09:10:00.000Z',
    },
  ]);
  const { placementFailures } = runScenario({ scenario, prices: TEST_PRICES }).tasks;
  expect(placementFailures).toEqual({ 'ClientException: too many tasks in PROVISIONING': 7 });
  expect(warningsOf(await groupScenario({ others: { workloads } }), 'provisioning-full')).toEqual([]);
});

test('a group that grows for tasks that it cannot hold, if its target is under 100 (ecs:R-5.13, R-5.15)', async () => {
  const growing = (targetCapacity: number) =>
    groupScenario({
      group: { minSize: 2, maxSize: 5 },
      managed: { targetCapacity },
      others: { taskDefinitions: [sized('job', 4096, 1024)], workloads: [burstAtTen('job', 2, '1m')] },
    });
  expect(warningsOf(await growing(100), 'group-grew-in-vain')).toEqual([]);
  expect(warningsOf(await growing(80), 'group-grew-in-vain')).toEqual([
    {
      code: 'group-grew-in-vain',
      message:
        'Auto Scaling group g grew by 3 instances while up to 2 tasks waited in PROVISIONING that none of its instance types can hold: M is N then, which is above a targetCapacity of 80 whatever N is, so it grows up to its maximum.',
      count: 3,
      firstAt: expect.stringMatching(/^2026-03-02T09:1[01]:/),
    },
  ]);
});

test('a group whose instances are all protected stays above what is desired (scaling:R-3.10)', async () => {
  const shrinking = (newInstancesProtectedFromScaleIn: boolean, at: string) =>
    groupScenario({
      group: { minSize: 5, newInstancesProtectedFromScaleIn },
      provider: { managedScaling: { status: 'DISABLED' } },
      others: {
        actions: [{ at, updateAutoScalingGroup: { autoScalingGroupName: 'g', minSize: 0, maxSize: 2 } }],
      },
    });
  expect(warningsOf(await shrinking(false, '1h'), 'group-above-desired')).toEqual([]);
  // Shortly before the end nobody can say that it stays so.
  expect(warningsOf(await shrinking(true, '235m'), 'group-above-desired')).toEqual([]);
  expect(warningsOf(await shrinking(true, '1h'), 'group-above-desired')).toEqual([
    {
      code: 'group-above-desired',
      message:
        'Auto Scaling group g ended with 5 where 2 were desired: they were launched protected from scale-in (newInstancesProtectedFromScaleIn), which only managedTerminationProtection takes back.',
      count: 3,
      firstAt: '2026-03-02T10:00:00.000Z',
    },
  ]);
});
