import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;
const clusters = async (list: unknown, parts: Parts = {}) =>
  (await load(small({ clusters: list, workloads: [], simulation: { duration: '1h' }, ...parts }))).clusters;
const complaints = (list: unknown, files = {}) =>
  complaintsOf(small({ clusters: list, workloads: [], simulation: { duration: '1h' } }), { files });
const instances = async (...entries: Parts[]) =>
  (await clusters([{ containerInstances: entries }]))[0]!.containerInstances;
const complaintsOn = (...entries: unknown[]) => complaints([{ containerInstances: entries }]);

test('a type registers what its OS and agent leave; measured values win, the scenario can say more', async () => {
  const [m5, c4, stated] = await instances(
    { ec2InstanceType: 'm5.large' },
    { ec2InstanceType: 'c4.large', count: 3, availabilityZones: ['us-east-1d'] },
    { ec2InstanceType: 'm5.large', name: 'own', registeredResources: { memory: 7000 } },
  );
  expect(m5).toMatchObject({
    name: 'm5.large',
    count: 1,
    registered: { cpu: 2048, memory: 7864, gpu: 0 },
    hourlyPrice: null,
  });
  expect(c4).toMatchObject({
    count: 3,
    availabilityZones: ['us-east-1d'],
    registered: { cpu: 2048, memory: 3768, gpu: 0 },
  });
  expect(stated).toMatchObject({
    name: 'own',
    ec2InstanceType: 'm5.large',
    registered: { cpu: 2048, memory: 7000, gpu: 0 },
  });
  const timed = await clusters([{ containerInstances: [{ ec2InstanceType: 'm5.large' }] }], {
    timings: { 'instance.memoryFraction': 0.5 },
  });
  expect(timed[0]!.containerInstances[0]!.registered.memory).toBe(4096);
});

test('a burstable type has credits: of T2 in standard mode, of the others unlimited, unless it is said', async () => {
  const burstable = async (ec2InstanceType: string, cpuCredits?: string) =>
    (await instances({ ec2InstanceType, creditSpecification: { cpuCredits } }))[0]!.burstable;
  expect(await burstable('m5.large')).toBeNull();
  expect(await burstable('t2.medium')).toEqual({
    mode: 'standard',
    baselineVcpu: 0.4,
    mostCredits: 576,
    launchCredits: 60,
  });
  expect(await burstable('t2.medium', 'unlimited')).toMatchObject({ mode: 'unlimited', launchCredits: 0 });
  const t4g = { baselineVcpu: 1.6, mostCredits: 2304, launchCredits: 0 };
  expect(await burstable('t4g.xlarge')).toEqual({ mode: 'unlimited', ...t4g });
  expect(await burstable('t4g.xlarge', 'standard')).toEqual({ mode: 'standard', ...t4g });
});

test('cpuCredits are for burstable types, at least for one row of a file', async () => {
  const creditSpecification = { cpuCredits: 'standard' };
  const at = 'clusters[0].containerInstances[0].creditSpecification.cpuCredits: expected';
  expect(await complaintsOn({ ec2InstanceType: 'm5.large', creditSpecification })).toEqual([
    `${at} no \`cpuCredits\` beside a type that is not burstable, received "standard". Burstable are t2, t3, t3a and t4g.`,
  ]);
  const wrong = { ec2InstanceType: 't3.micro', creditSpecification: { cpuCredits: 'none' } };
  expect(await complaintsOn(wrong)).toEqual([`${at} one of standard, unlimited, received "none".`]);
  const entry = { file: 'i.csv', columns: { ec2InstanceType: 'type' }, creditSpecification };
  const rows = (types: string) =>
    complaints([{ containerInstances: [entry] }], { 'i.csv': `type\n${types}\n` });
  expect(await rows('m5.large\nt3.micro')).toEqual([]);
  expect(await rows('m5.large')).toEqual([
    `${at} a row of i.csv with a burstable type beside it, received "standard".`,
  ]);
});

test('architecture and GPUs are those of the type', async () => {
  const [arm, gpu] = await instances({ ec2InstanceType: 'm7g.large' }, { ec2InstanceType: 'g4dn.xlarge' });
  expect(arm).toMatchObject({ architecture: 'ARM64', attributes: { 'ecs.cpu-architecture': 'arm64' } });
  expect(gpu).toMatchObject({ architecture: 'X86_64', registered: { gpu: 1 } });
});

test('a machine that AWS does not rent out is used as it stands, and costs nothing unless it says so', async () => {
  const registeredResources = { cpu: 65536, memory: 262144, gpu: 2 };
  const [free, paid, arm] = await instances(
    { name: 'big', registeredResources },
    { name: 'paid', registeredResources: { cpu: 1, memory: 2 }, hourlyPrice: 1.2 },
    {
      name: 'arm',
      registeredResources: { cpu: 1, memory: 2 },
      attributes: { 'ecs.cpu-architecture': 'arm64', rack: 7 },
    },
  );
  expect(free).toMatchObject({
    name: 'big',
    ec2InstanceType: null,
    registered: registeredResources,
    hourlyPrice: '0',
  });
  expect(paid).toMatchObject({ hourlyPrice: '1.2', registered: { cpu: 1, memory: 2, gpu: 0 } });
  expect(arm).toMatchObject({ architecture: 'ARM64', attributes: { rack: '7' } });
  expect(free!.attributes).not.toHaveProperty(['ecs.instance-type']);
});

test('an ideal fleet has no instances of its own at the start', async () => {
  const [cluster] = await clusters([{ idealFleet: { ec2InstanceType: 'm5.large' } }]);
  expect(cluster).toMatchObject({
    clusterName: 'default',
    containerInstances: [],
    idealFleet: { name: 'm5.large', count: 0 },
  });
});

test('instances can stand in a file, one a row; what its columns do not say, its entry does', async () => {
  const file = 'node,milli,mib,zone,kind\na,2000,4096,us-east-1b,\nb,500,1024,,\n,,,us-east-1c,m5.large\n';
  const columns = {
    name: 'node',
    cpuMilli: 'milli',
    memoryMib: 'mib',
    availabilityZone: 'zone',
    ec2InstanceType: 'kind',
  };
  const entry = {
    file: 'nodes.csv',
    columns,
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    attributes: { stack: 'x' },
  };
  const text = small({ clusters: [{ containerInstances: [entry] }] });
  const [cluster] = (await load(text, { files: { 'nodes.csv': file } })).clusters;
  expect(cluster!.containerInstances).toMatchObject([
    {
      name: 'a',
      count: 1,
      availabilityZones: ['us-east-1b'],
      registered: { cpu: 2048, memory: 4096, gpu: 0 },
      hourlyPrice: '0',
    },
    {
      name: 'b',
      count: 1,
      availabilityZones: ['us-east-1b'],
      registered: { cpu: 512, memory: 1024, gpu: 0 },
    },
    {
      name: 'm5.large',
      availabilityZones: ['us-east-1c'],
      registered: { cpu: 2048, memory: 7864 },
      hourlyPrice: null,
    },
  ]);
  expect(cluster!.containerInstances.every(({ attributes }) => attributes['stack'] === 'x')).toBe(true);
});

test('a mistake in such a file is told with file, line and column', async () => {
  const entry = { file: 'nodes.csv', columns: { name: 'node', cpu: 'units', memoryMib: 'mib' } };
  const told = (file: string) => complaints([{ containerInstances: [entry] }], { 'nodes.csv': file });
  expect(await told('node,units,mib\na,1,1\nb,many,1\n')).toEqual([
    'clusters[0].containerInstances[0].file: expected a number from 0 to 2147483647 at nodes.csv:3 column "units", received "many".',
  ]);
  expect(await told('node,units,memory\n')).toEqual([
    'clusters[0].containerInstances[0].file: expected a column "mib" at nodes.csv:1, received "node", "units", "memory".',
  ]);
  expect(await told('node,units,mib\n')).toEqual([
    'clusters[0].containerInstances[0].file: expected a row for each container instance in nodes.csv, received none.',
  ]);
  expect(await complaints([{ containerInstances: [entry] }])).toEqual([
    'clusters[0].containerInstances[0].file: expected a file that can be read, received "nodes.csv": no such file.',
  ]);
});

test.each([
  [
    {},
    'clusters[0].containerInstances[0]: expected `ec2InstanceType`, or `name` and `registeredResources`, received neither.',
  ],
  [
    { ec2InstanceType: 'm5.huge' },
    'clusters[0].containerInstances[0].ec2InstanceType: expected an EC2 instance type of the catalogue, received "m5.huge". There is m5.large, m5.xlarge, m5.2xlarge, m5.4xlarge, m5.8xlarge, m5.12xlarge, m5.16xlarge, m5.24xlarge, m5.metal.',
  ],
  [
    { ec2InstanceType: 'mainframe' },
    'clusters[0].containerInstances[0].ec2InstanceType: expected an EC2 instance type of the catalogue, received "mainframe". A machine of your own takes `name` and `registeredResources` instead.',
  ],
  [
    { name: 'big', registeredResources: { cpu: 1 } },
    'clusters[0].containerInstances[0].registeredResources.memory: expected `memory` of a machine without an instance type, received nothing.',
  ],
  [
    { ec2InstanceType: 'm5.large', count: 1.5 },
    'clusters[0].containerInstances[0].count: expected an integer from 0 to 100000, received 1.5.',
  ],
  [
    { ec2InstanceType: 'm5.large', availabilityZones: ['eu-west-1a'] },
    'clusters[0].containerInstances[0].availabilityZones[0]: expected an Availability Zone of us-east-1 (us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f), received "eu-west-1a".',
  ],
  [
    { ec2InstanceType: 'm5.large', availabilityZones: [] },
    'clusters[0].containerInstances[0].availabilityZones: expected at least one Availability Zone, received an empty list.',
  ],
  [
    { ec2InstanceType: 'm5.large', hourlyPrice: -1 },
    'clusters[0].containerInstances[0].hourlyPrice: expected a price in USD such as 0.096, received -1.',
  ],
  [
    { ec2InstanceType: 'm5.large', hourlyPrice: 'cheap' },
    'clusters[0].containerInstances[0].hourlyPrice: expected a price in USD such as 0.096, received "cheap".',
  ],
  [
    { ec2InstanceType: 'm5.large', attributes: { 'ecs.instance-type': 'x' } },
    'clusters[0].containerInstances[0].attributes["ecs.instance-type"]: expected the name of a custom attribute, received `ecs.instance-type`, which ECS sets itself.',
  ],
  [
    { ec2InstanceType: 'm5.large', attributes: { 'a b': 'x' } },
    'clusters[0].containerInstances[0].attributes["a b"]: expected a name of up to 128 letters, digits and _ . / \\ -, received "a b".',
  ],
  [
    { ec2InstanceType: 'm5.large', columns: { name: 'x' } },
    'clusters[0].containerInstances[0].columns: expected `columns` only beside `file`, received no `file`.',
  ],
  [
    { file: 'x.csv', count: 2, columns: { cpu: 'c' } },
    'clusters[0].containerInstances[0].count: expected no `count` beside `file`: each row is one instance, received 2.',
  ],
])('%j is refused', async (entry, complaint) => {
  expect(await complaintsOn(entry)).toContain(complaint);
});

test('an attribute makes a Windows instance, whose price has its licence in it', async () => {
  const attributes = { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' };
  const machine = { name: 'w', registeredResources: { cpu: 1, memory: 2 }, attributes };
  const [own, rented] = await instances(machine, {
    ec2InstanceType: 'm5.large',
    hourlyPrice: 0.188,
    attributes,
  });
  const osAttributes = { ...attributes, 'ecs.os-type': 'windows' };
  expect(own).toMatchObject({ osFamily: 'WINDOWS_SERVER_2022_CORE', attributes: osAttributes });
  expect(rented).toMatchObject({
    osFamily: 'WINDOWS_SERVER_2022_CORE',
    hourlyPrice: '0.188',
    awsvpcTasks: 2,
  });
  expect(rented!.awsvpcTasksTrunked).toBeUndefined();
  const [listed] = await instances({ ec2InstanceType: 'm5.large', attributes });
  expect(listed).toMatchObject({ ec2InstanceType: 'm5.large', hourlyPrice: null });
  expect(await complaintsOn({ ec2InstanceType: 'c7i.large', attributes })).toEqual([
    'clusters[0].containerInstances[0].ec2InstanceType: expected an instance type with a price with Windows in us-east-1, received "c7i.large". Give it an `hourlyPrice`, or bring its price in with `ecsim prices import`.',
  ]);
  expect(await complaintsOn({ ec2InstanceType: 'm7g.large', hourlyPrice: 1, attributes })).toEqual([
    'clusters[0].containerInstances[0].attributes["ecs.os-family"]: expected LINUX on an instance with ARM64, received WINDOWS_SERVER_2022_CORE.',
  ]);
  const [wrong] = await complaintsOn({ ...machine, attributes: { 'ecs.os-family': 'windows' } });
  expect(wrong).toMatch(/attributes\["ecs\.os-family"\]: expected one of LINUX, WINDOWS_SERVER_2016_FULL, /);
});

test('an external instance is no type of EC2, lies in one zone and says so in its attributes', async () => {
  const site = { name: 'site', external: true, registeredResources: { cpu: 4096, memory: 8192 } };
  expect((await instances(site))[0]).toMatchObject({
    external: true,
    availabilityZones: ['us-east-1a'],
    attributes: { 'ecs.capability.external': '' },
    awsvpcTasks: null,
  });
  expect(await complaintsOn({ ...site, ec2InstanceType: 'm5.large' })).toEqual([
    'clusters[0].containerInstances[0].external: expected no `external` beside an instance type of EC2, received true. What ECS Anywhere manages is not of EC2: it takes `name` and `registeredResources`.',
  ]);
  expect(await complaintsOn({ ...site, availabilityZones: ['us-east-1a', 'us-east-1b'] })).toEqual([
    'clusters[0].containerInstances[0].availabilityZones: expected one zone for an external instance, which lies in none of AWS, received a list of 2.',
  ]);
  expect(
    await complaintsOn({ ...site, external: false, attributes: { 'ecs.capability.external': 'x' } }),
  ).toEqual([
    'clusters[0].containerInstances[0].attributes["ecs.capability.external"]: expected the name of a custom attribute, received `ecs.capability.external`, which ECS sets itself. Say `external: true` instead.',
  ]);
  expect(await complaintsOn({ ...site, capacityProviderName: 'x' })).toContain(
    'clusters[0].containerInstances[0].capacityProviderName: expected no `capacityProviderName` beside `external`, received "x". External instances belong to no Auto Scaling group.',
  );
});

test('agent and network interfaces are as stated', async () => {
  const [stated, usual] = await instances(
    {
      ec2InstanceType: 'm5.large',
      agentConnected: false,
      versionInfo: { agentVersion: '1.79.2', dockerVersion: 'DockerVersion: 20.10' },
      registeredResources: { awsvpcTasks: 5 },
    },
    { name: 'own', registeredResources: { cpu: 1, memory: 2 } },
  );
  expect(stated).toMatchObject({ agentConnected: false, agentVersion: '1.79.2', awsvpcTasks: 5 });
  expect(stated!.awsvpcTasksTrunked).toBeUndefined();
  expect(usual).toMatchObject({ agentConnected: true, agentVersion: '1.86.0', awsvpcTasks: null });
  expect(await complaintsOn({ ec2InstanceType: 'm5.large', versionInfo: { agentVersion: 'new' } })).toEqual([
    'clusters[0].containerInstances[0].versionInfo.agentVersion: expected a version such as 1.86.0, received "new".',
  ]);
});

test('custom attributes can stand in columns; where a cell is empty there is none', async () => {
  const file = 'node,units,mib,model,rack\na,1024,2048,V100,7\nb,1024,2048,,8\n';
  const entry = (attributes: Parts, more: Parts = {}) => ({
    file: 'nodes.csv',
    columns: { name: 'node', cpu: 'units', memoryMib: 'mib', attributes },
    ...more,
  });
  const files = { 'nodes.csv': file };
  const stated = entry(
    { 'gpu-model': 'model', rack: 'rack' },
    { attributes: { rack: 'none', stack: 'lab' } },
  );
  const [cluster] = (await load(small({ clusters: [{ containerInstances: [stated] }] }), { files })).clusters;
  expect(cluster!.containerInstances.map(({ attributes }) => attributes)).toMatchObject([
    { 'gpu-model': 'V100', rack: '7', stack: 'lab' },
    { rack: '8', stack: 'lab' },
  ]);
  expect(cluster!.containerInstances[1]!.attributes).not.toHaveProperty(['gpu-model']);
  expect(await complaints([{ containerInstances: [entry({ 'ecs.os-type': 'rack' })] }], files)).toEqual([
    'clusters[0].containerInstances[0].file: expected the name of a custom attribute (line 2 of nodes.csv), received `ecs.os-type`, which ECS sets itself.',
    'clusters[0].containerInstances[0].file: expected the name of a custom attribute (line 3 of nodes.csv), received `ecs.os-type`, which ECS sets itself.',
  ]);
  expect(await complaints([{ containerInstances: [entry({ model: 'nope' })] }], files)).toEqual([
    'clusters[0].containerInstances[0].file: expected a column "nope" at nodes.csv:1, received "node", "units", "mib", "model", "rack".',
  ]);
  const eleven = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`a${i}`, 'rack']));
  expect(
    await complaints([{ containerInstances: [entry(eleven, { attributes: { b: 1 } })] }], files),
  ).toEqual([
    'clusters[0].containerInstances[0].attributes: expected at most 10 custom attributes, received 11. AWS: AttributeLimitExceededException.',
  ]);
});

test('a type that has no price in the region needs one of its own', async () => {
  const entry = { ec2InstanceType: 't3a.large' };
  const text = (more: object) =>
    small({ region: 'ap-southeast-4', clusters: [{ containerInstances: [{ ...entry, ...more }] }] });
  expect(await complaintsOf(text({}))).toEqual([
    'clusters[0].containerInstances[0].ec2InstanceType: expected an instance type with an On-Demand price in ap-southeast-4, received "t3a.large". Give it an `hourlyPrice`, or bring its price in with `ecsim prices import`.',
  ]);
  expect(await complaintsOf(text({ hourlyPrice: 5 }))).toEqual([]);
});

test('two of one name are an error; entries named by their type count on', async () => {
  expect(await complaints([{ clusterName: 'a' }, { clusterName: 'a' }])).toEqual([
    'clusters[1].clusterName: expected a name that no other has, received "a" once more.',
  ]);
  const machine = { name: 'big', registeredResources: { cpu: 1, memory: 1 } };
  expect(await complaintsOn(machine, machine)).toEqual([
    'clusters[0].containerInstances[1].name: expected a name that no other entry has, received "big" once more.',
  ]);
  expect(await complaintsOn({ ec2InstanceType: 'm5.large' }, { ec2InstanceType: 'm5.large' })).toEqual([]);
});

test('machines of a file without a type are counted by their size, those of the scenario by their name', async () => {
  const containerInstances = [
    { file: 'nodes.csv', columns: { name: 'node', cpu: 'units', memoryMib: 'mib', gpus: 'gpus' } },
    { name: 'own', registeredResources: { cpu: 1024, memory: 1024 } },
    { ec2InstanceType: 'm5.large', name: 'web' },
  ];
  const text = small({ clusters: [{ containerInstances }], workloads: [], simulation: { duration: '1h' } });
  const files = { 'nodes.csv': 'node,units,mib,gpus\na,4096,16384,2\nb,4096,16384,2\nc,1536,2048,0\n' };
  const [cluster] = (await load(text, { files })).clusters;
  expect(cluster!.containerInstances.map(({ countedAs }) => countedAs)).toEqual([
    '4 vCPU, 16 GiB, 2 GPU',
    '4 vCPU, 16 GiB, 2 GPU',
    '1.5 vCPU, 2 GiB',
    'own',
    'm5.large',
  ]);
});
