import { expect, test } from 'vitest';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { restore, snapshot } from '../../../src/simulation/snapshot.ts';
import { load } from '../../support/load.ts';
import {
  burstOf,
  GROUP_TIMINGS,
  group,
  groupsText,
  runGroups,
  runningOf,
  startGroups,
} from '../../support/run-groups.ts';

const FIFTEEN = { ...GROUP_TIMINGS, 'provisioning.leastWait': '15m', 'provisioning.mostWait': '15m' };
const web = (desiredCount: number, parts = {}) => ({
  serviceName: 'web',
  taskDefinition: 'job',
  desiredCount,
  ...parts,
});
const of = (tasks: readonly string[], status: string) => tasks.filter((line) => line.includes(status));

test('a task without an instance is accepted, and placed when one comes or another task goes', async () => {
  const { tasks } = await runGroups({
    autoScalingGroups: [group({ minSize: 1, maxSize: 1 })],
    workloads: [burstOf(3, '12m', { arrivals: { burst: { at: '2m', count: 3 } } })],
    timings: { ...GROUP_TIMINGS, 'provisioning.leastWait': '20m' },
  });
  expect(tasks.slice(0, 5)).toEqual([
    '120 s job-1 PENDING',
    '120 s job-1 RUNNING',
    '120 s job-2 PENDING',
    '120 s job-2 RUNNING',
    '120 s job-3 PROVISIONING',
  ]);
  // It is placed as soon as the control plane has the room back.
  expect(of(tasks, 'job-3')).toEqual([
    '120 s job-3 PROVISIONING',
    '840 s job-3 PENDING',
    '840 s job-3 RUNNING',
    '1560 s job-3 STOPPING',
    '1560 s job-3 STOPPED Essential container in task exited',
  ]);
});

test('without managed scaling, or with a launch type, nobody is accepted without an instance', async () => {
  const off = await runGroups({
    capacityProviders: [{ name: 'asg', autoScalingGroupProvider: { autoScalingGroupArn: 'g' } }],
    workloads: [burstOf(1, '10m', { onFailure: 'giveUp' })],
  });
  expect(off.tasks).toEqual([]);
  const typed = await runGroups({ workloads: [burstOf(1, '10m', { launchType: 'EC2' })] });
  expect(typed.tasks).toEqual([]);
  expect(typed.desired).toEqual([]);
});

test('after its time in vain a task stops, for the reason that it waited for', async () => {
  const { tasks } = await runGroups({
    autoScalingGroups: [group({ maxSize: 1 })],
    workloads: [burstOf(4, '2h')],
    timings: FIFTEEN,
  });
  expect(of(tasks, 'STOPPED')).toEqual([
    '900 s job-3 STOPPED TaskFailedToStart: RESOURCE:CPU',
    '900 s job-4 STOPPED TaskFailedToStart: RESOURCE:CPU',
  ]);
});

test('how long is drawn between ten and thirty minutes, by the task alone', async () => {
  const stopsWith = async (count: number) =>
    of(
      (await runGroups({ workloads: [burstOf(count, '2h')], autoScalingGroups: [group({ maxSize: 1 })] }))
        .tasks,
      'STOPPED',
    );
  const stops = await stopsWith(40);
  const minutes = stops.map((line) => Number(line.split(' ')[0]) / 60);
  expect(stops.length).toBe(38);
  expect(Math.min(...minutes)).toBeGreaterThan(10);
  expect(Math.max(...minutes)).toBeLessThan(30);
  expect(Math.max(...minutes) - Math.min(...minutes)).toBeGreaterThan(15);
  expect(stops).toEqual(expect.arrayContaining(await stopsWith(20)));
});

test('tasks that wait for Fargate beside it are none of its business', async () => {
  const { measured, tasks } = await runGroups({
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: ['asg', 'FARGATE'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
      },
    ],
    quotas: { fargateOnDemandVcpus: 1 },
    taskDefinitions: [
      {
        family: 'job',
        cpu: '1024',
        memory: '2048',
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'job', image: 'job' }],
      },
    ],
    workloads: [burstOf(3, '20m', { launchType: 'FARGATE' }), burstOf(1, '20m', { name: 'here' })],
  });
  expect(measured[0]).toBe('60 s asg M 1 N 0');
  expect(of(tasks, 'RUNNING').map((line) => line.split(' ')[0])).toEqual(['0', '125', '1200', '2400']);
});

test('a service starts another one in place of a task that was given up', async () => {
  const { tasks, simulation } = await runGroups({
    autoScalingGroups: [group({ maxSize: 1 })],
    services: [web(3)],
    timings: FIFTEEN,
  });
  expect(of(tasks, 'job-3')).toEqual([
    '0 s job-3 PROVISIONING',
    '900 s job-3 STOPPED TaskFailedToStart: RESOURCE:CPU',
  ]);
  expect(of(tasks, 'job-4')[0]).toBe('900 s job-4 PROVISIONING');
  expect(runningOf(simulation)).toBe(2);
});

test('a service that wants fewer stops those first that wait', async () => {
  const { tasks, desired } = await runGroups({
    autoScalingGroups: [group({ minSize: 1 })],
    services: [web(4)],
    actions: [{ at: '90s', updateService: { service: 'web', desiredCount: 2 } }],
  });
  expect(of(tasks, 'STOPPED').map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    '90 s job-3',
    '90 s job-4',
  ]);
  expect(of(tasks, 'RUNNING')).toEqual(['65 s job-1 RUNNING', '65 s job-2 RUNNING']);
  expect(desired).toEqual([]);
});

test('more than so many tasks of a cluster do not wait in PROVISIONING; the next is accepted when one has left', async () => {
  const five = { ...FIFTEEN, 'provisioning.mostTasks': 5 };
  const { tasks, measured } = await runGroups({
    autoScalingGroups: [group({ maxSize: 1 })],
    workloads: [burstOf(9, '2h')],
    timings: five,
  });
  expect(of(tasks, 'PROVISIONING')).toEqual([
    ...[1, 2, 3, 4, 5].map((task) => `0 s job-${task} PROVISIONING`),
    // Two are placed, so two more are accepted, and so on.
    '125 s job-6 PROVISIONING',
    '125 s job-7 PROVISIONING',
    '900 s job-8 PROVISIONING',
    '900 s job-9 PROVISIONING',
  ]);
  // Nobody scales for those that are not accepted.
  expect(measured[0]).toBe('60 s asg M 3 N 0');
  expect(of(tasks, 'STOPPED').map((line) => line.split(' ')[0])).toEqual([
    '900',
    '900',
    '900',
    '1025',
    '1025',
    '1800',
    '1800',
  ]);
});

test('by default it is 500, of run-task and of services together', async () => {
  const { simulation, measured } = await startGroups({
    autoScalingGroups: [group({ maxSize: 1000 })],
    workloads: [burstOf(300, '2h')],
    services: [web(300)],
  });
  advanceTo(simulation, 61_000);
  expect(simulation.clusterStates[0]!.provisioning).toBe(500);
  expect(measured[0]).toMatch(/N 0$/);
  advanceTo(simulation, 7_200_000);
  // All have come to run since.
  expect(simulation.clusterStates[0]!.provisioning).toBe(0);
  expect(runningOf(simulation)).toBe(600);
});

test('a run that is saved while tasks wait, instances boot and drain ends as it would have', async () => {
  const scenario = await load(
    groupsText({
      simulation: { duration: '2h' },
      timings: {},
      autoScalingGroups: [group({ minSize: 1 })],
      workloads: [burstOf(7, '20m', { duration: { exponential: { mean: '20m' } } })],
      services: [web(4)],
      actions: [
        { at: '31m', setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity: 1 } },
        { at: '40m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '20m' } },
      ],
    }),
  );
  const whole = createSimulation(scenario);
  advanceTo(whole, 7_200_000);
  for (const at of [
    1, 20_000, 62_000, 90_000, 130_000, 423_000, 450_000, 1_861_000, 2_000_000, 2_401_000, 4_000_000,
  ]) {
    const first = createSimulation(scenario);
    advanceTo(first, at);
    const second = createSimulation(scenario);
    restore(second, snapshot(first));
    advanceTo(second, 7_200_000);
    expect(second.digest.hex()).toBe(whole.digest.hex());
  }
});
