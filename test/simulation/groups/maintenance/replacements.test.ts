import { expect, test } from 'vitest';
import { burstOf, group, provider, runGroups } from '../../../support/run-groups.ts';

const ALONE = {
  clusters: [{ clusterName: 'main' }],
  capacityProviders: [],
  timings: { base: 'instant', 'ec2.instanceToActive': '60s', 'asg.impairedWait': '2m' },
};

type Parts = Readonly<Record<string, unknown>>;
type Run = Awaited<ReturnType<typeof runGroups>>;

const run = (own: Parts, actions: readonly Parts[], others: Parts = {}) =>
  runGroups({ ...ALONE, autoScalingGroups: [group(own)], actions, ...others });

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `g-${i + 1}`);
const gone = ({ instances }: Run) => instances.filter((line) => line.endsWith('INACTIVE'));
const later = ({ instances }: Run) => instances.filter((line) => Number.parseInt(line, 10) >= 600);

const impair = (ids: readonly string[], duration = '100m') => ({
  at: '10m',
  instanceImpairment: { containerInstances: ids, for: duration },
});
const unhealthy = (instanceId: string, others: Parts = {}) => ({
  at: '10m',
  setInstanceHealth: { instanceId, healthStatus: 'Unhealthy', ...others },
});

test('impaired instances are replaced a tenth of the group at a time, after some minutes (scaling:X-3.42)', async () => {
  const ended = await run({ minSize: 40, maxSize: 40 }, [impair(numbered(10))]);
  const instants = gone(ended).map((line) => Number.parseInt(line, 10));
  expect(instants).toEqual([720, 720, 720, 720, 780, 780, 780, 780, 840, 840]);
});

test('the next batch waits for the default warm-up; a small group replaces one at a time (scaling:X-3.43)', async () => {
  const ended = await run({ minSize: 8, defaultInstanceWarmup: 120 }, [impair(numbered(3))]);
  expect(gone(ended)).toEqual(['720 s g-1 INACTIVE', '900 s g-2 INACTIVE', '1080 s g-3 INACTIVE']);
});

test('what is well again before is not replaced', async () => {
  expect(gone(await run({ minSize: 4 }, [impair(['g-1'], '119s')]))).toEqual([]);
});

test('whom SetInstanceHealth names goes at once, however many they are, once the grace period is over', async () => {
  const actions = numbered(3).map((id) => unhealthy(id));
  expect(gone(await run({ minSize: 4 }, actions))).toEqual([
    '600 s g-1 INACTIVE',
    '600 s g-2 INACTIVE',
    '600 s g-3 INACTIVE',
  ]);
  const young = { minSize: 1, healthCheckGracePeriod: 900 };
  expect(gone(await run(young, [unhealthy('g-1')]))).toEqual(['960 s g-1 INACTIVE']);
  expect(gone(await run(young, [unhealthy('g-1', { shouldRespectGracePeriod: false })]))).toEqual([
    '600 s g-1 INACTIVE',
  ]);
  const healed = { at: '11m', setInstanceHealth: { instanceId: 'g-1', healthStatus: 'Healthy' } };
  expect(gone(await run(young, [unhealthy('g-1'), healed]))).toEqual([]);
  const refused = await run({ minSize: 1 }, [unhealthy('g-7')]);
  expect(refused.simulation.refusedActions).toHaveLength(1);
});

test('with a policy that allows it another one comes before the unhealthy one goes', async () => {
  const instanceMaintenancePolicy = { minHealthyPercentage: 100, maxHealthyPercentage: 110 };
  for (const action of [impair(['g-1']), unhealthy('g-1')]) {
    const ended = await run({ minSize: 2, instanceMaintenancePolicy }, [action]);
    const at = 'setInstanceHealth' in action ? 600 : 720;
    expect(later(ended)).toEqual([
      `${at} s g-3 REGISTERING`,
      `${at + 60} s g-3 ACTIVE`,
      `${at + 60} s g-1 INACTIVE`,
    ]);
  }
});

test('instances are replaced when their lifetime is over, a tenth of the group at a time', async () => {
  const ended = await run({ minSize: 3, maxInstanceLifetime: 86_400 }, [], {
    simulation: { duration: '25h' },
  });
  expect(gone(ended)).toEqual(['86400 s g-1 INACTIVE', '86460 s g-2 INACTIVE', '86520 s g-3 INACTIVE']);
  const kept = { minSize: 3, maxInstanceLifetime: 86_400, newInstancesProtectedFromScaleIn: true };
  expect(gone(await run(kept, [], { simulation: { duration: '25h' } }))).toEqual([]);
});

test('a process that is suspended does nothing until it is resumed', async () => {
  const suspended = (processName: string) => ({ minSize: 2, suspendedProcesses: [{ processName }] });
  const resume = { at: '30m', resumeProcesses: { autoScalingGroupName: 'g' } };
  const size = (desiredCapacity: number) => ({
    at: '10m',
    setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity },
  });
  const launched = await run(suspended('Launch'), [resume]);
  expect(launched.instances[0]).toBe('1800 s g-1 REGISTERING');
  const smaller = await run({ ...suspended('Terminate'), minSize: 1, desiredCapacity: 3 }, [size(1), resume]);
  expect(gone(smaller).map((line) => line.slice(0, 6))).toEqual(['1800 s', '1800 s']);
  for (const process of ['HealthCheck', 'ReplaceUnhealthy', 'Terminate'])
    expect(gone(await run(suspended(process), [impair(['g-1']), resume]))).toEqual(['1800 s g-1 INACTIVE']);
  expect(gone(await run(suspended('HealthCheck'), [unhealthy('g-1')]))).toEqual(['600 s g-1 INACTIVE']);
  const outage = (availabilityZone: string, at: string) => ({
    at,
    availabilityZoneOutage: { availabilityZone, for: '5m' },
  });
  const uneven = await run({ ...suspended('AZRebalance'), minSize: 4 }, [
    outage('us-east-1a', '10m'),
    resume,
  ]);
  expect(gone(uneven).filter((line) => line.startsWith('18'))).toHaveLength(2);
});

test('while Terminate is suspended the mending of the balance launches and ends nobody (scaling:R-3.7)', async () => {
  const outage = { at: '10m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '5m' } };
  const own = { minSize: 4, suspendedProcesses: [{ processName: 'Terminate' }] };
  const { simulation } = await run(own, [outage]);
  expect(simulation.groups[0]!.members.capacity).toBe(6);
});

test('while AlarmNotification is suspended managed scaling changes nothing', async () => {
  const waiting = {
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: ['asg'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
      },
    ],
    capacityProviders: [provider()],
    workloads: [burstOf(4, '10m')],
  };
  const suspendedProcesses = [{ processName: 'AlarmNotification' }];
  const resume = { at: '5m', resumeProcesses: { autoScalingGroupName: 'g' } };
  const { desired } = await run({ suspendedProcesses }, [resume], waiting);
  expect(desired[0]).toMatch(/^(300|360) s g 0 -> 2$/);
});

test("suspended processes hold up a group's own scheduled actions until they are resumed", async () => {
  const scheduledUpdateGroupActions = ['2m', '20m'].map((at, i) => ({
    scheduledActionName: `larger${i}`,
    startTime: at === '2m' ? '2026-03-02T00:02:00Z' : '2026-03-02T00:20:00Z',
    desiredCapacity: 3 + i,
  }));
  const suspendedProcesses = [{ processName: 'ScheduledActions' }];
  const resume = { at: '10m', resumeProcesses: { autoScalingGroupName: 'g' } };
  const { desired } = await run({ suspendedProcesses, scheduledUpdateGroupActions }, [resume], {
    simulation: { start: '2026-03-02T00:00:00Z', duration: '1h' },
  });
  expect(desired).toEqual(['1200 s g 0 -> 4']);
});

test('a warm pool is replaced at the start of a refresh; what a refresh takes does not return to it', async () => {
  const own = {
    minSize: 2,
    maxSize: 4,
    warmPoolConfiguration: { instanceReusePolicy: { reuseOnScaleIn: true } },
  };
  const refresh = { at: '20m', startInstanceRefresh: { autoScalingGroupName: 'g' } };
  const { simulation } = await run(own, [refresh]);
  const [group_] = simulation.groups;
  expect(group_!.refreshes).toMatchObject([{ status: 'Successful' }]);
  const numbers = [...group_!.members.all()].map(({ instance }) => simulation.fleet.number[instance]!);
  // The first two in service and the first two of the pool are gone.
  expect(Math.min(...numbers)).toBeGreaterThan(4);
  expect(group_!.members).toMatchObject({ capacity: 2, ready: 2 });
});
