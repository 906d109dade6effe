import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { burst, instances, memberOf, scenarioWith } from '../support/scenario.ts';
import { type RecordedTask, TaskRecorder } from '../support/task-recorder.ts';

/** A whole run: every task that is gone in the order of its request, and the run as it ended. */
function run(scenario: Scenario): { readonly tasks: readonly RecordedTask[]; readonly end: Simulation } {
  const recorder = new TaskRecorder();
  const end = createSimulation(scenario, [recorder]);
  advanceTo(end, 1e12);
  return { tasks: recorder.tasks, end };
}

/** The reasons of the tasks that still wait at the end. */
function waitsFor({ clusterStates, reasons }: Simulation): string[] {
  return clusterStates.flatMap(({ queues }) => queues.map(({ reason }) => reasons[reason]!));
}

const WEB = [{ port: 80, protocol: 'tcp' as const }];

test('a fixed host port is one task’s at a time: the third of three tasks waits for port 80 on two instances', () => {
  const { tasks } = run(
    scenarioWith({
      cluster: { containerInstances: [instances(2, 4096, 4096)] },
      definition: { hostPorts: WEB },
      workloads: [{ source: burst(3, 0, 60_000), placementStrategy: [{ type: 'binpack', field: 'memory' }] }],
    }),
  );
  expect(tasks.map(({ instance, startedAt }) => [instance, startedAt])).toEqual([
    ['box-1', 0],
    ['box-2', 0],
    ['box-1', 60_000],
  ]);
});

test('a task that stops frees its port to the scheduler at once, and to the host when it is STOPPED (ecs:R-1.21)', () => {
  const timings = { ...INSTANT_TIMINGS, 'ec2.stop': { kind: 'constant' as const, value: 7000 } };
  const { tasks } = run(
    scenarioWith({
      timings,
      cluster: { containerInstances: [instances(1, 4096, 4096)] },
      definition: { hostPorts: WEB },
      workloads: [{ source: burst(2, 0, 60_000) }],
    }),
  );
  expect(tasks.map(({ createdAt, startedAt }) => [createdAt, startedAt])).toEqual([
    [0, 0],
    [60_000, 67_000],
  ]);
});

test.each([
  ['the same port of the other protocol is free', [{ port: 80, protocol: 'udp' as const }], 0, []],
  [
    'a port that the instance keeps for itself never is',
    [{ port: 22, protocol: 'tcp' as const }],
    1,
    ['RESOURCE:PORTS'],
  ],
  ['port 22 of UDP is nobody’s', [{ port: 22, protocol: 'udp' as const }], 0, []],
])('%s', (_, hostPorts, waiting, reasons) => {
  const base = scenarioWith({
    cluster: { containerInstances: [instances(1, 4096, 4096)] },
    definition: { hostPorts: WEB },
    workloads: [{ source: burst(1, 0, 60_000) }, { source: burst(1, 0, 60_000), taskDefinitionIndex: 1 }],
  });
  const [job] = base.taskDefinitions;
  const { end } = run({ ...base, taskDefinitions: [job!, { ...job!, family: 'other', hostPorts }] });
  expect(end.tasks.live).toBe(waiting);
  expect(waitsFor(end)).toEqual(reasons);
});

test('an instance has so many network interfaces for tasks, and a task keeps its own until it is STOPPED (ecs:R-2.9)', () => {
  const timings = { ...INSTANT_TIMINGS, 'ec2.eniDetach': { kind: 'constant' as const, value: 5000 } };
  const { tasks } = run(
    scenarioWith({
      timings,
      cluster: { containerInstances: [instances(1, 4096, 4096, { awsvpcTasks: 2 })] },
      definition: { networkMode: 'awsvpc' },
      workloads: [{ source: burst(3, 0, 60_000) }],
    }),
  );
  // Room in CPU and memory from 60 s on, an interface 5 s later.
  expect(tasks.map(({ createdAt }) => createdAt)).toEqual([0, 0, 65_000]);
});

test('without an interface left the reason is RESOURCE:ENI; tasks in bridge mode need none', () => {
  const scenario = (networkMode: 'awsvpc' | 'bridge') =>
    scenarioWith({
      cluster: { containerInstances: [instances(1, 4096, 4096, { awsvpcTasks: 0 })] },
      definition: { networkMode },
      workloads: [{ source: burst(1, 0, 60_000) }],
    });
  expect(waitsFor(run(scenario('awsvpc')).end)).toEqual(['RESOURCE:ENI']);
  expect(waitsFor(run(scenario('bridge')).end)).toEqual([]);
});

const SUBNETS = [
  { subnetId: 'subnet-a', availabilityZone: 'us-east-1a', addresses: 1 },
  { subnetId: 'subnet-b', availabilityZone: 'us-east-1b', addresses: 2 },
];

function onFargate(parts: Parameters<typeof scenarioWith>[0], subnets: readonly number[]): Scenario {
  const base = scenarioWith({
    ...parts,
    definition: { networkMode: 'awsvpc' },
    workloads: parts.workloads!.map((workload) => ({ ...workload, launchType: 'FARGATE' as const, subnets })),
  });
  return { ...base, subnets: SUBNETS };
}

test('Fargate fills the zones of the subnets evenly as long as they have addresses; then a task fails to start', () => {
  const { tasks, end } = run(onFargate({ workloads: [{ source: burst(4, 0, 60_000) }] }, [0, 1]));
  expect(
    tasks.map(({ zone, startedAt, stopCode, stoppedReason }) => [zone, startedAt, stopCode, stoppedReason]),
  ).toEqual(
    expect.arrayContaining([
      ['us-east-1a', 0, 'EssentialContainerExited', 'Essential container in task exited'],
      ['us-east-1b', 0, 'EssentialContainerExited', 'Essential container in task exited'],
      [
        expect.any(String),
        -1,
        'TaskFailedToStart',
        expect.stringMatching(
          /^Unexpected EC2 error .* in subnet 'subnet-.': InsufficientFreeAddressesInSubnet$/,
        ),
      ],
    ]),
  );
  expect(tasks.filter(({ startedAt }) => startedAt === 0).map(({ zone }) => zone)).toEqual([
    'us-east-1a',
    'us-east-1b',
    'us-east-1b',
  ]);
  expect(end.subnetFree).toEqual([1, 2]);
});

test('an address comes back only after DEPROVISIONING', () => {
  const timings = { ...INSTANT_TIMINGS, 'fargate.deprovision': { kind: 'constant' as const, value: 20_000 } };
  const at = (seconds: number) =>
    run(
      onFargate(
        {
          timings,
          workloads: [{ source: burst(1, 0, 60_000) }, { source: burst(1, seconds * 1000, 60_000) }],
        },
        [0],
      ),
    ).tasks.filter(({ stopCode }) => stopCode === 'TaskFailedToStart').length;
  expect([at(70), at(90)]).toEqual([1, 0]);
});

test('an instance outside the zones of the task’s subnets is refused with LOCATION', () => {
  const base = scenarioWith({
    cluster: { containerInstances: [instances(1, 4096, 4096, { availabilityZones: ['us-east-1c'] })] },
    definition: { networkMode: 'awsvpc' },
    workloads: [{ source: burst(1, 0, 60_000), subnets: [0, 1] }],
  });
  expect(waitsFor(run({ ...base, subnets: SUBNETS }).end)).toEqual(['LOCATION']);
});

test.each([
  ['another operating system', { definition: { osFamily: 'WINDOWS_SERVER_2022_CORE' } }, 'ATTRIBUTE'],
  ['another architecture', { definition: { architecture: 'ARM64' as const } }, 'ATTRIBUTE'],
  [
    'launch type EXTERNAL on an instance of EC2',
    { workloads: [{ launchType: 'EXTERNAL' as const }] },
    'ATTRIBUTE',
  ],
])('%s is refused with ATTRIBUTE', (_, parts, reason) => {
  const { end } = run(
    scenarioWith({ cluster: { containerInstances: [instances(1, 4096, 4096)] }, ...parts }),
  );
  expect(waitsFor(end)).toEqual([reason]);
});

test('EXTERNAL tasks run on external instances, and EC2 tasks do not', () => {
  const { tasks, end } = run(
    scenarioWith({
      cluster: {
        containerInstances: [instances(1, 4096, 4096, { external: true })],
      },
      workloads: [{ launchType: 'EXTERNAL' }, { name: 'ec2' }],
    }),
  );
  expect(tasks.map(({ instance }) => instance)).toEqual(['box-1']);
  expect(waitsFor(end)).toEqual(['ATTRIBUTE']);
});

test('an instance whose agent is not connected takes nothing: AGENT (ecs:R-2.11)', () => {
  const { end } = run(
    scenarioWith({ cluster: { containerInstances: [instances(1, 4096, 4096, { agentConnected: false })] } }),
  );
  expect(waitsFor(end)).toEqual(['AGENT']);
});

const PROVIDERS: Scenario['capacityProviders'] = [
  { name: 'FARGATE', kind: 'FARGATE' },
  { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
  { name: 'blue', kind: 'group' },
  { name: 'green', kind: 'group' },
];

test('base first, then by weight; a task stays with its provider and waits for it (ecs:R-5.4, R-5.5)', () => {
  const base = scenarioWith({
    cluster: {
      containerInstances: [
        instances(1, 4096, 8192, { name: 'blue', capacityProvider: 'blue' }),
        instances(1, 8192, 8192, { name: 'green', capacityProvider: 'green' }),
      ],
    },
    workloads: [
      {
        source: burst(10, 0, 60_000),
        capacityProviderStrategy: [
          { provider: 2, base: 2, weight: 1 },
          { provider: 3, base: 0, weight: 3 },
        ],
      },
      {
        name: 'more',
        source: burst(2, 0, 60_000),
        capacityProviderStrategy: [{ provider: 2, base: 0, weight: 1 }],
      },
    ],
  });
  const { tasks } = run({ ...base, capacityProviders: PROVIDERS });
  const on = (name: string) => tasks.filter(({ instance }) => instance === name).length;
  expect([on('blue-1'), on('green-1')]).toEqual([6, 6]);
  // Four have room on blue; the two of the second workload come when those end, though green has two places left.
  expect(tasks.filter(({ startedAt }) => startedAt === 60_000)).toHaveLength(2);
});

test('a provider without an instance: EMPTY CAPACITY PROVIDER', () => {
  const base = scenarioWith({
    cluster: { containerInstances: [instances(1, 4096, 4096)] },
    workloads: [{ capacityProviderStrategy: [{ provider: 2, base: 0, weight: 1 }] }],
  });
  expect(waitsFor(run({ ...base, capacityProviders: PROVIDERS }).end)).toEqual(['EMPTY CAPACITY PROVIDER']);
});

test('memberOf a task group lets tasks in when the group’s first task comes, and not before (ecs:R-3.10)', () => {
  const { tasks } = run(
    scenarioWith({
      cluster: { containerInstances: [instances(3, 4096, 4096)] },
      workloads: [
        { source: burst(2, 0, 60_000), placementConstraints: [memberOf('task:group == databases')] },
        { name: 'database', source: burst(1, 5000, 60_000), group: 'databases' },
      ],
    }),
  );
  const database = tasks.find(({ group }) => group === 'databases')!;
  expect(tasks.map(({ startedAt }) => startedAt)).toEqual([5000, 5000, 5000]);
  expect(new Set(tasks.map(({ instance }) => instance))).toEqual(new Set([database.instance]));
});

test('memberOf on the number of running tasks follows their starts and ends', () => {
  const { tasks } = run(
    scenarioWith({
      cluster: { containerInstances: [instances(1, 4096, 4096)] },
      workloads: [
        { source: burst(1, 0, 60_000) },
        {
          name: 'alone',
          source: burst(1, 1000, 60_000),
          placementConstraints: [memberOf('runningTasksCount == 0')],
        },
      ],
    }),
  );
  expect(tasks.map(({ startedAt }) => startedAt)).toEqual([0, 60_000]);
});

test('an instance that could never take the task is not the closest one while others are only full', () => {
  const { end } = run(
    scenarioWith({
      cluster: {
        containerInstances: [
          instances(1, 8192, 8192),
          instances(1, 1024, 4096, { name: 'arm', architecture: 'ARM64' }),
        ],
      },
      definition: { architecture: 'ARM64' },
      workloads: [{ source: burst(2, 0, 60_000) }],
    }),
  );
  expect(end.reasons).toContain('RESOURCE:CPU');
  expect(end.reasons).not.toContain('ATTRIBUTE');
});

test('an external instance is in no Availability Zone', () => {
  const { end } = run(
    scenarioWith({
      cluster: { containerInstances: [instances(1, 4096, 4096, { external: true })] },
      workloads: [
        {
          launchType: 'EXTERNAL',
          placementConstraints: [memberOf('attribute:ecs.availability-zone == us-east-1a')],
        },
      ],
    }),
  );
  expect(waitsFor(end)).toEqual(['MemberOf placement constraint unsatisfied']);
});
