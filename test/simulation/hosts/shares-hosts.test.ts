import { expect, test } from 'vitest';
import type {
  ClusterSpec,
  ContainerInstanceSpec,
  LoadSpec,
  Scenario,
  ServiceSpec,
  WorkloadSpec,
} from '../../../src/scenario/scenario.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { constantUse, sharesHosts } from '../../../src/simulation/hosts/shares-hosts.ts';
import { burst, instances, NO_TRAFFIC, scenarioWith } from '../../support/scenario.ts';

const REQUESTS: NonNullable<LoadSpec['requests']> = {
  rate: { atMs: [0], perSecond: [10], endMs: null, repeat: false },
  noise: 'exact',
  cpuTime: { kind: 'constant', meanMs: 10 },
  waitMs: 0,
  memoryMib: 0,
  timeoutMs: 60_000,
  mostPerTask: null,
  traffic: NO_TRAFFIC,
  logBytesPerRequest: 0,
  calls: [],
  queue: null,
};
const BURSTABLE: ContainerInstanceSpec['burstable'] = {
  mode: 'standard',
  baselineVcpu: 0.4,
  mostCredits: 576,
  launchCredits: 0,
};
const LIMITED = { cpu: 1024, cpuShares: 1024, memory: null };
const WORK: WorkloadSpec['source'] = {
  ...(burst(1, 0, 1) as Extract<WorkloadSpec['source'], { kind: 'arrivals' }>),
  duration: { kind: 'work', vcpuSeconds: { kind: 'constant', value: 60 } } as never,
};

interface Parts {
  readonly workload?: Partial<WorkloadSpec>;
  readonly service?: Partial<ServiceSpec>;
  readonly load?: Partial<LoadSpec>;
  readonly limits?: Scenario['taskDefinitions'][number]['limits'];
  readonly burstable?: ContainerInstanceSpec['burstable'];
  readonly cluster?: Partial<ClusterSpec>;
}

function scenarioOf({ workload, service, load, limits, burstable = null, cluster }: Parts): Scenario {
  return scenarioWith({
    simulation: { durationMs: 3_600_000 },
    cluster: { containerInstances: [instances(1, 4096, 8192, { burstable })], ...cluster },
    definition: limits === undefined ? {} : { limits },
    workloads: workload === undefined ? [] : [workload],
    services: service === undefined ? [] : [service],
    loads:
      load === undefined
        ? []
        : [{ name: 'web', service: 0, usage: { cpu: 0.5, memory: 0.5 }, requests: null, ...load }],
  });
}

test.each<readonly [boolean, string, Parts]>([
  [false, 'nothing in it', {}],
  [false, 'tasks that use what they reserve', { workload: {}, service: {} }],
  [false, 'tasks of a service that use a part of it', { service: {}, load: {} }],
  [true, 'tasks that want more', { workload: { usage: { cpu: 1.5, memory: 1 } } }],
  [false, 'just what they reserve', { workload: { usage: { cpu: 1, memory: 1 } } }],
  [true, 'tasks that use more memory', { workload: { usage: { cpu: 0.5, memory: 1.5 } }, limits: LIMITED }],
  [true, 'tasks of a service that use more memory', { service: {}, load: { usage: { cpu: 0, memory: 2 } } }],
  [
    true,
    'tasks that use memory by the request',
    { service: {}, load: { requests: { ...REQUESTS, memoryMib: 1 } }, limits: LIMITED },
  ],
  [true, 'tasks that have work to do', { workload: { source: WORK } }],
  [true, 'tasks of a service that requests come to', { service: {}, load: { requests: REQUESTS } }],
  [true, 'tasks of a service that want more', { service: {}, load: { usage: { cpu: 2, memory: 1 } } }],
  [
    false,
    'they want more, but have a limit',
    { workload: { usage: { cpu: 2, memory: 1 } }, limits: LIMITED },
  ],
  [false, 'work with a limit', { workload: { source: WORK }, limits: LIMITED }],
  [false, 'requests with a limit', { service: {}, load: { requests: REQUESTS }, limits: LIMITED }],
  [
    true,
    'requests with a limit, and credits that may run out',
    { service: {}, load: { requests: REQUESTS }, limits: LIMITED, burstable: BURSTABLE },
  ],
  [
    true,
    'the same on an ideal fleet',
    {
      workload: { source: WORK },
      limits: LIMITED,
      cluster: {
        containerInstances: [],
        idealFleet: instances(1, 4096, 8192, { burstable: BURSTABLE }),
      },
    },
  ],
  [false, 'credits, and tasks that use what they reserve', { workload: {}, burstable: BURSTABLE }],
  [
    true,
    'surplus credits, whatever tasks use',
    { workload: {}, limits: LIMITED, burstable: { ...BURSTABLE!, mode: 'unlimited' } },
  ],
  [false, 'work on Fargate', { workload: { source: WORK, launchType: 'FARGATE' } }],
  [
    false,
    'requests on Fargate',
    { service: { launchType: 'FARGATE' }, load: { requests: REQUESTS }, burstable: BURSTABLE },
  ],
])('%s: %s', (expected, _, parts) => {
  expect(sharesHosts(scenarioOf(parts), 'main')).toBe(expected);
});

test('a service whose revisions differ shares when one of them has no limit', () => {
  const scenario = scenarioOf({
    service: { taskDefinitionIndexes: [0, 1] },
    load: { requests: REQUESTS },
    limits: LIMITED,
  });
  const [limited] = scenario.taskDefinitions;
  const taskDefinitions = [limited!, { ...limited!, revision: 2, limits: { ...LIMITED, cpu: null } }];
  expect(sharesHosts({ ...scenario, taskDefinitions }, 'main')).toBe(true);
});

test('one cluster’s tasks are not another’s', () => {
  const scenario = scenarioOf({ workload: { source: WORK } });
  const [main] = scenario.clusters;
  const clusters = [main!, { ...main!, clusterName: 'other' }];
  expect(['main', 'other'].map((name) => sharesHosts({ ...scenario, clusters }, name))).toEqual([
    true,
    false,
  ]);
});

test('what a workload uses is constant, unless neighbours or requests change it', () => {
  const usesOf = (parts: Parts) => {
    const simulation = createSimulation(scenarioOf(parts));
    return simulation.workloadStates.map((workload) => constantUse(simulation, workload));
  };
  const half = { cpu: 0.5, memory: 0.5 };
  const quarter = { cpu: 0.25, memory: 0.25 };
  // A service's load says it of its tasks, the workload itself of standalone ones.
  expect(usesOf({ workload: { usage: quarter }, service: {}, load: { usage: half } })).toEqual([
    quarter,
    half,
  ]);
  expect(usesOf({ service: {} })).toEqual([{ cpu: 1, memory: 1 }]);
  expect(usesOf({ service: {}, load: { requests: REQUESTS } })).toEqual([null]);
  expect(usesOf({ service: {}, load: { requests: REQUESTS }, limits: LIMITED })).toEqual([null]);
  // A neighbour that wants more makes everybody's use depend on it, but not that of tasks on Fargate.
  const greedy = { service: {}, load: { usage: { cpu: 2, memory: 1 } } };
  expect(usesOf({ ...greedy, workload: { usage: quarter } })).toEqual([null, null]);
  expect(usesOf({ ...greedy, workload: { usage: quarter, launchType: 'FARGATE' } })).toEqual([quarter, null]);
});

test('nobody uses more than a hard limit lets them', () => {
  const simulation = createSimulation(
    scenarioOf({ workload: { usage: { cpu: 2, memory: 0.5 } }, limits: LIMITED }),
  );
  expect(constantUse(simulation, simulation.workloadStates[0]!)).toEqual({ cpu: 1, memory: 0.5 });
});
