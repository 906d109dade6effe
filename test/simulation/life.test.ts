import { expect, test } from 'vitest';
import { INSTANT_TIMINGS, type Timings } from '../../src/catalog/defaults.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { Log } from '../support/log.ts';
import { burst, container, instances, scenarioWith } from '../support/scenario.ts';

const seconds = (value: number) => ({ kind: 'constant', value: value * 1000 }) as const;
const TIMINGS: Timings = {
  ...INSTANT_TIMINGS,
  'fargate.provision': seconds(4),
  'fargate.host': seconds(8),
  'container.start': seconds(1),
  'ec2.eni': seconds(6),
  'ec2.agentHandover': seconds(2),
  'fargate.deprovision': seconds(20),
  'ec2.stop': seconds(1),
  'ec2.eniDetach': seconds(3),
  'task.sigtermExit': seconds(5),
  'pull.fargate': { baseMs: 2000, megabytesPerSecond: 10, sigma: 0 },
  'pull.ec2': { baseMs: 1000, megabytesPerSecond: 20, sigma: 0 },
  'pull.ec2.cached': { kind: 'constant', value: 500 },
};

test('bridge mode on an instance skips PROVISIONING, ACTIVATING and DEPROVISIONING (ecs:R-1.22)', () => {
  const scenario = scenarioWith({
    timings: TIMINGS,
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
  });
  expect(log(scenario)).toEqual([
    '0 task 0 PENDING',
    '2000 task 0 pulls',
    '14000 task 0 RUNNING',
    '74000 task 0 STOPPING',
    '75000 task 0 STOPPED',
    '75000 job-1 gone, EssentialContainerExited, 0, Essential container in task exited',
  ]);
});

test('awsvpc on an instance attaches an interface first and gives it back last', () => {
  const scenario = scenarioWith({
    timings: TIMINGS,
    definition: { networkMode: 'awsvpc' },
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
  });
  expect(log(scenario)).toEqual([
    '0 task 0 PROVISIONING',
    '6000 task 0 PENDING',
    '8000 task 0 pulls',
    '20000 task 0 RUNNING',
    '80000 task 0 STOPPING',
    '80000 task 0 DEPROVISIONING',
    '83000 task 0 STOPPED',
    '83000 job-1 gone, EssentialContainerExited, 0, Essential container in task exited',
  ]);
});

test('Fargate', () => {
  const scenario = scenarioWith({ timings: TIMINGS, workloads: [{ launchType: 'FARGATE' }] });
  expect(log(scenario)).toEqual([
    '0 task 0 PROVISIONING',
    '4000 task 0 PENDING',
    '12000 task 0 pulls',
    '35000 task 0 ACTIVATING',
    '35000 task 0 RUNNING',
    '95000 task 0 STOPPING',
    '95000 task 0 DEPROVISIONING',
    '115000 task 0 STOPPED',
    '115000 job-1 gone, EssentialContainerExited, 0, Essential container in task exited',
  ]);
});

test('a second container gets SIGTERM when the first essential one has ended', () => {
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    definition: { containers: [container(), container({ name: 'sidecar', essential: false })] },
    timings: { ...INSTANT_TIMINGS, 'task.sigtermExit': seconds(5) },
  });
  expect(log(scenario).slice(-3)).toEqual([
    '60000 task 0 STOPPING',
    '65000 task 0 STOPPED',
    '65000 job-1 gone, EssentialContainerExited, 0, Essential container in task exited',
  ]);
});

test('which container ends the task is said by essential, not by the order: the others have their own stopTimeout', () => {
  const first = (essential: boolean) =>
    log(
      scenarioWith({
        cluster: { containerInstances: [instances(1, 1024, 1024)] },
        definition: {
          containers: [
            container({ name: 'first', essential, stopTimeoutMs: 9000 }),
            container({ name: 'second', stopTimeoutMs: 2000 }),
          ],
        },
        timings: { ...INSTANT_TIMINGS, 'task.sigtermExit': seconds(20) },
      }),
    ).at(-2);
  expect(first(true)).toBe('62000 task 0 STOPPED');
  expect(first(false)).toBe('69000 task 0 STOPPED');
});

test('an image is pulled once on an instance and never cached on Fargate (ecs:R-2.23)', () => {
  const pulls = (launchType: 'EC2' | 'FARGATE') =>
    log(
      scenarioWith({
        timings: TIMINGS,
        cluster: { containerInstances: [instances(1, 1024, 1024)] },
        workloads: [0, 200_000].map((atMs) => ({ launchType, source: burst(1, atMs, 60_000) })),
      }),
    ).filter((line) => /pulls|RUNNING/.test(line));
  expect(pulls('EC2')).toEqual([
    '2000 task 0 pulls',
    '14000 task 0 RUNNING',
    '202000 task 1 pulls',
    '203500 task 1 RUNNING',
  ]);
  expect(pulls('FARGATE')).toEqual([
    '12000 task 0 pulls',
    '35000 task 0 RUNNING',
    '212000 task 1 pulls',
    '235000 task 1 RUNNING',
  ]);
});

test('a stopping task looks free to the scheduler, its successor queues on the host (ecs:R-1.21)', () => {
  const scenario = scenarioWith({
    timings: { ...INSTANT_TIMINGS, 'ec2.stop': seconds(10) },
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    workloads: [{ source: burst(2, 0, 60_000) }],
  });
  expect(log(scenario)).toEqual([
    '0 task 0 PENDING',
    '0 task 0 pulls',
    '0 task 0 RUNNING',
    '0 task 1 refused: RESOURCE:CPU',
    '60000 task 0 STOPPING',
    '60000 task 1 PENDING',
    '70000 task 0 STOPPED',
    '70000 job-1 gone, EssentialContainerExited, 0, Essential container in task exited',
    '70000 task 1 pulls',
    '70000 task 1 RUNNING',
    '130000 task 1 STOPPING',
    '140000 task 1 STOPPED',
    '140000 job-2 gone, EssentialContainerExited, 0, Essential container in task exited',
  ]);
});

test.each([
  ['obeys SIGTERM', 5, 143, 15_000],
  ['is killed at stopTimeout', 60, 137, 40_000],
])('StopTask: a container that %s', (_name, sigtermSeconds, exitCode, stoppedAt) => {
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    timings: { ...INSTANT_TIMINGS, 'task.sigtermExit': seconds(sigtermSeconds) },
    actions: [
      { kind: 'stopTask', atMs: 10_000, cluster: 'main', task: 'job-1', reason: 'Task stopped by user' },
    ],
  });
  expect(log(scenario).slice(-3)).toEqual([
    '10000 task 0 STOPPING',
    `${stoppedAt} task 0 STOPPED`,
    `${stoppedAt} job-1 gone, UserInitiated, ${exitCode}, Task stopped by user`,
  ]);
});

test.each([
  [1_000, ['PROVISIONING', 'DEPROVISIONING', 'STOPPED'], 21_000],
  [5_000, ['PROVISIONING', 'PENDING', 'STOPPING', 'DEPROVISIONING', 'STOPPED'], 25_000],
])('StopTask before a Fargate task runs, after %d ms', (atMs, statuses, stoppedAt) => {
  const scenario = scenarioWith({
    timings: TIMINGS,
    workloads: [{ launchType: 'FARGATE' }],
    actions: [{ kind: 'stopTask', atMs, cluster: 'main', task: 'job-1', reason: 'no' }],
  });
  const lines = log(scenario);
  expect(lines.filter((line) => line.includes('task 0')).map((line) => line.split(' ').at(-1))).toEqual(
    statuses,
  );
  expect(lines.at(-1)).toBe(`${stoppedAt} job-1 gone, UserInitiated, -1, no`);
});

test('a lost instance takes its tasks with it; those who wait stay', () => {
  const scenario = scenarioWith({
    timings: { ...INSTANT_TIMINGS, 'ec2.agentHandover': seconds(2) },
    cluster: { containerInstances: [instances(2, 1024, 1024)] },
    workloads: [{ source: burst(3, 0, 60_000), placementStrategy: [{ type: 'firstFit', field: '' }] }],
    actions: [{ kind: 'terminateInstances', atMs: 10_000, cluster: 'main', instanceIds: ['box-1'] }],
  });
  const lines = log(scenario);
  expect(lines.filter((line) => line.startsWith('10000'))).toEqual([
    '10000 box-1 INACTIVE',
    '10000 task 0 STOPPING',
    '10000 task 0 STOPPED',
    '10000 job-1 gone, TerminationNotice, -1, Host EC2 (instance box-1) terminated.',
  ]);
  expect(lines).toContain('62000 task 2 PENDING');
});

test('giving up and retrying', () => {
  const refused = (onFailure: Scenario['workloads'][number]['onFailure']) =>
    log(
      scenarioWith({
        cluster: { containerInstances: [instances(1, 1024, 1024)] },
        workloads: [{ source: burst(1, 0, 100_000) }, { source: burst(1, 5_000, 1_000), onFailure }],
      }),
    ).filter((line) => /task 1 (PENDING|refused)|job-2/.test(line));
  const gone = 'job-2 gone, given up, -1, RESOURCE:CPU';
  const ran = 'job-2 gone, EssentialContainerExited, 0, Essential container in task exited';
  const retry = { kind: 'retry', everyMs: 30_000, attempts: null, forMs: null } as const;
  expect(refused({ kind: 'giveUp' })).toEqual(['5000 task 1 refused: RESOURCE:CPU', `5000 ${gone}`]);
  expect(refused(retry).slice(1)).toEqual(['125000 task 1 PENDING', `126000 ${ran}`]);
  expect(refused({ ...retry, attempts: 5 }).slice(1)).toEqual(['125000 task 1 PENDING', `126000 ${ran}`]);
  expect(refused({ ...retry, attempts: 4 }).slice(1)).toEqual([`95000 ${gone}`]);
  expect(refused({ ...retry, forMs: 50_000 }).slice(1)).toEqual([`55000 ${gone}`]);
});

test('without a duration the run ends with its last task, whatever else is planned', () => {
  const simulation = createSimulation(
    scenarioWith({
      cluster: { containerInstances: [instances(1, 1024, 1024)] },
      actions: [{ kind: 'stopTask', atMs: 900_000, cluster: 'main', task: 'job-1', reason: '' }],
    }),
  );
  expect(advanceTo(simulation, 1e12)).toBe('ended');
  expect(simulation.now).toBe(60_000);
});

function log(scenario: Scenario): string[] {
  const observer = new Log();
  const simulation = createSimulation(scenario, [observer]);
  observer.read(simulation);
  expect(advanceTo(simulation, 1e12)).toBe('ended');
  return observer.lines;
}
