import { expect, test } from 'vitest';
import { complaintsOf, load, smallWorkload } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;
const NET = {
  family: 'job',
  networkMode: 'awsvpc',
  containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, memory: 1024 }],
};
const A = { subnetId: 'subnet-a', availabilityZone: 'us-east-1a', cidrBlock: '10.0.0.0/24' };
const B = { subnetId: 'subnet-b', availabilityZone: 'us-east-1b', availableIpAddressCount: 7 };

const text = (subnets: unknown, named: readonly string[] | null, workload: Parts = {}) =>
  smallWorkload(
    {
      ...(named === null ? {} : { networkConfiguration: { awsvpcConfiguration: { subnets: named } } }),
      ...workload,
    },
    { taskDefinitions: [NET], ...(subnets === undefined ? {} : { subnets }) },
  );
const complaints = (...given: Parameters<typeof text>) => complaintsOf(text(...given));

test('a subnet has the addresses that are free, else its block without the five that AWS keeps', async () => {
  const { subnets, workloads } = await load(text([A, B], ['subnet-b', 'subnet-a', 'subnet-b']));
  expect(subnets).toEqual([
    { subnetId: 'subnet-a', availabilityZone: 'us-east-1a', addresses: 251 },
    { subnetId: 'subnet-b', availabilityZone: 'us-east-1b', addresses: 7 },
  ]);
  expect(workloads[0]!.subnets).toEqual([1, 0]);
  const sizes = ['10.0.0.0/16', '10.0.0.0/28'].map((cidrBlock, i) => ({
    ...A,
    subnetId: `s${i}`,
    cidrBlock,
  }));
  expect((await load(text(sizes, ['s0']))).subnets.map(({ addresses }) => addresses)).toEqual([65_531, 11]);
});

test('what DescribeSubnets prints can be pasted', async () => {
  const described = {
    Subnets: [
      {
        SubnetId: 'subnet-a',
        AvailabilityZone: 'us-east-1a',
        AvailabilityZoneId: 'use1-az1',
        AvailableIpAddressCount: 100,
        CidrBlock: '10.0.0.0/24',
        State: 'available',
        VpcId: 'vpc-1',
        MapPublicIpOnLaunch: false,
        Ipv6Native: false,
        Tags: [],
      },
    ],
  };
  const arn = 'arn:aws:ec2:us-east-1:123456789012:subnet/subnet-a';
  const scenario = await load(text(described, [arn]));
  expect(scenario.subnets).toEqual([
    { subnetId: 'subnet-a', availabilityZone: 'us-east-1a', addresses: 100 },
  ]);
  expect(scenario.workloads[0]!.subnets).toEqual([0]);
});

test('without the section tasks run anywhere, and one warning says that names have no effect', async () => {
  const { subnets, workloads, warnings } = await load(text(undefined, ['subnet-1', 'subnet-2']));
  expect({ subnets, of: workloads[0]!.subnets }).toEqual({ subnets: [], of: null });
  expect(warnings).toEqual([
    {
      code: 'subnets-without-effect',
      message:
        'Workloads name subnets without effect here (subnet-1, subnet-2): without a section `subnets` their tasks may lie in any zone and always find an address.',
      count: 2,
      firstAt: '',
    },
  ]);
  expect((await load(text(undefined, null))).warnings).toEqual([]);
});

test('with the section awsvpc tasks must name subnets of it', async () => {
  expect(await complaints([A], null)).toEqual([
    "workloads[0].networkConfiguration: expected `awsvpcConfiguration` with the subnets of a task in network mode awsvpc, received nothing. AWS: InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
  ]);
  expect(await complaints([A], ['subnet-c'])).toEqual([
    'workloads[0].networkConfiguration.awsvpcConfiguration.subnets[0]: expected a subnet of this scenario (subnet-a), received "subnet-c". Did you mean subnet-a?',
  ]);
  expect(await complaints([], ['subnet-c'])).toHaveLength(1);
});

test.each([
  [
    [{ ...A, cidrBlock: '10.0.0.0/29' }],
    'subnets[0].cidrBlock: expected an IPv4 block from /16 to /28, such as 10.0.1.0/24, received "10.0.0.0/29".',
  ],
  [
    [{ ...A, cidrBlock: '10.0.0.256/24' }],
    'subnets[0].cidrBlock: expected an IPv4 block from /16 to /28, such as 10.0.1.0/24, received "10.0.0.256/24".',
  ],
  [
    [{ ...A, cidrBlock: undefined }],
    'subnets[0]: expected `cidrBlock` or `availableIpAddressCount`, received neither.',
  ],
  [
    [{ ...A, availableIpAddressCount: 252 }],
    'subnets[0].availableIpAddressCount: expected at most 251, which is what 10.0.0.0/24 has without the 5 that AWS keeps, received 252.',
  ],
  [
    [{ ...A, availabilityZone: 'eu-west-1a' }],
    'subnets[0].availabilityZone: expected an Availability Zone of us-east-1 (us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f), received "eu-west-1a".',
  ],
  [[A, A], 'subnets[1].subnetId: expected a name that no other has, received "subnet-a" once more.'],
  [
    [{ ...A, ipv6Native: true }],
    'subnets[0].ipv6Native: expected a key that is modelled, received `ipv6Native`, which is not modelled yet.',
  ],
])('%j is refused', async (subnets, complaint) => {
  expect(await complaints(subnets, ['subnet-a'])).toEqual([complaint]);
});

test('a section that cannot be read makes no reference wrong', async () => {
  expect(await complaints('all', ['subnet-x'])).toEqual(['subnets: expected a list, received "all".']);
});
