import { expect, test } from 'vitest';
import { network, outcomeOf, used } from '../../support/network.ts';

const ADDRESSES = /PublicIPv4:InUseAddress$/;

const addressed = (assignPublicIp: string, duration: string, every = '10m') =>
  network({
    services: [],
    workloads: [
      {
        taskDefinition: 'web',
        launchType: 'FARGATE',
        arrivals: { every, limit: 6 },
        duration,
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0'], assignPublicIp } },
      },
    ],
  });

test('a task on Fargate with a public address pays for it while it lasts, a minute at least (billing:N6)', async () => {
  expect(await used(addressed('ENABLED', '10m'), ADDRESSES)).toBeCloseTo(1, 6);
  expect(await used(addressed('ENABLED', '20m'), ADDRESSES)).toBeCloseTo(2, 6);
  expect(await used(addressed('ENABLED', '5s'), ADDRESSES)).toBeCloseTo(6 / 60, 6);
  expect(await used(addressed('ENABLED', '1500ms', '1s'), ADDRESSES)).toBeCloseTo(6 / 60, 6);
  expect(await used(addressed('DISABLED', '10m'), ADDRESSES)).toBe(0);
});

test('it is put down to its service', async () => {
  const { costs } = await outcomeOf(
    network({
      services: [
        {
          serviceName: 'web',
          taskDefinition: 'web',
          launchType: 'FARGATE',
          desiredCount: 4,
          networkConfiguration: {
            awsvpcConfiguration: { subnets: ['subnet-0', 'subnet-1'], assignPublicIp: 'ENABLED' },
          },
        },
      ],
    }),
  );
  const rows = costs.filter(({ usageType }) => ADDRESSES.test(usageType));
  expect(rows.map((row) => [row.availabilityZone, row.service, row.cluster, row.quantity])).toEqual(
    [1, 2].flatMap(() => [
      ['us-east-1a', 'web', 'main', '2'],
      ['us-east-1b', 'web', 'main', '2'],
    ]),
  );
});

test('instances have addresses when they are told to, for as long as they run', async () => {
  const instances = (count: number, parts: object) =>
    network({
      clusters: [
        {
          clusterName: 'main',
          containerInstances: [{ name: 'box', ec2InstanceType: 'm5.large', count, ...parts }],
        },
      ],
      services: [],
      workloads: [],
      actions: [{ at: '1h', terminateInstances: { instanceIds: ['box-1'] } }],
    });
  const open = { networkInterfaces: [{ associatePublicIpAddress: true }] };
  expect(await used(instances(2, open), ADDRESSES)).toBeCloseTo(3, 6);
  expect(await used(instances(4, open), ADDRESSES)).toBeCloseTo(7, 6);
  expect(await used(instances(2, {}), ADDRESSES)).toBe(0);
  const quick = instances(2, open).replace('"at":"1h"', '"at":"20s"');
  expect(await used(quick, ADDRESSES)).toBeCloseTo(2 + 1 / 60, 6);
});
