import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/catalog/defaults.ts';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { ScenarioError } from '../../src/scenario/reading/problem.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { complaintsOf, load, problemsOf, small } from '../support/load.ts';

const TEN_LINES = `
clusters:
  - containerInstances: [{ ec2InstanceType: m5.large, count: 2 }]
taskDefinitions:
  - family: job
    containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }]
workloads:
  - taskDefinition: job
    arrivals: { every: 5m, limit: 100 }
    duration: { exponential: { mean: 10m } }
`;

test('ten lines are a scenario; all else has a default', async () => {
  const scenario = await load(TEN_LINES);
  expect(scenario).toMatchObject({
    name: 's',
    description: '',
    region: 'us-east-1',
    simulation: {
      startMs: Date.UTC(2026, 2, 2),
      durationMs: null,
      warmUpMs: 0,
      seed: '1',
      resolutionMs: 1,
      timelineStepMs: null,
      placementTie: 'first',
    },
    timings: DEFAULT_TIMINGS,
    pricing: {
      splitCostWeights: { cpu: 0.9, memory: 0.1 },
      freeTier: false,
      savingsPlans: [],
      reservedInstances: [],
      discount: { byProduct: {}, others: 0 },
      otherUsage: { metered: [], savingsPlans: [] },
    },
    actions: [],
    assertions: [],
    warnings: [],
  });
  expect(scenario.clusters).toEqual([
    {
      clusterName: 'default',
      containerInsights: false,
      enhancedInsights: false,
      capacityProviders: [],
      idealFleet: null,
      containerInstances: [
        {
          name: 'm5.large',
          ec2InstanceType: 'm5.large',
          countedAs: 'm5.large',
          count: 2,
          availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
          attributes: {
            'ecs.instance-type': 'm5.large',
            'ecs.os-type': 'linux',
            'ecs.os-family': 'LINUX',
            'ecs.cpu-architecture': 'x86_64',
          },
          registered: { cpu: 2048, memory: 7864, gpu: 0 },
          architecture: 'X86_64',
          osFamily: 'LINUX',
          external: false,
          agentConnected: true,
          agentVersion: '1.86.0',
          capacityProvider: null,
          awsvpcTasks: 2,
          awsvpcTasksTrunked: 10,
          burstable: null,
          associatePublicIpAddress: false,
          spot: null,
          volumes: [
            { type: 'gp3', sizeGib: 30, iops: 3000, throughputMibps: 125, deleteOnTermination: true },
          ],
          hourlyPrice: null,
        },
      ],
    },
  ]);
  expect(scenario.taskDefinitions).toEqual([
    {
      family: 'job',
      revision: 1,
      need: { cpu: 512, memory: 1024, gpu: 0 },
      networkMode: 'bridge',
      requiresCompatibilities: [],
      architecture: null,
      osFamily: null,
      hostPorts: [],
      ephemeralStorageGib: 20,
      containers: [
        {
          name: 'job',
          image: 'job',
          imageSizeMb: 200,
          logs: null,
          secrets: [],
          essential: true,
          stopTimeoutMs: 30_000,
          life: null,
        },
      ],
      placementConstraints: [],
      limits: { cpu: null, cpuShares: 512, memory: 1024 },
    },
  ]);
  expect(scenario.workloads).toEqual([
    {
      name: 'job',
      cluster: 'default',
      launchType: 'EC2',
      capacityProviderStrategy: [],
      taskDefinitionIndex: 0,
      source: {
        kind: 'arrivals',
        arrivals: { form: { kind: 'every', everyMs: 300_000 }, fromMs: 0, untilMs: null, limit: 100 },
        duration: { kind: 'exponential', mean: 600_000 },
      },
      subnets: null,
      assignPublicIp: false,
      group: 'family:job',
      placementStrategy: [],
      placementConstraints: [],
      usage: { cpu: 1, memory: 1 },
      waitOrder: 'fifo',
      onFailure: { kind: 'wait' },
    },
  ]);
});

test('what was loaded runs', async () => {
  const simulation = createSimulation(await load(TEN_LINES));
  expect(simulation.workloadStates).toHaveLength(1);
});

test('five different mistakes in five sections are told in one go, in the order of the file', async () => {
  const text = `simulation:
  duration: 1 fortnight
clusters:
  - clusterName: main
    containerInstances:
      - { ec2InstanceType: m5.lrage, count: 2 }
taskDefinitions:
  - family: job
    requiresCompatibilities: [FARGATE]
    networkMode: awsvpc
    cpu: 512
    memory: 8192
    containerDefinitions: [{ name: job, image: job }]
workloads:
  - taskDefinition: jbo
    cluster: mian
    arrivals: { evry: 5m }
    duration: 10m
assertions:
  - { that: cost.total, atmost: lots }
`;
  expect(await problemsOf(text)).toEqual([
    's.yaml:2:13: simulation.duration: expected a duration above 0 such as 90s, 6m or 7d, received "1 fortnight".',
    's.yaml:6:28: clusters[0].containerInstances[0].ec2InstanceType: expected an EC2 instance type of the catalogue, received "m5.lrage". Did you mean m5.large?',
    's.yaml:12:13: taskDefinitions[0].memory: expected 1024 to 4096 in steps of 1024 MiB beside 512 CPU units on Fargate, received 8192. AWS: ClientException: No Fargate configuration exists for given values.',
    's.yaml:15:21: workloads[0].taskDefinition: expected a task definition of this scenario (job), received "jbo". Did you mean job?',
    's.yaml:16:14: workloads[0].cluster: expected a cluster of this scenario (main), received "mian". Did you mean main?',
    's.yaml:17:17: workloads[0].arrivals.evry: expected a known key, received an unknown one. Did you mean `every`?',
    's.yaml:20:33: assertions[0].atmost: expected a number, or a duration such as 90s, received "lots".',
  ]);
});

test('one mistake gives one sentence: nothing follows from it', async () => {
  const broken = [
    small({
      clusters: [
        { clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large', count: 'two' }] },
      ],
    }),
    small({ clusters: [{ clusterNames: 'main', containerInstances: [{ ec2InstanceType: 'm5.large' }] }] }),
    small({ clusters: 'main' }),
    small({ clusters: 'main' }).replace('"taskDefinition"', '"cluster":"main","taskDefinition"'),
    small({
      clusters: [{ clusterName: 'ma in', containerInstances: [{ ec2InstanceType: 'm5.large' }] }],
    }).replace('"taskDefinition"', '"cluster":"ma in","taskDefinition"'),
    small({ taskDefinitions: 'job' }),
    small({
      taskDefinitions: [
        { family: 'j b', containerDefinitions: [{ name: 'job', image: 'job', memory: 512 }] },
      ],
    }),
    small({ clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.larg' }] }] }),
    small({ taskDefinitions: [{ family: 'job', containerDefinitions: [{ image: 'job', memory: 512 }] }] }),
    small({
      taskDefinitions: [
        { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', memory: 'a lot' }] },
      ],
    }),
    small({ taskDefinitions: [{ containerDefinitions: [{ name: 'job', image: 'job', memory: 512 }] }] }),
    small({ simulation: { duration: '1x', warmUp: '7d' } }),
    small({ simulation: 7 }),
    small({ workloads: [{ taskDefinition: 'job', arrivals: { every: 'now' }, duration: '90s' }] }),
    small({
      workloads: [{ service: 'web', requests: { rate: { constant: 5 }, cpuMsPerRequest: 20 } }],
    }).replace('"requests":', '"Requests":'),
    small({
      workloads: [
        {
          taskDefinition: 'job',
          arrivals: { poisson: { rate: { diurnal: { mean: 3, amplitude: 2 } } } },
          duration: '90s',
        },
      ],
    }),
    small({ actions: [{ at: '1h', spotInterruption: { instanceIds: ['m5.large-1'] } }] }),
    small({
      workloads: [
        { taskDefinition: 'job', launchType: 'FARGAT', arrivals: { every: '1m', limit: 1 }, duration: '90s' },
      ],
    }),
  ];
  for (const text of broken)
    expect({ text, complaints: await complaintsOf(text) }).toMatchObject({ complaints: { length: 1 } });
});

test('what hangs on a wrong value is not judged by it', async () => {
  const strategy = [{ capacityProvider: 'FARGATE' }];
  const cluster = { clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large' }] };
  const fargate = {
    family: 'job',
    cpu: 256,
    memory: 'lots',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
  };
  const workload = {
    taskDefinition: 'job',
    arrivals: { burst: { at: '2026-02-01', count: 1 } },
    duration: 60,
  };
  for (const parts of [
    { simulation: { start: 'soon' }, workloads: [workload] },
    {
      region: 7,
      clusters: [
        { containerInstances: [{ ec2InstanceType: 'm5.large', availabilityZones: ['eu-west-1a'] }] },
      ],
    },
    {
      clusters: [{ ...cluster, capacityProviders: 'FARGATE' }],
      workloads: [{ ...workload, arrivals: { burst: { count: 1 } }, capacityProviderStrategy: strategy }],
      taskDefinitions: [{ ...fargate, memory: 512, containerDefinitions: [{ name: 'a', image: 'a' }] }],
    },
    { clusters: [{ clusterName: 'main', idealFleet: { ec2InstanceType: 'zzz' } }] },
    { clusters: [7], assertions: [{ that: 'max(running)', atMost: 5, scope: 'cluster/main' }] },
    { taskDefinitions: [{ ...fargate, containerDefinitions: [{ name: 'a', image: 'a' }] }] },
  ])
    expect({ parts, complaints: await complaintsOf(small(parts)) }).toMatchObject({
      complaints: { length: 1 },
    });
});

test('a name that nobody has is told where it is met first, with how often it is met again', async () => {
  const workload = {
    taskDefinition: 'job',
    cluster: 'mian',
    arrivals: { every: 60, limit: 1 },
    duration: 60,
  };
  const one =
    'workloads[0].cluster: expected a cluster of this scenario (main), received "mian". Did you mean main?';
  expect(await complaintsOf(small({ workloads: [workload] }))).toEqual([one]);
  expect(await complaintsOf(small({ workloads: [workload, workload] }))).toEqual([
    `${one} The same in 1 more place.`,
  ]);
  expect(await complaintsOf(small({ workloads: [workload, workload, workload] }))).toEqual([
    `${one} The same in 2 more places.`,
  ]);
});

test('a Fargate definition that AWS refuses is told once, not for each workload that runs it', async () => {
  const taskDefinitions = [
    {
      family: 'job',
      networkMode: 'awsvpc',
      cpu: 300,
      memory: 512,
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [{ name: 'a', image: 'a' }],
    },
  ];
  const workload = {
    taskDefinition: 'job',
    launchType: 'FARGATE',
    arrivals: { every: 60, limit: 1 },
    duration: 60,
  };
  expect(await complaintsOf(small({ taskDefinitions, workloads: [workload, workload] }))).toHaveLength(1);
});

test('seed and end of the command line win; settings change the text before it is decoded', async () => {
  const text = small({ simulation: { duration: '2h', seed: 3 } });
  expect((await load(text)).simulation).toMatchObject({ seed: '3', durationMs: 7_200_000 });
  expect((await load(text, { seed: '9', until: 60_000 })).simulation).toMatchObject({
    seed: '9',
    durationMs: 60_000,
  });
  expect((await load(text, { until: 3 * 3_600_000 })).simulation.durationMs).toBe(7_200_000);
  expect((await load(small(), { until: 60_000 })).simulation.durationMs).toBe(60_000);
  const set = await load(text, {
    settings: ['simulation.seed=4', 'clusters[0].containerInstances[0].count=7'],
  });
  expect([set.simulation.seed, set.clusters[0]!.containerInstances[0]!.count]).toEqual(['4', 7]);
  expect(await complaintsOf(text, { settings: ['clusters[0].containerInstances[0].count=-1'] })).toEqual([
    'clusters[0].containerInstances[0].count: expected an integer from 0 to 100000, received -1. This is about --set clusters[0].containerInstances[0].count=-1.',
  ]);
  expect(
    await complaintsOf(small({ simulation: { warmUp: '1h', duration: '2h' } }), { until: 60_000 }),
  ).toEqual(['simulation.warmUp: expected less than what --until leaves, 1 min, received 1 h.']);
});

test('the digest covers what the text says and the bytes of the files, not how it is written', async () => {
  const text = small();
  const digest = async (other: string, files = {}) => (await load(other, { files })).digest;
  const reversed = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()), null, 3);
  expect(await digest(reversed)).toBe(await digest(text));
  expect(await digest(small({ description: 'x' }))).not.toBe(await digest(text));
  const withFile = small({
    workloads: [
      {
        taskDefinition: 'job',
        arrivals: { every: 60, limit: 1 },
        duration: { empirical: { file: 'd.csv', column: 's' } },
      },
    ],
  });
  expect(await digest(withFile, { 'd.csv': 's\n1\n' })).not.toBe(
    await digest(withFile, { 'd.csv': 's\n2\n' }),
  );
  expect((await load(text, { seed: '8' })).digest).toBe(await digest(text));
});

test('prices are those of the region, and a region without prices is refused', async () => {
  const options = { fileName: 's.yaml', files: memoryFiles({}) };
  expect((await loadScenario(small({ Region: 'eu-west-1' }), options)).prices.region).toBe('eu-west-1');
  const [complaint] = await complaintsOf(small({ region: 'eu-wset-1' }));
  expect(complaint).toMatch(
    /^region: expected a region with known prices \(.*prices import.*received "eu-wset-1"\. Did you mean eu-west-1\?$/,
  );
});

test('what cannot be read at all is told with its place', async () => {
  for (const text of ['', 'a: [', 'just text', '[1, 2]', '"text"', '7', 'a: 1\na: 2']) {
    const problems = await problemsOf(text);
    expect({ text, problems }).not.toEqual({ text, problems: [] });
  }
  expect(await problemsOf('just text')).toEqual([
    's.yaml:1:1: expected a mapping with clusters, taskDefinitions and workloads, received "just text".',
  ]);
});

test('an error carries its problems as data', async () => {
  const error = await load(small().replace('{', '{"regoin": "us-east-1", ')).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ScenarioError);
  expect((error as ScenarioError).problems[0]).toMatchObject({
    path: ['regoin'],
    at: { line: 1, column: 2 },
  });
});

test('the scenario has the name that it gives itself, else that of its file', async () => {
  expect((await load(small(), { fileName: 'scenarios/batch-night.yaml' })).name).toBe('batch-night');
  expect((await load(small(), { fileName: '-' })).name).toBe('scenario');
  expect((await load(small({ name: 'storefront' }))).name).toBe('storefront');
});

test('without a duration something must end the run', async () => {
  const endless = { taskDefinition: 'job', arrivals: { every: 60 }, duration: 60 };
  expect(await complaintsOf(small({ workloads: [endless] }))).toEqual([
    'simulation.duration: expected a duration, because `job` arrives for ever, received nothing. Or give its `arrivals` an `until` or a `limit`.',
  ]);
  expect(await complaintsOf(small({ workloads: [endless], simulation: { duration: '1d' } }))).toEqual([]);
  expect(await complaintsOf(small({ workloads: [] }))).toEqual([
    'workloads: expected at least one workload, or a `simulation.duration`, received neither.',
  ]);
});
