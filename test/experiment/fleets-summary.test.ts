import { expect, test } from 'vitest';
import type { GroupSummary } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { burstAtTen, groupScenario, sized } from '../support/groups.ts';
import { TEST_PRICES } from '../support/prices.ts';

const groupOf = (scenario: Scenario): GroupSummary =>
  runScenario({ scenario, prices: TEST_PRICES }).autoScalingGroups['g']!;

/** From its launch, five seconds after the start, an instance is there; a minute of it boots. */
const THERE = 4 - 5 / 3600;
const BOOT = 1 / 60;
/** A group of a fixed size: nothing scales it. */
const fixed = (size: number, others: Readonly<Record<string, unknown>>, group = {}) =>
  groupScenario({
    group: { minSize: size, maxSize: size, ...group },
    provider: { managedScaling: { status: 'DISABLED' } },
    others,
  });

function expectHours(
  { instanceHours }: GroupSummary,
  expected: Partial<GroupSummary['instanceHours']>,
): void {
  const none = {
    ideal: 0,
    fragmentation: 0,
    headroom: 0,
    minimumSize: 0,
    waiting: 0,
    booting: 0,
    draining: 0,
  };
  const { total, ...parts } = instanceHours;
  for (const [part, hours] of Object.entries({ ...none, ...expected }))
    expect(`${part} ${parts[part as keyof typeof parts].toFixed(3)}`).toBe(`${part} ${hours.toFixed(3)}`);
  expect(Object.values(parts).reduce((sum, hours) => sum + hours, 0)).toBeCloseTo(total, 9);
}

function expectBetween(hours: number, least: number, most: number): void {
  expect(hours).toBeGreaterThanOrEqual(least);
  expect(hours).toBeLessThanOrEqual(most);
}

test('a run without groups has none', async () => {
  const scenario = await fixed(1, {});
  const none = { ...scenario, autoScalingGroups: [] };
  expect(runScenario({ scenario: none, prices: TEST_PRICES }).autoScalingGroups).toEqual({});
});

test('instances without tasks are there for the minimum size', async () => {
  const group = groupOf(await fixed(3, {}));
  expect(group).toMatchObject({ minSize: 3, maxSize: 3, desiredCapacity: 3, instances: 3 });
  expectHours(group, { booting: 3 * BOOT, minimumSize: 3 * (THERE - BOOT) });
});

test('an instance with nothing but a daemon is one without tasks (ecs:R-5.21)', async () => {
  const agents = {
    serviceName: 'agents',
    taskDefinition: 'job',
    schedulingStrategy: 'DAEMON',
    launchType: 'EC2',
  };
  const group = groupOf(await fixed(3, { services: [agents] }));
  expectHours(group, { booting: 3 * BOOT, minimumSize: 3 * (THERE - BOOT) });
});

test('tasks on more instances than they need', async () => {
  // Two halves on two instances, for an hour each; then both stand there without tasks.
  const alone = burstAtTen('job', 2, '1h', { placementConstraints: [{ type: 'distinctInstance' }] });
  const { instanceHours } = groupOf(await fixed(2, { workloads: [alone] }));
  // They last for an hour, and start and stop a little apart.
  expect(Math.abs(instanceHours.ideal - instanceHours.fragmentation)).toBeLessThan(0.001);
  expect(instanceHours.ideal).toBeGreaterThan(1);
  expect(instanceHours.ideal).toBeLessThan(1.02);
});

test('headroom is what the target capacity keeps, and what is over waits for its scale-in', async () => {
  const scenario = await groupScenario({
    managed: { targetCapacity: 50 },
    others: { workloads: [burstAtTen('job', 2, '1h')] },
  });
  const { instanceHours, desiredCapacity } = groupOf(scenario);
  expect(desiredCapacity).toBe(0);
  // A task is an hour on each of two instances that come first; six minutes later two come to spare, and stay for what is left of it.
  expectBetween(instanceHours.ideal, 1, 1.01);
  expectBetween(instanceHours.fragmentation, 1, 1.01);
  expectBetween(instanceHours.headroom, 1.8, 1.82);
  // When the tasks are gone all four are there for a quarter of an hour until the alarm acts, and it takes minutes over them.
  expectBetween(instanceHours.waiting, 4 / 4, 4 / 4 + 0.15);
  expect(instanceHours.minimumSize).toBe(0);
});

test('what is before the end of the warm-up is not counted', async () => {
  const simulation = { start: '2026-03-02T09:00:00Z', duration: '4h', warmUp: '1h' };
  expectHours(groupOf(await fixed(2, { simulation })), { minimumSize: 2 * 3 });
});

test('bounds that an action sets, and tasks of any size', async () => {
  const others = {
    actions: [{ at: '1h', updateAutoScalingGroup: { autoScalingGroupName: 'g', minSize: 1, maxSize: 9 } }],
    taskDefinitions: [sized('job', 2048, 512)],
    workloads: [burstAtTen('job', 1, '1m')],
  };
  expect(groupOf(await fixed(2, others))).toMatchObject({ minSize: 1, maxSize: 9, desiredCapacity: 2 });
});

test('a warm-up ends even if the first of several providers is measured by nobody', async () => {
  const provider = (name: string, status: string) => ({
    name,
    autoScalingGroupProvider: { autoScalingGroupArn: name, managedScaling: { status } },
  });
  const group = (name: string) => ({
    autoScalingGroupName: name,
    instanceType: 'm5.large',
    minSize: 1,
    maxSize: 1,
    cluster: name,
  });
  const scenario = await groupScenario({
    others: {
      simulation: { start: '2026-03-02T09:00:00Z', duration: '4h', warmUp: '1h' },
      clusters: ['first', 'second'].map((name) => ({ clusterName: name, capacityProviders: [name] })),
      autoScalingGroups: [group('first'), group('second')],
      capacityProviders: [provider('first', 'DISABLED'), provider('second', 'ENABLED')],
    },
  });
  const { capacityProviders } = runScenario({ scenario, prices: TEST_PRICES });
  expect(capacityProviders).toMatchObject({
    first: { reservation: { mean: null } },
    second: { reservation: { mean: 0 } },
  });
});

test('what a group has replaced is told by why, and each refresh with what it came to', async () => {
  const scenario = await groupScenario({
    group: { minSize: 2 },
    provider: { managedScaling: { status: 'DISABLED' } },
    others: {
      actions: [
        { at: '1h', setInstanceHealth: { instanceId: 'g-1', healthStatus: 'Unhealthy' } },
        { at: '2h', startInstanceRefresh: { autoScalingGroupName: 'g' } },
        {
          at: '3h',
          startInstanceRefresh: {
            autoScalingGroupName: 'g',
            preferences: { checkpointPercentages: [50, 100], checkpointDelay: 172_800 },
          },
        },
      ],
    },
  });
  const outcome = runScenario({ scenario, prices: TEST_PRICES });
  expect(outcome.autoScalingGroups['g']).toMatchObject({
    replacedInstances: { unhealthy: 1, lifetime: 0, refresh: 3 },
    instanceRefreshes: [
      {
        status: 'Successful',
        startTime: '2026-03-02T11:00:00.000Z',
        endTime: '2026-03-02T11:02:10.000Z',
        durationSeconds: 130,
        percentageComplete: 100,
        instancesToUpdate: 0,
        replaced: 2,
        checkpoints: [],
      },
      {
        status: 'InProgress',
        endTime: null,
        durationSeconds: 3600,
        percentageComplete: 50,
        instancesToUpdate: 1,
        checkpoints: [{ time: '2026-03-02T12:01:05.000Z', percentage: 50, skipped: [] }],
      },
    ],
  });
  expect(outcome.warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'instance-refresh-unfinished: The instance refresh of Auto Scaling group g had come to 50 percent when the run ended. Pauses at the checkpoint of 50 percent.',
  ]);
});
