import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const SERVICES = {
  simulation: { duration: '1h' },
  services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 1, launchType: 'EC2' }],
};
const loadFailures = async (...failures: readonly object[]) =>
  (await load(small({ ...SERVICES, failures }))).failures;
const complaints = (...failures: readonly object[]) => complaintsOf(small({ ...SERVICES, failures }));

test('every kind, defaults filled in', async () => {
  expect(
    await loadFailures(
      { family: 'job', exitCode: 1 },
      { service: 'web', exitCode: 137, afterStart: '10s', rate: 0.5 },
      { image: 'job', startDelay: '1m' },
      { image: 'job', pullFailureRate: 0.1 },
      { registryThrottling: {} },
      { registryThrottling: { image: 'job', from: '10m', for: '5m', rate: 0.3 } },
      { instanceFailureRate: { perMonth: 0.02 } },
      { instanceFailureRate: { perMonth: 1 }, ec2InstanceType: 'm5.large' },
      { fargateRetirement: { perMonth: 0.1 } },
      { fargateRetirement: { perMonth: 0.1, waitPeriod: '14d' } },
    ),
  ).toEqual([
    { kind: 'exit', taskDefinitionIndexes: [0], service: null, share: 1, exitCode: 1, afterStart: null },
    {
      kind: 'exit',
      taskDefinitionIndexes: null,
      service: { cluster: 'main', serviceName: 'web' },
      share: 0.5,
      exitCode: 137,
      afterStart: { kind: 'constant', value: 10_000 },
    },
    {
      kind: 'slowStart',
      taskDefinitionIndexes: [0],
      service: null,
      share: 1,
      startDelay: { kind: 'constant', value: 60_000 },
    },
    { kind: 'pull', image: 'job', share: 0.1, isThrottling: false, fromMs: 0, untilMs: null },
    { kind: 'pull', image: null, share: 1, isThrottling: true, fromMs: 0, untilMs: null },
    { kind: 'pull', image: 'job', share: 0.3, isThrottling: true, fromMs: 600_000, untilMs: 900_000 },
    { kind: 'instance', ec2InstanceType: null, perMonth: 0.02 },
    { kind: 'instance', ec2InstanceType: 'm5.large', perMonth: 1 },
    { kind: 'fargateRetirement', perMonth: 0.1, waitMs: 7 * 86_400_000 },
    { kind: 'fargateRetirement', perMonth: 0.1, waitMs: 14 * 86_400_000 },
  ]);
});

test('a family is all of its revisions, family:revision is one; an image with a tag is that tag', async () => {
  const definition = (image: string) => ({
    family: 'job',
    containerDefinitions: [{ name: 'job', image, cpu: 64, memory: 64 }],
  });
  const { failures } = await load(
    small({
      taskDefinitions: [definition('job:1'), definition('job:2')],
      failures: [
        { family: 'job', exitCode: 1 },
        { family: 'job:2', exitCode: 1 },
        { image: 'job', startDelay: 1 },
        { image: 'job:1', startDelay: 1 },
      ],
    }),
  );
  expect(failures.map((spec) => 'taskDefinitionIndexes' in spec && spec.taskDefinitionIndexes)).toEqual([
    [0, 1],
    [1],
    [0, 1],
    [0],
  ]);
});

test('what does not go together, and what is not there', async () => {
  expect(
    await complaints(
      { exitCode: 1 },
      { family: 'job', service: 'web', exitCode: 1 },
      { family: 'jop', exitCode: 1 },
      { service: 'wep', exitCode: 1 },
      { family: 'job', image: 'job', exitCode: 1 },
      { pullFailureRate: 0.5 },
      { family: 'job', fargateRetirement: { perMonth: 1 } },
      { instanceFailureRate: { perMonth: 1 }, ec2InstanceType: 'm5.lage' },
      { family: 'job' },
    ),
  ).toEqual([
    'failures[0]: expected one of `family`, `service`, received neither.',
    'failures[1]: expected one of `family`, `service`, received more than one.',
    'failures[2].family: expected a task definition of this scenario (job), received "jop". Did you mean job?',
    'failures[3].service: expected a service of cluster main of this scenario (web), received "wep". Did you mean web?',
    'failures[4].image: expected no `image` beside `exitCode`, received one.',
    'failures[5].image: expected the name of an image, received nothing.',
    'failures[6].family: expected no `family` beside `fargateRetirement`, received one.',
    'failures[7].ec2InstanceType: expected an instance type that the catalogue holds, received m5.lage.',
    expect.stringMatching(
      /^failures\[8\]: expected exactly one of `exitCode`, .*, received a mapping with the key family/,
    ),
  ]);
});

test('an image that no container has is told of', async () => {
  const { warnings } = await load(small({ failures: [{ image: 'other', pullFailureRate: 1 }] }));
  expect(warnings).toMatchObject([
    {
      code: 'failures-without-effect',
      message: 'No container has the image other that a failure names.',
    },
  ]);
});

test('a failure of which nothing can be befallen is told of', async () => {
  const warnings = async (failure: object, parts: object = {}) =>
    (await load(small({ ...SERVICES, ...parts, failures: [failure] }))).warnings.map(
      ({ message }) => message,
    );
  const retirement = { fargateRetirement: { perMonth: 1 } };
  expect(await warnings(retirement)).toEqual(['Nothing runs on Fargate of which AWS could retire tasks.']);
  const onFargate = {
    taskDefinitions: [
      {
        family: 'job',
        cpu: 256,
        memory: 512,
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'job', image: 'job' }],
      },
    ],
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 1, launchType: 'FARGATE' }],
    workloads: [],
  };
  expect(await warnings(retirement, onFargate)).toEqual([]);
  const rate = { instanceFailureRate: { perMonth: 1 } };
  expect(await warnings(rate)).toEqual([]);
  expect(await warnings({ ...rate, ec2InstanceType: 'm5.large' })).toEqual([]);
  expect(await warnings({ ...rate, ec2InstanceType: 'c5.large' })).toEqual([
    'No container instance of type c5.large is there to fail.',
  ]);
  expect(await warnings(rate, { ...onFargate, clusters: [{ clusterName: 'main' }] })).toEqual([
    'No container instance is there to fail.',
  ]);
});

test('a wait before a retirement that no AWS account can have is kept to, and told of (ecs:R-8.9)', async () => {
  const loaded = async (waitPeriod: string | number | undefined) =>
    load(small({ ...SERVICES, failures: [{ fargateRetirement: { perMonth: 1, waitPeriod } }] }));
  const codes = async (waitPeriod: string | number | undefined) =>
    (await loaded(waitPeriod)).warnings.map(({ code }) => code).slice(1);
  for (const waitPeriod of [undefined, 0, '7d', '14d']) expect(await codes(waitPeriod)).toEqual([]);
  expect(await codes('1h')).toEqual(['retirement-wait-not-of-aws']);
  expect((await loaded('1h')).failures).toMatchObject([{ waitMs: 3_600_000 }]);
});

test('agentDisconnect names instances of a cluster', async () => {
  const action = (containerInstances: readonly string[]) =>
    small({ actions: [{ at: '1m', agentDisconnect: { containerInstances, for: '10m' } }] });
  expect((await load(action(['m5.large-1']))).actions).toEqual([
    {
      kind: 'agentDisconnect',
      atMs: 60_000,
      cluster: 'main',
      instanceIds: ['m5.large-1'],
      forMs: 600_000,
    },
  ]);
  expect(await complaintsOf(action(['m5.large-2']))).toEqual([
    'actions[0].agentDisconnect.containerInstances[0]: expected a container instance of main (m5.large-1), received "m5.large-2".',
  ]);
});
