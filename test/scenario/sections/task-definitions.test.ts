import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;
const CONTAINER = { name: 'a', image: 'a', memory: 512 };
const FARGATE = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: 256, memory: 512 };

const text = (...list: Parts[]) =>
  small({
    taskDefinitions: list.map((entry) => ({ family: 'job', containerDefinitions: [CONTAINER], ...entry })),
  });
const definition = async (entry: Parts, parts: Parts = {}) =>
  (
    await load(
      small({ taskDefinitions: [{ family: 'job', containerDefinitions: [CONTAINER], ...entry }], ...parts }),
    )
  ).taskDefinitions[0]!;
const complaints = (...list: Parts[]) => complaintsOf(text(...list));
const container = (parts: Parts) => ({ containerDefinitions: [{ ...CONTAINER, ...parts }] });

test('sizes are read as AWS writes them, and what a task takes follows from them', async () => {
  expect((await definition({ cpu: '.5 vCPU', memory: '2GB' })).need).toEqual({
    cpu: 512,
    memory: 2048,
    gpu: 0,
  });
  expect((await definition({ cpu: '256', memory: 512, ...container({ memory: 100 }) })).need).toEqual({
    cpu: 256,
    memory: 512,
    gpu: 0,
  });
  const two = [
    {
      name: 'a',
      image: 'a',
      cpu: 100,
      memory: 512,
      memoryReservation: 256,
      resourceRequirements: [{ type: 'GPU', value: '1' }],
    },
    {
      name: 'b',
      image: 'b',
      cpu: 28,
      memory: 128,
      essential: false,
      stopTimeout: 90,
      resourceRequirements: [{ type: 'GPU', value: 2 }],
    },
  ];
  const both = await definition({ containerDefinitions: two });
  expect(both.need).toEqual({ cpu: 128, memory: 384, gpu: 3 });
  expect(both.containers).toMatchObject([
    { name: 'a', essential: true, stopTimeoutMs: 30_000 },
    { name: 'b', essential: false, stopTimeoutMs: 90_000 },
  ]);
});

test('limits follow from what is set at the level of the task, and from what its containers set', async () => {
  expect((await definition({})).limits).toEqual({ cpu: null, cpuShares: 2, memory: 512 });
  const fargate = await definition(FARGATE);
  expect(fargate.limits).toEqual({ cpu: fargate.need.cpu, cpuShares: 1024, memory: fargate.need.memory });
  const windows = { cpu: '512', runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } };
  expect((await definition({ ...windows, ...container({ cpu: 256, memory: 512 }) })).limits).toMatchObject({
    cpu: 256,
    memory: 512,
  });
});

test('platform, storage and network mode', async () => {
  const stated = {
    ...FARGATE,
    runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
    ephemeralStorage: { sizeInGiB: 40 },
  };
  expect(await definition(stated)).toMatchObject({
    architecture: 'ARM64',
    ephemeralStorageGib: 40,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
  });
  expect(await definition({})).toMatchObject({
    architecture: null,
    ephemeralStorageGib: 20,
    networkMode: 'bridge',
    requiresCompatibilities: [],
  });
});

test("the family's next entry is its next revision; a reference without one is to the latest", async () => {
  const list = [{ cpu: 128 }, { family: 'other' }, { cpu: 256 }];
  const at = async (reference: string) => {
    const workloads = [{ taskDefinition: reference, arrivals: { every: 60, limit: 1 }, duration: 1 }];
    const scenario = await load(JSON.stringify({ ...JSON.parse(text(...list)), workloads }));
    const { family, revision } = scenario.taskDefinitions[scenario.workloads[0]!.taskDefinitionIndex]!;
    return `${family}:${revision}`;
  };
  expect(await at('job')).toBe('job:2');
  expect(await at('job:1')).toBe('job:1');
  expect(await at('arn:aws:ecs:us-east-1:123456789012:task-definition/job:1')).toBe('job:1');
  expect(await at('other')).toBe('other:1');
});

test('images have the size that the more exact name gives, or that of the timings', async () => {
  const images = {
    'shop/web': { sizeMb: 180 },
    'shop/web:42': { sizeMb: 190.5 },
    'host:5000/x': { sizeMb: 7 },
  };
  const size = async (image: string) =>
    (await definition(container({ image }), { images, timings: { 'image.sizeMb': 99 } })).containers[0]!
      .imageSizeMb;
  expect(await size('shop/web')).toBe(180);
  expect(await size('shop/web:41')).toBe(180);
  expect(await size('shop/web:42')).toBe(190.5);
  expect(await size('shop/web@sha256:0123')).toBe(180);
  expect(await size('host:5000/x:1')).toBe(7);
  expect(await size('other')).toBe(99);
});

test('images that no container has are warned of; wrong ones are refused', async () => {
  const { warnings } = await load(small({ images: { job: { sizeMb: 1 }, jbo: { sizeMb: 2 } } }));
  expect(warnings).toEqual([
    { code: 'images-not-used', message: 'No container has these images: jbo.', count: 1, firstAt: '' },
  ]);
  expect(await complaintsOf(small({ images: { job: { sizeMb: -1 }, 'a b': { exitCode: 256 } } }))).toEqual([
    'images.job.sizeMb: expected a number from 0 up, received -1.',
    'images["a b"].exitCode: expected an integer from 0 to 255, received 256.',
  ]);
});

test.each([
  [
    { family: 'a b' },
    'taskDefinitions[0].family: expected up to 255 letters, digits, hyphens and underscores, received "a b".',
  ],
  [
    { containerDefinitions: [] },
    'taskDefinitions[0].containerDefinitions: expected at least one container, received an empty list.',
  ],
  [
    { containerDefinitions: undefined },
    'taskDefinitions[0].containerDefinitions: expected a list, received nothing.',
  ],
  [{ cpu: true }, 'taskDefinitions[0].cpu: expected CPU units such as 512, or "0.5 vCPU", received true.'],
  [
    { cpu: 'two' },
    'taskDefinitions[0].cpu: expected CPU units such as 512, or "0.5 vCPU", received "two". AWS: ClientException: Invalid \'cpu\' setting for task.',
  ],
  [
    { networkMode: 'nat' },
    'taskDefinitions[0].networkMode: expected one of bridge, host, awsvpc, none, received "nat".',
  ],
  [
    { requiresCompatibilities: ['MANAGED_INSTANCES'] },
    'taskDefinitions[0].requiresCompatibilities[0]: expected one of EC2, FARGATE, EXTERNAL, received "MANAGED_INSTANCES". MANAGED_INSTANCES is not modelled yet.',
  ],
  [
    { requiresCompatibilities: ['fargate'] },
    'taskDefinitions[0].requiresCompatibilities[0]: expected one of EC2, FARGATE, EXTERNAL, received "fargate". Did you mean FARGATE?',
  ],
  [
    { runtimePlatform: { operatingSystemFamily: 'WINDOWS' } },
    'taskDefinitions[0].runtimePlatform.operatingSystemFamily: expected one of LINUX, WINDOWS_SERVER_2016_FULL, WINDOWS_SERVER_2019_CORE, WINDOWS_SERVER_2019_FULL, WINDOWS_SERVER_2004_CORE, WINDOWS_SERVER_20H2_CORE, WINDOWS_SERVER_2022_CORE, WINDOWS_SERVER_2022_FULL, WINDOWS_SERVER_2025_CORE, WINDOWS_SERVER_2025_FULL, received "WINDOWS".',
  ],
  [
    container({ image: undefined }),
    'taskDefinitions[0].containerDefinitions[0].image: expected the name of an image, received nothing.',
  ],
  [
    container({ essential: 'yes' }),
    'taskDefinitions[0].containerDefinitions[0].essential: expected true or false, received "yes".',
  ],
  [
    container({ memory: 512, memoryReservation: 512 }),
    'taskDefinitions[0].containerDefinitions[0].memory: expected more than memoryReservation, which is 512, received 512.',
  ],
  [
    container({ cpu: '1 vCPU' }),
    'taskDefinitions[0].containerDefinitions[0].cpu: expected an integer from 0 up, received "1 vCPU".',
  ],
  [
    container({ resourceRequirements: [{ type: 'TPU', value: '1' }] }),
    'taskDefinitions[0].containerDefinitions[0].resourceRequirements[0].type: expected GPU, received "TPU". Did you mean GPU?',
  ],
  [
    { containerDefinitions: [CONTAINER, CONTAINER] },
    'taskDefinitions[0].containerDefinitions[1].name: expected a name that no other container of the task has, received "a" once more.',
  ],
  [
    { ...FARGATE, memory: 600 },
    'taskDefinitions[0].memory: expected 512, 1024 or 2048 MiB beside 256 CPU units on Fargate, received 600. AWS: ClientException: No Fargate configuration exists for given values.',
  ],
  [
    { placementConstraints: [{ type: 'memberOf' }] },
    'taskDefinitions[0].placementConstraints[0].expression: expected an expression with memberOf, received nothing.',
  ],
  [
    { status: 'INACTIVE' },
    'taskDefinitions[0].status: expected a key that is modelled, received `status`, which is not modelled yet.',
  ],
])('%j is refused', async (entry, complaint) => {
  expect(await complaints(entry)).toEqual([complaint]);
});

test('several mistakes of one definition are told together', async () => {
  const wrong = {
    ...FARGATE,
    cpu: 300,
    ephemeralStorage: { sizeInGiB: 5 },
    containerDefinitions: [{ ...CONTAINER, essential: 'no', stopTimeout: 500 }],
  };
  expect((await complaints(wrong)).map((sentence) => sentence.split(':')[0]).sort()).toEqual([
    'taskDefinitions[0].containerDefinitions[0].essential',
    'taskDefinitions[0].containerDefinitions[0].stopTimeout',
    'taskDefinitions[0].cpu',
    'taskDefinitions[0].ephemeralStorage.sizeInGiB',
  ]);
});

test("fixed host ports are the task's, dynamic ones and those of its own network interface are nobody's", async () => {
  const ports = async (networkMode: string, mapping: Parts) =>
    (await definition({ networkMode, ...container({ portMappings: [mapping] }) })).hostPorts;
  expect(await ports('awsvpc', { containerPort: 80, hostPort: 80, protocol: 'tcp' })).toEqual([]);
  expect(await ports('bridge', { containerPort: 80, hostPort: 0 })).toEqual([]);
  expect(await ports('bridge', { containerPort: 80, hostPort: 8080, protocol: 'udp' })).toEqual([
    { port: 8080, protocol: 'udp' },
  ]);
  expect(await ports('host', { containerPort: 80 })).toEqual([{ port: 80, protocol: 'tcp' }]);
  const wrong = container({ portMappings: [{ containerPort: 80, hostPort: 81 }, { containerPort: 90_000 }] });
  expect(await complaints({ networkMode: 'host', ...wrong })).toEqual([
    'taskDefinitions[0].containerDefinitions[0].portMappings[0].hostPort: expected no `hostPort`, or the containerPort 80, in network mode host, received 81.',
    'taskDefinitions[0].containerDefinitions[0].portMappings[1].containerPort: expected an integer from 0 to 65535, received 90000.',
  ]);
});

test('ports that no instance gives, and those that AWS advises against, are warned of', async () => {
  const warnings = async (port: number, others: Parts = {}) => {
    const portMappings = [{ containerPort: 80, hostPort: port }];
    const { warnings } = await load(text({ ...container({ portMappings }), ...others }));
    return warnings.map(({ message }) => message);
  };
  expect(await warnings(8080)).toEqual([]);
  expect(await warnings(51_678)).toEqual([
    'Task definition job:1 asks for host ports that every container instance keeps for itself (51678/tcp): no instance will take its tasks.',
  ]);
  expect(await warnings(3389)).toEqual([]);
  expect(
    await warnings(3389, { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }),
  ).toHaveLength(1);
  expect(await warnings(40_000)).toEqual([
    'Task definition job:1 fixes host ports from 32768 up (40000/tcp), where an instance takes its dynamic ones from: AWS advises against it, and collisions with dynamic ports are not modelled.',
  ]);
});

test('for Windows containers the size of the task level does not count, and each needs memory of its own', async () => {
  const windows = { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2019_FULL' } };
  const stated = { ...windows, cpu: 4096, memory: 8192, ...container({ cpu: 256, memory: 512 }) };
  expect(await definition(stated)).toMatchObject({
    osFamily: 'WINDOWS_SERVER_2019_FULL',
    need: { cpu: 256, memory: 512, gpu: 0 },
  });
  expect((await load(text(stated))).warnings.map(({ code }) => code)).toEqual(['task-size-without-effect']);
  expect(await complaints({ ...stated, cpu: 128, ...container({ cpu: 256, memory: 512 }) })).toEqual([]);
  expect(await complaints({ ...stated, ...container({ memory: undefined }) })).toEqual([
    "taskDefinitions[0].containerDefinitions[0].memory: expected 'memory' or 'memoryReservation' in MiB, or 'memory' of the task, received nothing. AWS: ClientException: Invalid setting for container 'a'. At least one of 'memory' or 'memoryReservation' must be specified.",
  ]);
  expect(await complaints({ ...windows, networkMode: 'host' })).toEqual([
    'taskDefinitions[0].networkMode: expected no `networkMode`, or awsvpc, for Windows, received host.',
  ]);
});

test('Windows on Fargate has some sizes and versions, on x86, and a definition of its own', async () => {
  const windows = (osFamily: string, parts = {}) => ({
    ...FARGATE,
    cpu: 1024,
    memory: 2048,
    runtimePlatform: { operatingSystemFamily: osFamily, ...parts },
  });
  const core = windows('WINDOWS_SERVER_2022_CORE');
  expect(await definition(core)).toMatchObject({ need: { cpu: 1024, memory: 2048, gpu: 0 } });
  expect((await load(text(core))).warnings.map(({ code }) => code)).not.toContain('task-size-without-effect');
  expect(await complaints({ ...core, cpu: 512 })).toEqual([
    expect.stringMatching(
      /^taskDefinitions\[0\]\.cpu: expected 1024, 2048 or 4096 CPU units for Windows on Fargate/,
    ),
  ]);
  expect(await complaints(windows('WINDOWS_SERVER_2016_FULL'))).toEqual([
    'taskDefinitions[0].runtimePlatform.operatingSystemFamily: expected one of LINUX, WINDOWS_SERVER_2019_CORE, WINDOWS_SERVER_2019_FULL, WINDOWS_SERVER_2022_CORE, WINDOWS_SERVER_2022_FULL on Fargate, received WINDOWS_SERVER_2016_FULL.',
  ]);
  expect(await complaints(windows('WINDOWS_SERVER_2022_CORE', { cpuArchitecture: 'ARM64' }))).toEqual([
    'taskDefinitions[0].runtimePlatform.cpuArchitecture: expected X86_64 for Windows, received ARM64.',
  ]);
  expect(await complaints({ ...core, requiresCompatibilities: ['EC2', 'FARGATE'] })).toEqual([
    'taskDefinitions[0].requiresCompatibilities: expected FARGATE alone for Windows on Fargate, received EC2, FARGATE. On instances another size of it counts: give them a definition of their own.',
  ]);
});

test('volumes: of hosts they change nothing, those that cost elsewhere are not modelled, one is configured at launch', async () => {
  expect(await complaints({ volumes: [{ name: 'v', host: { sourcePath: '/data' } }] })).toEqual([]);
  for (const kind of ['docker', 'efs', 's3files', 'fsxWindowsFileServer']) {
    const volume = { name: 'v', [`${kind}VolumeConfiguration`]: { fileSystemId: 'fs-1' } };
    expect(await complaints({ volumes: [volume] })).toEqual([
      `taskDefinitions[0].volumes[0].${kind}VolumeConfiguration: expected a key that is modelled, received \`${kind}VolumeConfiguration\`, which is not modelled yet. Volumes of hosts (\`host\`) cost nothing and may stay; of the others only \`configuredAtLaunch\` is modelled.`,
    ]);
  }
  const [a, b] = ['a', 'b'].map((name) => ({ name, configuredAtLaunch: true }));
  expect(await complaints({ volumes: [a, b] })).toContain(
    'taskDefinitions[0].volumes[1].configuredAtLaunch: expected at most one volume with `configuredAtLaunch`, received 2. AWS: ClientException: A task can have one volume that is configured at launch.',
  );
  expect(await complaints({ volumes: [{ name: 'a' }, { name: 'a' }] })).toEqual([
    'taskDefinitions[0].volumes[1].name: expected a name that no other volume has, received a once more.',
  ]);
});
