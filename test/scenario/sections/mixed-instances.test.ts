import { expect, test } from 'vitest';
import { fleet } from '../../support/fleet.ts';
import { complaintsOf, load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const TWO = [{ instanceType: 'm5.large' }, { instanceType: 'm5.xlarge' }];

/** A group of no capacity provider with a policy. */
function mixed(
  overrides: readonly Parts[] | undefined,
  instancesDistribution: Parts = {},
  group: Parts = {},
): string {
  return small({
    autoScalingGroups: [
      {
        autoScalingGroupName: 'batch',
        minSize: 1,
        maxSize: 10,
        mixedInstancesPolicy: { launchTemplate: { overrides }, instancesDistribution },
        ...group,
      },
    ],
  });
}

const policyOf = async (text: string) => (await load(text)).autoScalingGroups[0]!.configurations[0]!;
const AT = 'autoScalingGroups[0].mixedInstancesPolicy';

test('what CreateAutoScalingGroup takes where nothing is said: On-Demand only, in the order of the overrides', async () => {
  const { options, mixed: policy } = await policyOf(mixed(TWO));
  expect(options).toEqual([
    { weight: 1, instances: expect.objectContaining({ name: 'batch', countedAs: 'm5.large', spot: null }) },
    { weight: 1, instances: expect.objectContaining({ name: 'batch', countedAs: 'm5.xlarge', spot: null }) },
  ]);
  expect(policy!.distribution).toEqual({
    onDemandAllocationStrategy: 'prioritized',
    onDemandBaseCapacity: 0,
    onDemandPercentageAboveBaseCapacity: 100,
    spotAllocationStrategy: 'lowest-price',
    spotInstancePools: 2,
  });
});

test('Windows costs its licence On-Demand and as Spot', async () => {
  const windows = { attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' } };
  const { mixed: policy } = await policyOf(mixed(TWO, { onDemandPercentageAboveBaseCapacity: 50 }, windows));
  // With Linux 0.096 and 0.192, as Spot 0.03264 and 0.06528; 0.046 a vCPU on top.
  expect(policy!.pools.map(({ isSpot, price }) => [isSpot, price])).toEqual([
    [false, 1_880_000_000],
    [false, 3_760_000_000],
    [true, 1_246_400_000],
    [true, 2_492_800_000],
  ]);
});

test('with a percentage below 100 each type comes as Spot, too, at the discount of the region', async () => {
  const half = { onDemandPercentageAboveBaseCapacity: 50 };
  const { options, mixed: policy } = await policyOf(mixed(TWO, half));
  const spot = options.filter(({ instances }) => instances.spot !== null);
  // 34 % of 0.096 and of 0.192.
  expect(spot.map(({ instances }) => [instances.hourlyPrice, instances.spot])).toEqual([
    ['0.03264', { onDemandPrice: '0.096' }],
    ['0.06528', { onDemandPrice: '0.192' }],
  ]);
  expect(policy!.pools.map(({ isSpot, price, priority }) => [isSpot, price, priority])).toEqual([
    [false, 960_000_000, 0],
    [false, 1_920_000_000, 1],
    [true, 326_400_000, 0],
    [true, 652_800_000, 1],
  ]);
  const none = { onDemandPercentageAboveBaseCapacity: 0 };
  expect((await policyOf(mixed(TWO, none))).options).toHaveLength(2);
  expect((await policyOf(mixed(TWO, { ...none, onDemandBaseCapacity: 1 }))).options).toHaveLength(4);
});

test('weights and prices of an override, as AWS writes them and as numbers', async () => {
  const overrides = [
    { instanceType: 'm5.large', weightedCapacity: '2', hourlyPrice: 0.5, spotPrice: 0.1 },
    { instanceType: 'm5.xlarge', weightedCapacity: 4 },
  ];
  const { options } = await policyOf(mixed(overrides, { onDemandPercentageAboveBaseCapacity: 50 }));
  expect(options.map(({ weight, instances }) => [weight, instances.hourlyPrice])).toEqual([
    [2, '0.5'],
    [4, null],
    [2, '0.1'],
    [4, '0.06528'],
  ]);
});

test("without overrides it is the group's own type", async () => {
  const { options } = await policyOf(
    mixed(undefined, { onDemandPercentageAboveBaseCapacity: 50 }, { instanceType: 'm5.large' }),
  );
  expect(options.map(({ instances }) => [instances.countedAs, instances.spot !== null])).toEqual([
    ['m5.large', false],
    ['m5.large', true],
  ]);
});

test('a type whose discount is not known is told of', async () => {
  const { warnings } = await load(
    mixed([{ instanceType: 'p4d.24xlarge' }, { instanceType: 't2.nano' }], {
      onDemandPercentageAboveBaseCapacity: 0,
    }),
  );
  expect(warnings.filter(({ code }) => code === 'price-derived').map(({ message }) => message)).toEqual([
    'No discount is known for t2.nano as Spot in us-east-1: it is billed at the typical one (35 % of On-Demand).',
  ]);
});

test.each<[string, string, string]>([
  [
    'a type twice',
    mixed([...TWO, { instanceType: 'm5.large' }]),
    `${AT}.launchTemplate.overrides[2].instanceType: expected a type that no other override has, received "m5.large" once more.`,
  ],
  [
    'an unknown type',
    mixed([{ instanceType: 'm5.lrge' }]),
    `${AT}.launchTemplate.overrides[0].instanceType: expected an EC2 instance type of the catalogue, received "m5.lrge". Did you mean m5.large?`,
  ],
  [
    'attributes in place of types',
    mixed([{ instanceType: 'm5.large', instanceRequirements: { vCpuCount: { min: 2 } } }]),
    `${AT}.launchTemplate.overrides[0].instanceRequirements: expected a key that is modelled, received \`instanceRequirements\`, which is not modelled yet. Name the types instead: an override with \`instanceType\` for each.`,
  ],
  [
    'an override without a type',
    mixed([{ spotPrice: 0.1 }]),
    `${AT}.launchTemplate.overrides[0].instanceType: expected the name of an EC2 instance type, received nothing.`,
  ],
  [
    'no type at all',
    mixed(undefined),
    'autoScalingGroups[0].instanceType: expected `instanceType`, or `overrides` of the policy with a type each, received neither.',
  ],
  [
    'a type beside overrides',
    mixed(TWO, {}, { instanceType: 'm5.large' }),
    'autoScalingGroups[0].instanceType: expected no `instanceType` beside `overrides`, which say it type by type, received "m5.large".',
  ],
  [
    'a weight of some',
    mixed([{ instanceType: 'm5.large', weightedCapacity: 1 }, { instanceType: 'm5.xlarge' }]),
    `${AT}.launchTemplate.overrides[1].weightedCapacity: expected a weight, as other overrides have one, received nothing.`,
  ],
  [
    'a weight that AWS does not take',
    mixed([{ instanceType: 'm5.large', weightedCapacity: '1000' }]),
    `${AT}.launchTemplate.overrides[0].weightedCapacity: expected an integer from 1 to 999, received "1000".`,
  ],
  [
    'weights of a capacity provider',
    fleet({
      instanceType: undefined,
      mixedInstancesPolicy: {
        launchTemplate: { overrides: [{ instanceType: 'm5.large', weightedCapacity: 2 }] },
      },
    }),
    `${AT}.launchTemplate.overrides[0].weightedCapacity: expected no weights in the group of a capacity provider, fleet: ECS does not support them, received 2.`,
  ],
  [
    'pools without lowest-price',
    mixed(TWO, { spotAllocationStrategy: 'capacity-optimized', spotInstancePools: 3 }),
    `${AT}.instancesDistribution.spotInstancePools: expected no \`spotInstancePools\` beside capacity-optimized: only lowest-price has them, received 3.`,
  ],
  [
    'nothing but Spot that costs more than it may',
    mixed(TWO, { onDemandPercentageAboveBaseCapacity: 0, spotMaxPrice: 0.001 }),
    `${AT}.instancesDistribution.spotMaxPrice: expected a price that some type is to be had for, received 0.001.`,
  ],
  [
    'Spot of Windows without a known licence',
    mixed(
      [{ instanceType: 'c7i.large', hourlyPrice: 0.2 }],
      { onDemandPercentageAboveBaseCapacity: 0 },
      { attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' } },
    ),
    `${AT}.launchTemplate.overrides[0].spotPrice: expected the price of c7i.large as Spot in us-east-1, which is not known, received nothing.`,
  ],
  [
    'credits without a burstable type',
    mixed(TWO, {}, { creditSpecification: { cpuCredits: 'standard' } }),
    'autoScalingGroups[0].creditSpecification.cpuCredits: expected a burstable type among the overrides, received "standard".',
  ],
])('%s is refused', async (_what, text, complaint) => {
  expect(await complaintsOf(text)).toEqual([complaint]);
});
