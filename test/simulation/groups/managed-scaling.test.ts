import { expect, test } from 'vitest';
import { burstOf, GROUP_TIMINGS, group, provider, runGroups, runningOf } from '../../support/run-groups.ts';

const atFive = (count: number) => ({ arrivals: { burst: { at: '5m', count } } });

const AGENT = {
  family: 'agent',
  containerDefinitions: [{ name: 'agent', image: 'agent', cpu: 512, memory: 256 }],
};
const JOB = { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', cpu: 1024, memory: 2048 }] };

/** What is measured until minute ten. */
const early = (measured: readonly string[]) => measured.filter((line) => Number(line.split(' ')[0]) <= 600);

test('from no instance it goes to two, then to what is needed once they are warm; all go in the end', async () => {
  const { desired, measured, tasks, instances } = await runGroups({ workloads: [burstOf(9, '30m')] });
  expect(desired).toEqual([
    '60 s g 0 -> 2',
    // Launched at 65 s, warm at 365 s: the next call comes at 420 s.
    '420 s g 2 -> 5',
    // Four tasks end at 1925 s; with the fifteenth data point half of the instances may go, and then a minute each.
    '2820 s g 5 -> 3',
    '2880 s g 3 -> 2',
    '2940 s g 2 -> 1',
    '3000 s g 1 -> 0',
  ]);
  expect(early(measured)).toContain('60 s asg M 5 N 0');
  expect(early(measured)).toContain('180 s asg M 5 N 2');
  expect(early(measured)).toContain('540 s asg M 5 N 5');
  expect(tasks.filter((line) => line.endsWith('PROVISIONING')).length).toBe(9);
  expect(tasks.filter((line) => line === '125 s job-4 RUNNING').length).toBe(1);
  expect(tasks.filter((line) => line.startsWith('485 s') && line.endsWith('RUNNING')).length).toBe(5);
  expect(instances.filter((line) => line.endsWith('INACTIVE')).length).toBe(5);
});

test('a step has at least the minimum and at most the maximum of instances', async () => {
  const parts = { autoScalingGroups: [group({ minSize: 1 })] };
  const least = await runGroups({
    ...parts,
    capacityProviders: [provider({ minimumScalingStepSize: 5 })],
    workloads: [burstOf(4, '2h', atFive(4))],
  });
  // The one that there was is warm at 305 s.
  expect(least.desired[0]).toBe('360 s g 1 -> 6');
  const most = await runGroups({
    ...parts,
    capacityProviders: [provider({ maximumScalingStepSize: 2 })],
    workloads: [burstOf(12, '2h', atFive(12))],
  });
  expect(most.desired).toEqual(['360 s g 1 -> 3', '720 s g 3 -> 5', '1080 s g 5 -> 6']);
});

test('the warm-up is what lies between two scale-outs', async () => {
  const desiredWith = async (instanceWarmupPeriod: number) =>
    (
      await runGroups({
        autoScalingGroups: [group({ minSize: 1 })],
        capacityProviders: [provider({ maximumScalingStepSize: 2, instanceWarmupPeriod })],
        workloads: [burstOf(12, '2h', atFive(12))],
      })
    ).desired;
  expect(await desiredWith(60)).toEqual(['300 s g 1 -> 3', '420 s g 3 -> 5', '540 s g 5 -> 6']);
  expect(await desiredWith(200)).toEqual(['300 s g 1 -> 3', '540 s g 3 -> 5', '780 s g 5 -> 6']);
  // At once, as far as instances are ACTIVE: those that boot count for nothing.
  expect((await desiredWith(0))[0]).toBe('300 s g 1 -> 3');
});

test('a target below 100 keeps instances free', async () => {
  const { desired, measured } = await runGroups({
    autoScalingGroups: [group({ minSize: 1 })],
    capacityProviders: [provider({ targetCapacity: 50 })],
    workloads: [burstOf(4, '90m', atFive(4))],
  });
  // Two are needed: four for fifty percent.
  expect(desired[0]).toBe('360 s g 1 -> 4');
  expect(measured.filter((line) => line.endsWith('M 4 N 4'))).toEqual([]);
  const { groups } = (
    await runGroups({
      autoScalingGroups: [group({ minSize: 1, desiredCapacity: 2 })],
      capacityProviders: [provider({ targetCapacity: 50 })],
      workloads: [burstOf(4, '2h', { ...atFive(4), placementStrategy: [{ type: 'binpack', field: 'cpu' }] })],
    })
  ).simulation;
  expect(groups[0]!.desired).toBe(4);
});

test('a scale-in begins with the fifteenth data point below the target, and a breach begins anew', async () => {
  const emptyAfter = (again: readonly unknown[]) =>
    runGroups({
      autoScalingGroups: [group({ desiredCapacity: 2 })],
      workloads: [burstOf(4, '15m', { arrivals: { burst: { at: '90s', count: 4 } } }), ...again],
    });
  // The tasks end at 990 s; the points of the minutes to 1020 s, …, 1860 s are the fifteen.
  expect((await emptyAfter([])).desired).toEqual(['1860 s g 2 -> 1', '1920 s g 1 -> 0']);
  const again = burstOf(4, '90s', { name: 'again', arrivals: { burst: { at: '25m', count: 4 } } });
  // For the points of 1500 s and 1560 s both are needed.
  expect((await emptyAfter([again])).desired).toEqual(['2460 s g 2 -> 1', '2520 s g 1 -> 0']);
});

test('tasks that ask for the same count together, of whatever they are; others by themselves', async () => {
  const small = { family: 'small', containerDefinitions: [{ name: 's', image: 's', cpu: 512, memory: 512 }] };
  const needed = async (parts: Record<string, unknown>) =>
    (await runGroups({ taskDefinitions: [JOB, small], ...parts })).measured[0];
  const web = { serviceName: 'web', taskDefinition: 'job', desiredCount: 6 };
  // Two to an instance: five and six tasks make eleven.
  expect(await needed({ workloads: [burstOf(5, '1h')], services: [web] })).toBe('60 s asg M 6 N 0');
  // Four small ones to an instance: of three instances and two it takes three.
  expect(await needed({ workloads: [burstOf(8, '1h', { taskDefinition: 'small' })], services: [web] })).toBe(
    '60 s asg M 3 N 0',
  );
  const placementConstraints = [{ type: 'distinctInstance' }];
  expect(await needed({ services: [{ ...web, placementConstraints }] })).toBe('60 s asg M 6 N 0');
  expect(
    await needed({
      services: [
        { ...web, placementConstraints },
        { ...web, serviceName: 'api', desiredCount: 4, placementConstraints },
      ],
    }),
  ).toBe('60 s asg M 6 N 0');
});

test('the maximum bounds what comes of it; the others wait, and are given up in the end', async () => {
  const { desired, tasks, simulation } = await runGroups({
    autoScalingGroups: [group({ maxSize: 3 })],
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 9 }],
  });
  expect(desired).toEqual(['60 s g 0 -> 2', '420 s g 2 -> 3']);
  expect(tasks.filter((line) => line.endsWith('RUNNING')).length).toBe(6);
  expect(runningOf(simulation)).toBe(6);
  expect(
    tasks.filter((line) => line.endsWith('STOPPED TaskFailedToStart: RESOURCE:CPU')).length,
  ).toBeGreaterThan(5);
});

test('a greater maximum is made use of at once', async () => {
  const { desired } = await runGroups({
    autoScalingGroups: [group({ maxSize: 3 })],
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 9 }],
    timings: { ...GROUP_TIMINGS, 'provisioning.leastWait': '1h', 'provisioning.mostWait': '1h' },
    actions: [{ at: '15m', updateAutoScalingGroup: { autoScalingGroupName: 'g', maxSize: 8 } }],
  });
  expect(desired).toEqual(['60 s g 0 -> 2', '420 s g 2 -> 3', '900 s g 3 -> 5']);
});

test('two providers of a cluster scale by themselves', async () => {
  const { desired, simulation } = await runGroups({
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: ['asg', 'two'],
        defaultCapacityProviderStrategy: [
          { capacityProvider: 'asg', weight: 1 },
          { capacityProvider: 'two', weight: 3 },
        ],
      },
    ],
    autoScalingGroups: [group(), group({ autoScalingGroupName: 'h' })],
    capacityProviders: [
      provider(),
      {
        name: 'two',
        autoScalingGroupProvider: { autoScalingGroupArn: 'h', managedScaling: { status: 'ENABLED' } },
      },
    ],
    workloads: [burstOf(16, '2h')],
  });
  // Four tasks on the one, twelve on the other.
  expect(desired).toEqual(['60 s g 0 -> 2', '60 s h 0 -> 2', '420 s h 2 -> 6']);
  expect(simulation.groups.map(({ members }) => members.size)).toEqual([2, 6]);
});

test('a daemon comes to each instance, takes of its room, and keeps none', async () => {
  const { desired, tasks, measured } = await runGroups({
    taskDefinitions: [JOB, AGENT],
    workloads: [burstOf(3, '30m')],
    services: [
      { serviceName: 'agents', taskDefinition: 'agent', schedulingStrategy: 'DAEMON', launchType: 'EC2' },
    ],
  });
  // With the daemon an instance holds one task, not two.
  expect(measured[0]).toBe('60 s asg M 3 N 0');
  expect(desired.slice(0, 2)).toEqual(['60 s g 0 -> 2', '420 s g 2 -> 3']);
  expect(desired.at(-1)).toMatch(/g 1 -> 0$/);
  expect(tasks.filter((line) => /agent-\d RUNNING/.test(line)).map((line) => line.split(' ')[0])).toEqual([
    '125',
    '125',
    '485',
  ]);
});

test('an idle group costs no events, however long', async () => {
  const { simulation } = await runGroups({
    simulation: { duration: '30d' },
    autoScalingGroups: [group({ minSize: 2 })],
    workloads: [burstOf(4, '30m', atFive(4))],
  });
  expect(simulation.events).toBeLessThan(200);
});
