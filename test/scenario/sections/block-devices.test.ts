import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const launched = (blockDeviceMappings: unknown, parts: object = { ec2InstanceType: 'm5.large' }): string =>
  small({ clusters: [{ clusterName: 'main', containerInstances: [{ ...parts, blockDeviceMappings }] }] });

const AT = 'clusters[0].containerInstances[0].blockDeviceMappings';
const data = (ebs: object) => [{ deviceName: '/dev/xvdb', ebs }];

test('volumes are the root one and those that are mapped', async () => {
  const scenario = await load(launched(data({ volumeSize: 20, encrypted: true, kmsKeyId: 'key' })));
  expect(scenario.clusters[0]!.containerInstances[0]!.volumes).toEqual([
    { type: 'gp3', sizeGib: 30, iops: 3000, throughputMibps: 125, deleteOnTermination: true },
    { type: 'gp2', sizeGib: 20, iops: 0, throughputMibps: 0, deleteOnTermination: true },
  ]);
});

test.each([
  [data({}), `${AT}[0].ebs.volumeSize: expected GiB from 1 to 16384 of gp2, received nothing.`],
  [
    data({ volumeType: 'st1', volumeSize: 100 }),
    `${AT}[0].ebs.volumeSize: expected GiB from 125 to 16384 of st1, received 100.`,
  ],
  [
    data({ volumeType: 'io2', volumeSize: 100 }),
    `${AT}[0].ebs.iops: expected IOPS from 100 to 256000 of io2, received nothing.`,
  ],
  [
    data({ volumeSize: 100, throughput: 500 }),
    `${AT}[0].ebs.throughput: expected no \`throughput\` of gp2, received 500.`,
  ],
  [
    [...data({ volumeSize: 1 }), ...data({ volumeSize: 1 })],
    `${AT}[1].deviceName: expected a device that no other mapping has, received "/dev/xvdb" once more.`,
  ],
])('%j is refused', async (mappings, complaint) => {
  expect(await complaintsOf(launched(mappings))).toEqual([complaint]);
});

test('a machine that EC2 does not rent out has none', async () => {
  const own = { name: 'own', registeredResources: { cpu: 1024, memory: 2048 } };
  expect(await complaintsOf(launched(data({ volumeSize: 1 }), own))).toEqual([
    `${AT}: expected no \`blockDeviceMappings\` of a machine that EC2 does not rent out, received a list of 1.`,
  ]);
});
