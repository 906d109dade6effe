import { expect, test } from 'vitest';
import { network, outcomeOf, usageIn, used } from '../../support/network.ts';

const GIB = 1024 ** 3;
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com/job';
const NAT_BYTES = /NatGateway-Bytes$/;
const BETWEEN = /^DataTransfer-Regional-Bytes$/;

/** 24 tasks in two hours, each of which pulls 500 MB; `every` changes how many. */
const jobs = (parts: object = {}, image = ECR, every = '5m', workload: object = {}) =>
  network({
    services: [],
    taskDefinitions: [
      {
        family: 'job',
        cpu: '256',
        memory: '512',
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'job', image }],
      },
    ],
    images: { [image]: { sizeMb: 500 } },
    natGateways: [{ availabilityZone: 'us-east-1a' }],
    workloads: [
      {
        taskDefinition: 'job',
        launchType: 'FARGATE',
        arrivals: { every },
        duration: '1m',
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0'] } },
        ...workload,
      },
    ],
    ...parts,
  });

const endpoint = (service: string, vpcEndpointType: string, parts: object = {}) => ({
  serviceName: `com.amazonaws.us-east-1.${service}`,
  vpcEndpointType,
  ...parts,
});

test('image pulls go by the NAT gateway, and double with the tasks (billing:N5)', async () => {
  const once = await used(jobs(), NAT_BYTES);
  expect(once).toBeCloseTo((24 * 500e6) / GIB, 6);
  expect(await used(jobs({}, ECR, '150s'), NAT_BYTES)).toBeCloseTo(2 * once, 6);
  expect(await used(jobs({ images: { [ECR]: { sizeMb: 1000 } } }), NAT_BYTES)).toBeCloseTo(2 * once, 6);
  expect(await used(jobs({ natGateways: [] }), NAT_BYTES)).toBe(0);
  expect(await used(jobs(), /NatGateway-Hours$/)).toBe(2);
  expect(await used(jobs({ natGateways: [] }), /NatGateway-Hours$/)).toBe(0);
  // Its Elastic IP address.
  expect(await used(jobs(), /PublicIPv4/)).toBe(2);
  expect(
    await used(
      jobs({ natGateways: [{ availabilityZone: 'us-east-1a', connectivityType: 'private' }] }),
      /PublicIPv4|NatGateway-Bytes/,
    ),
  ).toBe(0);
});

test('tasks with addresses of their own need no NAT gateway, and pay for the addresses instead', async () => {
  const subnets = ['subnet-0'];
  const open = { networkConfiguration: { awsvpcConfiguration: { subnets, assignPublicIp: 'ENABLED' } } };
  expect(await used(jobs({}, ECR, '5m', open), NAT_BYTES)).toBe(0);
  expect(await used(jobs({ natGateways: [] }, ECR, '5m', open), /PublicIPv4/)).toBeCloseTo(24 / 60, 6);
});

test('an endpoint for S3 takes the layers of images in ECR away from it, and nothing else (billing:N7, N8)', async () => {
  const interfaces = { vpcEndpoints: [endpoint('s3', 'Interface', { availabilityZones: ['us-east-1a'] })] };
  const gateway = { vpcEndpoints: [endpoint('s3', 'Gateway')] };
  const gb = (24 * 500e6) / GIB;
  expect(await used(jobs(interfaces), NAT_BYTES)).toBe(0);
  expect(await used(jobs(interfaces), /VpcEndpoint-Bytes$/)).toBeCloseTo(gb, 6);
  expect(await used(jobs(interfaces, ECR, '150s'), /VpcEndpoint-Bytes$/)).toBeCloseTo(2 * gb, 6);
  expect(await used(jobs(interfaces), /VpcEndpoint-Hours$/)).toBe(2);
  const inTwo = {
    vpcEndpoints: [endpoint('s3', 'Interface', { availabilityZones: ['us-east-1a', 'us-east-1b'] })],
  };
  expect(await used(jobs(inTwo), /VpcEndpoint-Hours$/)).toBe(4);
  expect(await used(jobs(gateway), /NatGateway-Bytes$|VpcEndpoint/)).toBe(0);
  // Docker Hub is out in the internet, and manifests weigh next to nothing.
  expect(await used(jobs(gateway, 'nginx'), NAT_BYTES)).toBeCloseTo(gb, 6);
  const api = { vpcEndpoints: [endpoint('ecr.dkr', 'Interface')] };
  expect(await used(jobs(api), NAT_BYTES)).toBeCloseTo(gb, 6);
  expect(await used(jobs(api), /VpcEndpoint-Hours$/)).toBe(6);
});

test('who goes out by the NAT gateway of another zone pays for the way there, too', async () => {
  expect(await used(jobs(), BETWEEN)).toBe(0);
  const elsewhere = jobs({ natGateways: [{ availabilityZone: 'us-east-1b' }] });
  expect(await used(elsewhere, BETWEEN)).toBeCloseTo((2 * 24 * 500e6) / GIB, 6);
  const both = jobs({ natGateways: [{ availabilityZone: 'us-east-1b' }, { subnetId: 'subnet-0' }] });
  expect(await used(both, BETWEEN)).toBe(0);
  expect(await used(both, /NatGateway-Hours$/)).toBe(4);
});

test('instances pull what they have not, and keep it', async () => {
  const text = (parts: object) =>
    jobs(
      {
        clusters: [
          { clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large', count: 2, ...parts }] },
        ],
        taskDefinitions: [
          { family: 'job', containerDefinitions: [{ name: 'job', image: ECR, cpu: 2048, memory: 512 }] },
        ],
      },
      ECR,
      '5m',
      { launchType: 'EC2', networkConfiguration: undefined, arrivals: { burst: { at: '1m', count: 6 } } },
    );
  expect(await used(text({}), NAT_BYTES)).toBeCloseTo((2 * 500e6) / GIB, 6);
  const open = { networkInterfaces: [{ associatePublicIpAddress: true }] };
  expect(await used(text(open), NAT_BYTES)).toBe(0);
});

test('pulls are put down to the service whose tasks pull, hours of gateways to nobody', async () => {
  const { costs, cost } = await outcomeOf(
    network({
      natGateways: [{ availabilityZone: 'us-east-1a' }],
      images: { web: { sizeMb: 1000 } },
    }),
  );
  const of = (service: string) =>
    usageIn(
      costs.filter((row) => row.service === service),
      /Nat|Regional/,
    );
  expect(Object.keys(of('web')).sort()).toEqual(['DataTransfer-Regional-Bytes', 'NatGateway-Bytes']);
  expect(of('')).toEqual({ 'NatGateway-Hours': 2 });
  expect(of('web')['NatGateway-Bytes']).toBeCloseTo(4e9 / GIB, 6);
  expect(cost.byUsageType['NatGateway-Bytes']).toBeCloseTo((4e9 / GIB) * 0.045, 9);
});
