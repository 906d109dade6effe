import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type InstanceTypes, loadInstanceTypes } from '../../../src/catalog/instance-types.ts';
import { loadRegionPrices, type RegionPrices } from '../../../src/catalog/region-prices.ts';
import {
  type Across,
  type AcrossOptions,
  acrossLaunchTypes,
} from '../../../src/experiment/across/across-launch-types.ts';
import { RunMaker } from '../../../src/io/executor/run-maker.ts';
import { readDocument } from '../../../src/scenario/reading/document.ts';

const SCENARIOS = resolve(import.meta.dirname, '../../../scenarios');

let types: InstanceTypes;
let prices: RegionPrices;
beforeAll(async () => {
  types = await loadInstanceTypes();
  prices = (await loadRegionPrices('us-east-1'))!;
});

const across = (document: unknown, options: Partial<AcrossOptions> = {}): Across =>
  acrossLaunchTypes(document, { types, prices, ...options });

const settingsOf = (document: unknown, name: string, options: Partial<AcrossOptions> = {}) =>
  across(document, options).alternatives.find((each) => each.name === name)?.settings;

const reasonsOf = (document: unknown, name: string) =>
  across(document).leftOut.find((each) => each.name === name)?.reasons;

const BATCH = {
  simulation: { duration: '1d' },
  clusters: [{ containerInstances: [{ ec2InstanceType: 'm5.large', count: 2, attributes: { stack: 'a' } }] }],
  taskDefinitions: [
    { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', cpu: 300, memory: 900 }] },
  ],
  workloads: [{ taskDefinition: 'job', arrivals: { every: '1m' }, duration: '90s' }],
};

const WEB = {
  simulation: { duration: '1d' },
  clusters: [{ clusterName: 'main' }],
  taskDefinitions: [
    {
      family: 'web',
      cpu: '512',
      memory: '1024',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [{ name: 'web', image: 'web', portMappings: [{ containerPort: 80 }] }],
    },
  ],
  services: [
    { cluster: 'main', serviceName: 'web', taskDefinition: 'web', launchType: 'FARGATE', desiredCount: 6 },
  ],
};

test('a fleet that is stated: all alternatives as settings', () => {
  const { alternatives, leftOut } = across(BATCH);
  expect(leftOut).toEqual([]);
  expect(
    Object.fromEntries(alternatives.map(({ name, settings }) => [name, settings])),
  ).toMatchInlineSnapshot(`
    {
      "ec2-fixed": [
        "clusters[0].containerInstances=[{ ec2InstanceType: m5.large, attributes: { stack: a }, count: 2 }]",
        "workloads[0].launchType=EC2",
      ],
      "ec2-ideal": [
        "clusters[0].containerInstances=[]",
        "clusters[0].idealFleet={ ec2InstanceType: m5.large, attributes: { stack: a } }",
        "workloads[0].launchType=EC2",
        "workloads[0].placementStrategy=[{ type: binpack, field: memory }]",
      ],
      "ec2-managed": [
        "clusters[0].containerInstances=[]",
        "autoScalingGroups[0]={ autoScalingGroupName: fleet, instanceType: m5.large, attributes: { stack: a }, minSize: 0, maxSize: 5000, newInstancesProtectedFromScaleIn: true }",
        "capacityProviders[0]={ name: fleet, autoScalingGroupProvider: { autoScalingGroupArn: fleet, managedScaling: { targetCapacity: 100, status: ENABLED }, managedTerminationProtection: ENABLED } }",
        "clusters[0].capacityProviders=[fleet]",
        "workloads[0].capacityProviderStrategy=[{ capacityProvider: fleet, weight: 1 }]",
      ],
      "ec2-managed-arm": [
        "taskDefinitions[0].runtimePlatform.cpuArchitecture=ARM64",
        "clusters[0].containerInstances=[]",
        "autoScalingGroups[0]={ autoScalingGroupName: fleet, instanceType: m7g.large, attributes: { stack: a }, minSize: 0, maxSize: 5000, newInstancesProtectedFromScaleIn: true }",
        "capacityProviders[0]={ name: fleet, autoScalingGroupProvider: { autoScalingGroupArn: fleet, managedScaling: { targetCapacity: 100, status: ENABLED }, managedTerminationProtection: ENABLED } }",
        "clusters[0].capacityProviders=[fleet]",
        "workloads[0].capacityProviderStrategy=[{ capacityProvider: fleet, weight: 1 }]",
      ],
      "fargate": [
        "taskDefinitions[0].cpu="512"",
        "taskDefinitions[0].memory="1024"",
        "taskDefinitions[0].networkMode=awsvpc",
        "taskDefinitions[0].requiresCompatibilities=[FARGATE]",
        "workloads[0].capacityProviderStrategy=[{ capacityProvider: FARGATE, weight: 1 }]",
        "clusters[0].capacityProviders=[FARGATE]",
        "clusters[0].containerInstances=[]",
      ],
      "fargate-arm": [
        "taskDefinitions[0].cpu="512"",
        "taskDefinitions[0].memory="1024"",
        "taskDefinitions[0].networkMode=awsvpc",
        "taskDefinitions[0].requiresCompatibilities=[FARGATE]",
        "taskDefinitions[0].runtimePlatform.cpuArchitecture=ARM64",
        "workloads[0].capacityProviderStrategy=[{ capacityProvider: FARGATE, weight: 1 }]",
        "clusters[0].capacityProviders=[FARGATE]",
        "clusters[0].containerInstances=[]",
      ],
      "fargate-spot": [
        "taskDefinitions[0].cpu="512"",
        "taskDefinitions[0].memory="1024"",
        "taskDefinitions[0].networkMode=awsvpc",
        "taskDefinitions[0].requiresCompatibilities=[FARGATE]",
        "workloads[0].capacityProviderStrategy=[{ capacityProvider: FARGATE_SPOT, weight: 1 }]",
        "clusters[0].capacityProviders=[FARGATE_SPOT]",
        "clusters[0].containerInstances=[]",
      ],
    }
  `);
});

test('tasks that are on Fargate: their own sizes, a type that is cheap for so many, trunking', () => {
  expect(settingsOf(WEB, 'fargate')).toEqual(['clusters[0].capacityProviders=[FARGATE]']);
  expect(settingsOf(WEB, 'ec2-managed-arm')).toMatchInlineSnapshot(`
    [
      "taskDefinitions[0].requiresCompatibilities=[EC2]",
      "taskDefinitions[0].runtimePlatform.cpuArchitecture=ARM64",
      "autoScalingGroups[0]={ autoScalingGroupName: fleet, instanceType: c7g.large, minSize: 0, maxSize: 5000, newInstancesProtectedFromScaleIn: true }",
      "capacityProviders[0]={ name: fleet, autoScalingGroupProvider: { autoScalingGroupArn: fleet, managedScaling: { targetCapacity: 100, status: ENABLED }, managedTerminationProtection: ENABLED } }",
      "clusters[0].capacityProviders=[fleet]",
      "services[0].launchType=",
      "services[0].capacityProviderStrategy=[{ capacityProvider: fleet, weight: 1 }]",
      "services[0].placementStrategy=[{ type: spread, field: "attribute:ecs.availability-zone" }, { type: binpack, field: memory }]",
      "accountSettings[0]={ name: awsvpcTrunking, value: enabled }",
    ]
  `);
  expect(settingsOf(WEB, 'ec2-fixed', { instanceType: 'm6i.large' })).toContain(
    'clusters[0].containerInstances=[{ ec2InstanceType: m6i.large, count: 2 }]',
  );
});

test('a size that Fargate does not have is rounded up to the cheapest that holds it, and that is said', () => {
  expect(across(BATCH).assumptions).toContainEqual({
    name: 'size of job on Fargate',
    value: '512 CPU units and 1024 MiB',
    note: 'Rounded up from 300 CPU units and 900 MiB to the cheapest size that Fargate has.',
  });
});

test('who bursts beyond a reservation gets all of its hard limit on Fargate', () => {
  const containers = [
    { name: 'a', image: 'a', cpu: 128, memoryReservation: 256, memory: 3000 },
    { name: 'b', image: 'b', cpu: 128, memoryReservation: 256 },
  ];
  const document = { ...BATCH, taskDefinitions: [{ family: 'job', containerDefinitions: containers }] };
  expect(settingsOf(document, 'fargate')).toContain('taskDefinitions[0].memory="3072"');
});

test('host ports go where a task has a network interface of its own, and target groups count addresses', () => {
  const document = {
    ...BATCH,
    taskDefinitions: [
      {
        family: 'job',
        containerDefinitions: [
          {
            name: 'job',
            image: 'job',
            cpu: 256,
            memory: 512,
            portMappings: [{ containerPort: 80, hostPort: 0 }],
          },
        ],
      },
    ],
    TargetGroups: [{ name: 'job', targetType: 'instance' }],
    subnets: [{ subnetId: 'subnet-1', availabilityZone: 'us-east-1a' }],
  };
  const settings = settingsOf(document, 'fargate');
  expect(settings).toContain('taskDefinitions[0].containerDefinitions[0].portMappings[0].hostPort=');
  expect(settings).toContain('targetGroups[0].targetType=ip');
  expect(settings).toContain(
    'workloads[0].networkConfiguration={ awsvpcConfiguration: { subnets: [subnet-1] } }',
  );
});

test('managed scaling and the sizes of a group stand; Spot in it does not', () => {
  const document = {
    ...BATCH,
    clusters: [{ clusterName: 'main', capacityProviders: ['own'] }],
    autoScalingGroups: [
      {
        autoScalingGroupName: 'own-group',
        minSize: 3,
        maxSize: 9,
        mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceType: 'c6i.xlarge' }] } },
      },
    ],
    capacityProviders: [
      {
        name: 'own',
        autoScalingGroupProvider: {
          autoScalingGroupArn: 'own-group',
          managedScaling: { status: 'ENABLED', targetCapacity: 80 },
        },
      },
    ],
  };
  const text = settingsOf(document, 'ec2-managed')!.join('\n');
  expect(text).toContain('instanceType: c6i.xlarge, minSize: 3, maxSize: 9');
  expect(text).toContain('managedScaling: { targetCapacity: 80, status: ENABLED }');
  expect(across(document).assumptions).toContainEqual(
    expect.objectContaining({ value: 'without mixedInstancesPolicy' }),
  );
  // A second group beside it: one group is as large as both.
  const [group] = document.autoScalingGroups;
  const another = { ...group!, autoScalingGroupName: 'other-group', cluster: 'main', minSize: 1, maxSize: 4 };
  const two = { ...document, autoScalingGroups: [group, another] };
  expect(settingsOf(two, 'ec2-managed')!.join()).toContain('minSize: 4, maxSize: 13');
  expect(reasonsOf(document, 'ec2-fixed')![0]).toMatch(/^nothing in the scenario says how many/);
  expect(settingsOf(document, 'ec2-fixed', { equalService: true })).toBeDefined();
});

describe('what cannot be moved is left out, with the reason', () => {
  const changed = (parts: object, workload: object = {}, container: object = {}) => ({
    ...BATCH,
    taskDefinitions: [
      {
        family: 'job',
        containerDefinitions: [{ name: 'job', image: 'job', cpu: 300, memory: 900, ...container }],
        ...parts,
      },
    ],
    workloads: [{ ...BATCH.workloads[0], ...workload }],
  });
  test.each<[string, unknown, RegExp]>([
    [
      'GPUs',
      changed({}, {}, { resourceRequirements: [{ type: 'GPU', value: '1' }] }),
      /expected no GPU on Fargate/,
    ],
    ['privileged', changed({}, {}, { privileged: true }), /does not take `privileged` \(container job\)/],
    [
      'volumes of the host',
      changed({ volumes: [{ name: 'v', host: { sourcePath: '/v' } }] }),
      /volume v lies on the/,
    ],
    ['sizes', changed({}, {}, { memory: 300_000 }), /are more than any task of Fargate has/],
    [
      'constraints of a workload',
      changed({}, { placementConstraints: [{ type: 'memberOf', expression: 'attribute:stack == a' }] }),
      /takes no placement constraints \(attribute:stack == a\)/,
    ],
    [
      'constraints of a definition',
      changed({ placementConstraints: [{ type: 'memberOf', expression: 'attribute:stack == a' }] }),
      /placementConstraints: expected none on Fargate/,
    ],
    [
      'external instances',
      changed({}, { launchType: 'EXTERNAL' }),
      /EXTERNAL stays on machines of one's own/,
    ],
    [
      'actions on instances',
      { ...BATCH, actions: [{ at: '1h', terminateInstances: { instanceIds: ['m5.large-1'] } }] },
      /^actions\[0\] \(terminateInstances\) is about instances/,
    ],
    [
      'daemons',
      {
        ...BATCH,
        services: [{ serviceName: 'agent', taskDefinition: 'job', schedulingStrategy: 'DAEMON' }],
      },
      /a daemon is one task an instance/,
    ],
  ])('%s', (_, document, reason) => {
    expect(reasonsOf(document, 'fargate')!.join('\n')).toMatch(reason);
  });

  test('a type that nobody rents out', () => {
    const [reason] = across(BATCH, { instanceType: 'm99.large' }).leftOut.find(
      ({ name }) => name === 'ec2-ideal',
    )!.reasons;
    expect(reason).toBe('the catalogue has no instance type m99.large');
  });

  test('distinctInstance binds nobody on Fargate, where each task has a machine of its own', () => {
    const document = changed({}, { placementConstraints: [{ type: 'distinctInstance' }] });
    expect(settingsOf(document, 'fargate')).toContain('workloads[0].placementConstraints=[]');
  });
});

test('what is not known for certain is not taken for nothing', () => {
  const [service] = WEB.services;
  const many = { ...WEB, services: [{ ...service, desiredCount: { between: [20, 40] } }] };
  // As of 40 for certain.
  const certain = { ...WEB, services: [{ ...service, desiredCount: 40 }] };
  expect(settingsOf(many, 'ec2-fixed')).toEqual(settingsOf(certain, 'ec2-fixed'));
  const unbounded = { uncertain: { lognormal: { mean: 20, p95: 40 } } };
  const open = { ...WEB, services: [{ ...service, desiredCount: unbounded }] };
  expect(reasonsOf(open, 'ec2-fixed')!.join()).toMatch(/nothing in the scenario says how many/);
  expect(settingsOf(open, 'ec2-managed')).toBeDefined();

  const [definition] = WEB.taskDefinitions;
  const sized = { ...WEB, taskDefinitions: [{ ...definition, cpu: { between: [300, 600] } }] };
  expect(reasonsOf(sized, 'fargate')).toEqual([
    'taskDefinitions[0]: its size is not known for certain, and Fargate has only the sizes of its table',
  ]);
  expect(reasonsOf(sized, 'ec2-managed')!.join()).toMatch(/no instance type can be chosen/);
  expect(settingsOf(sized, 'ec2-managed', { instanceType: 'm5.large' })).toBeDefined();

  const [cluster] = BATCH.clusters;
  const fleet = { ...cluster!.containerInstances[0], count: { between: [3, 9] } };
  const counted = { ...BATCH, clusters: [{ containerInstances: [fleet] }] };
  expect(reasonsOf(counted, 'ec2-fixed')!.join()).toMatch(/nothing in the scenario says how many/);
});

test('tasks on instances have no public addresses, which is said', () => {
  const [service] = WEB.services;
  const awsvpcConfiguration = { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' };
  const web = { ...WEB, services: [{ ...service, networkConfiguration: { awsvpcConfiguration } }] };
  expect(settingsOf(web, 'ec2-managed')).toContain(
    'services[0].networkConfiguration.awsvpcConfiguration.assignPublicIp=DISABLED',
  );
  expect(across(web).assumptions).toContainEqual(
    expect.objectContaining({ name: 'public addresses of service web', value: 'none on instances' }),
  );
});

test('an ideal fleet packs, and ECS rebalances no zones there', () => {
  const [service] = WEB.services;
  const web = { ...WEB, services: [{ ...service, availabilityZoneRebalancing: 'ENABLED' }] };
  const off = 'services[0].availabilityZoneRebalancing=DISABLED';
  expect(settingsOf(web, 'ec2-ideal')).toContain(off);
  expect(settingsOf(web, 'ec2-managed')).not.toContain(off);
});

test('assertions about what users get stand, those about the fleet and the money go', () => {
  const assertions = [
    { that: 'tasks.wait.p95', atMost: 30 },
    { that: 'cost.total', atMost: 5 },
    { that: 'tasks.failed', equals: 18 },
    { that: 'tasks.gaveUp', equals: 0 },
  ];
  const settings = settingsOf({ ...BATCH, assertions }, 'fargate');
  expect(settings).toContain(
    'assertions=[{ that: tasks.wait.p95, atMost: 30 }, { that: tasks.gaveUp, equals: 0 }]',
  );
});

/** Hours from the start that each is run for: enough for tasks everywhere. */
const KINDS = [
  ['first.yaml', '2h'],
  ['nasa-traffic.yaml', '3h'],
  ['azure-on-fargate.yaml', '10m'],
  ['two-services-one-provider.yaml', '45m'],
] as const;

describe.each(KINDS)('%s', (file, until) => {
  test('every alternative loads, and runs on what it is called by', async () => {
    const path = resolve(SCENARIOS, file);
    const text = readFileSync(path, 'utf8');
    const maker = new RunMaker([{ path, text, settings: ['simulation.warmUp=0s'], until, allow: [] }]);
    const { alternatives } = across(readDocument(text).document!.value, { equalService: true });
    expect(alternatives.length).toBeGreaterThanOrEqual(6);
    for (const { name, settings } of alternatives) {
      const reply = await maker.make({ id: name, scenario: 0, settings, seed: '1' });
      if ('failure' in reply) throw new Error(`${name}: ${reply.failure}`);
      const { cost, tasks, instances } = reply.outcome;
      expect(tasks.started, name).toBeGreaterThan(0);
      const onFargate = name.startsWith('fargate');
      expect(Object.keys(cost.byProduct).includes('AWSFargate'), name).toBe(onFargate);
      expect(instances.hours > 0, name).toBe(!onFargate);
      const usage = Object.keys(cost.byUsageType).join();
      expect(/SpotUsage/.test(usage), name).toBe(name === 'fargate-spot');
      const arm = /ARM|:[cmr][67]g\./.test(usage);
      expect(arm, `${name}: ${usage}`).toBe(name.endsWith('-arm'));
    }
  });
});
