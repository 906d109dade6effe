import { expect, test } from 'vitest';
import { loadInstanceTypes } from '../../../src/catalog/instance-types.ts';
import { loadRegionPrices } from '../../../src/catalog/region-prices.ts';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import { decodeScenario } from '../../../src/scenario/decode-scenario.ts';
import { complaintsOf, load, small } from '../../support/load.ts';
import { behind, network, requestsTo, SUBNETS } from '../../support/network.ts';

const complaints = (parts: object) => complaintsOf(small({ ...parts }));

test('load balancers face the internet in the first three zones, unless they say otherwise', async () => {
  const balancers = async (parts: object) => {
    const targetGroups = [{ name: 'web', targetType: 'ip' }];
    const loadBalancers = [{ name: 'shop', targetGroups: ['web'], ...parts }];
    return (await load(network({ targetGroups, loadBalancers }))).loadBalancers;
  };
  expect(await balancers({})).toEqual([
    {
      name: 'shop',
      type: 'application',
      internetFacing: true,
      availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      protocol: 'TCP',
      rules: 0,
      targetGroups: [0],
    },
  ]);
  const listeners = [
    { port: 53, protocol: 'UDP', defaultActions: [{ type: 'forward', targetGroupArn: 'web' }] },
  ];
  expect(
    await balancers({
      type: 'network',
      scheme: 'internal',
      availabilityZones: [{ zoneName: 'us-east-1c', subnetId: 'subnet-9' }, 'us-east-1a'],
      listeners,
    }),
  ).toMatchObject([
    {
      type: 'network',
      internetFacing: false,
      availabilityZones: ['us-east-1c', 'us-east-1a'],
      protocol: 'UDP',
      rules: 0,
    },
  ]);
});

test('an application load balancer stands in two zones at least, all of the region and each once', async () => {
  const at = (availabilityZones: unknown, type = 'application') =>
    complaints({ loadBalancers: [{ name: 'shop', type, availabilityZones }] });
  expect(await at(['us-east-1a'])).toEqual([
    'loadBalancers[0].availabilityZones: expected at least 2 zones with type application, received us-east-1a.',
  ]);
  expect(await at(['us-east-1a'], 'network')).toEqual([]);
  expect(await at(['us-east-1a', { zoneName: 'us-east-1a' }, 'us-east-1b'])).toEqual([
    'loadBalancers[0].availabilityZones[1]: expected a zone that no other entry names, received us-east-1a once more.',
  ]);
  expect(await at(['us-east-1a', { zoneName: 'eu-west-1a' }])).toEqual([
    'loadBalancers[0].availabilityZones[1]: expected an Availability Zone of us-east-1 (us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f), received "eu-west-1a".',
  ]);
});

test('a NAT gateway stands in a zone, or in a subnet that is stated', async () => {
  const { natGateways } = await load(
    network({
      natGateways: [
        { natGatewayId: 'nat-1', subnetId: 'subnet-1', natGatewayAddresses: [], state: 'available' },
        { availabilityZone: 'us-east-1c', connectivityType: 'private' },
      ],
    }),
  );
  expect(natGateways).toEqual([
    { availabilityZone: 'us-east-1b', isPublic: true },
    { availabilityZone: 'us-east-1c', isPublic: false },
  ]);
  expect(
    await complaints({
      subnets: SUBNETS,
      natGateways: [
        {},
        { subnetId: 'subnet-7' },
        { name: 'nat-1', subnetId: 'subnet-0', availabilityZone: 'us-east-1b' },
        { name: 'nat-1', availabilityZone: 'us-east-1a', state: 'deleting' },
      ],
    }),
  ).toEqual([
    'natGateways[0]: expected `availabilityZone`, or `subnetId` of a subnet in `subnets`, received neither.',
    'natGateways[1].subnetId: expected a subnet of this scenario (subnet-0, subnet-1), received "subnet-7". Did you mean subnet-0?',
    'natGateways[2].availabilityZone: expected us-east-1a, where subnet-0 lies, received us-east-1b.',
    'natGateways[3].name: expected a name that no other has, received "nat-1" once more.',
    'natGateways[3].state: expected a key that is modelled, received `state`, which is not modelled yet.',
  ]);
});

test('endpoints lead to services of the region; gateways only to those that have them', async () => {
  const { vpcEndpoints } = await load(
    network({
      vpcEndpoints: [
        { serviceName: 'com.amazonaws.us-east-1.s3' },
        {
          serviceName: 'com.amazonaws.us-east-1.ecr.dkr',
          vpcEndpointType: 'Interface',
          subnetIds: ['subnet-0'],
        },
      ],
    }),
  );
  expect(vpcEndpoints).toEqual([
    { kind: 'Gateway', service: 's3', availabilityZones: [] },
    { kind: 'Interface', service: 'ecr.dkr', availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
  ]);
  const s3 = 'com.amazonaws.us-east-1.s3';
  expect(
    await complaints({
      vpcEndpoints: [
        { serviceName: 's3' },
        { serviceName: 'com.amazonaws.eu-west-1.s3' },
        { serviceName: 'com.amazonaws.us-east-1.logs' },
        { serviceName: s3, availabilityZones: ['us-east-1a'] },
        { serviceName: s3 },
      ],
    }),
  ).toEqual([
    'vpcEndpoints[0].serviceName: expected a service such as com.amazonaws.us-east-1.s3, received "s3".',
    'vpcEndpoints[1].serviceName: expected a service of us-east-1, received "com.amazonaws.eu-west-1.s3".',
    'vpcEndpoints[2].vpcEndpointType: expected Interface for logs: gateways are for s3 and dynamodb, received Gateway.',
    'vpcEndpoints[3].availabilityZones: expected no `availabilityZones` with Gateway, received some.',
    'vpcEndpoints[4].serviceName: expected one Gateway endpoint for s3, received another one.',
  ]);
});

test('public addresses are of tasks on Fargate and of instances of EC2', async () => {
  const { clusters, services } = await load(
    network({
      clusters: [
        {
          clusterName: 'main',
          capacityProviders: ['FARGATE'],
          containerInstances: [
            { ec2InstanceType: 'm5.large', networkInterfaces: [{ associatePublicIpAddress: true }] },
          ],
        },
      ],
      services: [
        behind('web', {
          loadBalancers: [],
          networkConfiguration: {
            awsvpcConfiguration: { subnets: ['subnet-0'], assignPublicIp: 'ENABLED' },
          },
        }),
      ],
    }),
  );
  expect(clusters[0]!.containerInstances[0]!.associatePublicIpAddress).toBe(true);
  expect(services[0]!.assignPublicIp).toBe(true);
  const own = { name: 'own', registeredResources: { cpu: 1024, memory: 2048 } };
  expect(
    await complaints({
      clusters: [
        {
          clusterName: 'main',
          containerInstances: [
            { ec2InstanceType: 'm5.large', networkInterfaces: [{ deviceIndex: 1 }] },
            { ...own, external: true, networkInterfaces: [{ associatePublicIpAddress: true }] },
          ],
        },
      ],
    }),
  ).toEqual([
    'clusters[0].containerInstances[0].networkInterfaces[0].deviceIndex: expected a key that is modelled, received `deviceIndex`, which is not modelled yet.',
    'clusters[0].containerInstances[1].networkInterfaces: expected no `networkInterfaces` beside `external`, received some.',
  ]);
});

test('messages of a queue have no bytes of requests', async () => {
  const queue = { messages: { constant: 1 }, workMs: 100 };
  const requests = { queue, responseBytes: 5, connectionDuration: '5s' };
  expect(await complaintsOf(network({ workloads: [{ service: 'web', requests }] }))).toEqual([
    'workloads[0].requests.responseBytes: expected no `responseBytes` beside `queue`, received one.',
    'workloads[0].requests.connectionDuration: expected no `connectionDuration` beside `queue`, received one.',
  ]);
});

test('what costs something has to have a price: without one the scenario is refused, once for each', async () => {
  const [types, prices] = await Promise.all([loadInstanceTypes(), loadRegionPrices('us-east-1')]);
  const problemsWithout = (
    parts: Readonly<Record<string, unknown>>,
    isUnknown: (name: string) => boolean,
  ) => {
    const document = JSON.parse(network(parts));
    const services = {
      find: (name: Parameters<NonNullable<typeof prices>['services']['find']>[0]) =>
        isUnknown(name) ? null : prices!.services.find(name),
    };
    const options = { files: memoryFiles({}), types, prices: { ...prices!, services }, defaultName: 's' };
    return decodeScenario(document, options).problems.map(
      ({ path, received, hint }) => `${path.join('.')}: ${received}. ${hint}`,
    );
  };
  const hint = 'Bring it in with `ecsim prices import`.';
  const everything = {
    natGateways: [{ availabilityZone: 'us-east-1a' }],
    vpcEndpoints: [{ serviceName: 'com.amazonaws.us-east-1.logs', vpcEndpointType: 'Interface' }],
    targetGroups: [{ name: 'web', targetType: 'ip' }],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'] }],
    services: [behind('web')],
    workloads: [requestsTo('web', 1, { responseBytes: 5 })],
  };
  expect(problemsWithout(everything, () => true)).toEqual(
    [
      'loadBalancers: no price of alb.hour',
      'loadBalancers: no price of alb.lcuHour',
      'loadBalancers: no price of publicIpv4.hour',
      'natGateways: no price of nat.hour',
      'natGateways: no price of nat.gb',
      'natGateways: no price of transfer.crossZone.gb',
      'vpcEndpoints: no price of endpoint.interface.hour',
      'vpcEndpoints: no price of endpoint.interface.gb',
      'workloads: no price of transfer.internetOut.gb',
    ].map((problem) => `${problem}. ${hint}`),
  );
  expect(problemsWithout(everything, () => false)).toEqual([]);
  expect(problemsWithout({}, () => true)).toEqual([]);
});
