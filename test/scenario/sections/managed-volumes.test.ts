import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const AT_LAUNCH = { name: 'disk', configuredAtLaunch: true };
const definition = (parts: object = {}) => ({
  family: 'job',
  volumes: [AT_LAUNCH],
  containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, memory: 1024 }],
  ...parts,
});
const configured = (volume: object, name = 'disk') => [
  { name, managedEBSVolume: { sizeInGiB: 10, roleArn: 'r', ...volume } },
];
const WORKLOAD = { taskDefinition: 'job', arrivals: { every: '1m', limit: 10 }, duration: '90s' };
const parts = (workload: object, others: object = {}) =>
  small({ taskDefinitions: [definition()], workloads: [{ ...WORKLOAD, ...workload }], ...others });
const ofService = (service: object, others: object = {}) =>
  small({
    simulation: { duration: '1h' },
    taskDefinitions: [definition()],
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 1, ...service }],
    workloads: [],
    ...others,
  });

test('a volume is gp3 with what comes with it, and goes with its task, where nothing else is said', async () => {
  const { workloads } = await load(parts({ volumeConfigurations: configured({}) }));
  expect(workloads[0]!.managedVolume).toEqual({
    type: 'gp3',
    sizeGib: 10,
    iops: 3000,
    throughputMibps: 125,
    deleteOnTermination: true,
  });
  const io2 = { volumeType: 'io2', iops: 500, terminationPolicy: { deleteOnTermination: false } };
  const stated = await load(parts({ volumeConfigurations: configured(io2) }));
  expect(stated.workloads[0]!.managedVolume).toMatchObject({
    type: 'io2',
    iops: 500,
    deleteOnTermination: false,
  });
  const { services } = await load(ofService({ volumeConfigurations: configured({}) }));
  expect(services[0]!.managedVolume).toMatchObject({ type: 'gp3', sizeGib: 10 });
});

test.each([
  [
    parts({}),
    'workloads[0].volumeConfigurations: expected the volume disk, which the task definition leaves to be configured, received nothing.',
  ],
  [
    parts({ volumeConfigurations: configured({}, 'other') }),
    'workloads[0].volumeConfigurations[0].name: expected disk, received other.',
  ],
  [
    parts({ volumeConfigurations: configured({}) }, { taskDefinitions: [definition({ volumes: [] })] }),
    'workloads[0].volumeConfigurations[0].name: expected none, as no volume of the task definition has `configuredAtLaunch`, received disk.',
  ],
  [
    parts({ volumeConfigurations: configured({ volumeType: 'gp2', iops: 100 }) }),
    'workloads[0].volumeConfigurations[0].managedEBSVolume.iops: expected no `iops` of gp2, received 100.',
  ],
  [
    parts({ volumeConfigurations: configured({ throughput: 9000 }) }),
    'workloads[0].volumeConfigurations[0].managedEBSVolume.throughput: expected MiB/s from 125 to 2000 of gp3, received 9000.',
  ],
  [
    parts({ volumeConfigurations: configured({ sizeInGiB: undefined, snapshotId: 'snap-1' }) }),
    'workloads[0].volumeConfigurations[0].managedEBSVolume.sizeInGiB: expected the GiB of the volume, received nothing. AWS takes the size of the snapshot, of which nothing is known here.',
  ],
  [
    parts({ volumeConfigurations: [...configured({}), ...configured({})] }),
    'workloads[0].volumeConfigurations: expected one volume, received 2. AWS: InvalidParameterException: A task can have one volume that is configured.',
  ],
  [
    ofService({
      volumeConfigurations: configured({}),
      schedulingStrategy: 'DAEMON',
      desiredCount: undefined,
    }),
    'services[0].volumeConfigurations: expected none with scheduling strategy DAEMON, received one. AWS: InvalidParameterException: DAEMON services do not take volumes.',
  ],
  [
    ofService(
      { volumeConfigurations: configured({}) },
      {
        taskDefinitions: [definition(), definition({ family: 'bare', volumes: [] })],
        actions: [{ at: '1m', updateService: { service: 'web', taskDefinition: 'bare' } }],
      },
    ),
    'actions[0].updateService.taskDefinition: expected none, as no volume of the task definition has `configuredAtLaunch`, received disk.',
  ],
])('what RunTask and CreateService refuse of volumes: %#', async (text, complaint) => {
  expect(await complaintsOf(text)).toEqual([complaint]);
});

test('external instances take no volume, nor do the tasks of a trace', async () => {
  const external = { registeredResources: { cpu: 4096, memory: 8192 }, external: true, name: 'own' };
  const clusters = [{ clusterName: 'main', containerInstances: [external] }];
  const there = { launchType: 'EXTERNAL', volumeConfigurations: configured({}) };
  expect(await complaintsOf(parts(there, { clusters }))).toEqual([
    'workloads[0].volumeConfigurations: expected none with launch type EXTERNAL, received one. AWS: InvalidParameterException: External instances do not take volumes.',
  ]);
  const trace = { file: 'jobs.csv', columns: { submitted: 't', duration: 'd', cpu: 'c', memoryMib: 'm' } };
  const complaints = await complaintsOf(
    small({ workloads: [{ trace, volumeConfigurations: configured({}) }] }),
    { files: { 'jobs.csv': 't,d,c,m\n0,60,256,512\n' } },
  );
  expect(complaints.join('\n')).toContain('volumeConfigurations[0].name: expected none');
});
