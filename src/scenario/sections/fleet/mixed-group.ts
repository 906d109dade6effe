import { TYPICAL_EC2_SPOT_PERCENT } from '../../../catalog/defaults.ts';
import { ONE_DEPTH } from '../../../catalog/fleet-defaults.ts';
import type { InstancesDistribution } from '../../../policies/fleet/mixed-group.ts';
import { unitPrice } from '../../../policies/fleet/weights.ts';
import { formatRate, parseRate } from '../../../units/money.ts';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import type { GroupConfiguration, LaunchOption } from '../../group-spec.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ContainerInstanceSpec } from '../../scenario.ts';
import { listPrice } from '../instance-price.ts';
import type { StatedDistribution, StatedPolicy } from './mixed-instances-schema.ts';

/** A type that a group can launch. */
interface LaunchType {
  /** On-Demand. */
  readonly instances: ContainerInstanceSpec;
  readonly weight: number | undefined;
  readonly spotPrice: string | undefined;
  /** Where it is stated. */
  readonly path: Path;
}

/** What CreateAutoScalingGroup takes where nothing is said; Spot only below a percentage of 100. */
const DEFAULTS: InstancesDistribution = {
  onDemandAllocationStrategy: 'prioritized',
  onDemandBaseCapacity: 0,
  onDemandPercentageAboveBaseCapacity: 100,
  spotAllocationStrategy: 'lowest-price',
  spotInstancePools: 2,
};

/** The types of a group by every purchase option that its distribution can ask for (scaling: ). */
export function resolveMixedGroup(
  types: readonly LaunchType[],
  { instancesDistribution: stated = {} }: StatedPolicy,
  path: Path,
  context: LoadContext,
): GroupConfiguration | null {
  const { findings } = context;
  const at: Path = [...path, 'mixedInstancesPolicy', 'instancesDistribution'];
  checkWeights(types, findings);
  checkSpotPools(stated, at, findings);
  const distribution = distributionOf(stated);
  const { onDemandBaseCapacity: base, onDemandPercentageAboveBaseCapacity: percentage } = distribution;
  const onDemand = base > 0 || percentage > 0 ? types.map((type, i) => onDemandPool(type, i, context)) : [];
  const spot = percentage < 100 ? types.map((type, i) => spotPool(type, i, context)) : [];
  const pools = [...onDemand, ...spot];
  if (pools.some((pool) => pool === null)) return null;
  const found = (pools as Found[]).filter(({ pool }) => isWithin(pool, stated.spotMaxPrice));
  if (spot.length > 0 && found.every(({ pool }) => !pool.isSpot))
    findings.warn(
      'spot-max-price',
      `No type of Auto Scaling group ${types[0]!.instances.name} costs as little as spotMaxPrice, ${stated.spotMaxPrice} USD: it will have no Spot Instances, and no others in their place.`,
    );
  if (found.length === 0) {
    findings.add([...at, 'spotMaxPrice'], 'a price that some type is to be had for', stated.spotMaxPrice!);
    return null;
  }
  return {
    options: found.map(({ option }) => option),
    mixed: { distribution, pools: found.map(({ pool }) => pool) },
  };
}

type GroupPools = NonNullable<GroupConfiguration['mixed']>['pools'];

interface Found {
  readonly option: LaunchOption;
  readonly pool: GroupPools[number];
}

function distributionOf(stated: StatedDistribution): InstancesDistribution {
  const { spotMaxPrice: _, ...others } = stated;
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}

function onDemandPool(type: LaunchType, priority: number, context: LoadContext): Found | null {
  const { instances, weight = 1 } = type;
  const price = onDemandPrice(instances, context);
  return price === null ? null : found({ instances, weight }, price, price, priority);
}

/** The same instances as Spot: at the price that is stated, else at the region's. */
function spotPool(type: LaunchType, priority: number, context: LoadContext): Found | null {
  const { instances, weight = 1 } = type;
  const listPrice = onDemandPrice(instances, context);
  const price = type.spotPrice ?? catalogueSpotPrice(type, context);
  if (listPrice === null || price === null) return null;
  const spot = { onDemandPrice: listPrice };
  return found({ instances: { ...instances, hourlyPrice: price, spot }, weight }, price, listPrice, priority);
}

function found(option: LaunchOption, price: string, listPrice: string, priority: number): Found {
  const pool = {
    weight: option.weight,
    price: Number(parseRate(price)),
    onDemandPrice: Number(parseRate(listPrice)),
    priority,
    depth: ONE_DEPTH,
    isSpot: option.instances.spot !== null,
  };
  return { option, pool };
}

/** `null`: none is known, which is a problem that has been told. */
function onDemandPrice(
  { ec2InstanceType, hourlyPrice, osFamily }: ContainerInstanceSpec,
  { prices }: LoadContext,
): string | null {
  if (hourlyPrice !== null || prices === null) return hourlyPrice;
  return listPrice(prices, ec2InstanceType!, osFamily) ?? null;
}

/** The region's discount on the type with Linux, else the typical one, with a warning; Windows costs what it costs On-Demand on top (billing:E5). */
function catalogueSpotPrice({ instances, path }: LaunchType, context: LoadContext): string | null {
  const { prices, region, findings } = context;
  const { ec2InstanceType, osFamily } = instances;
  if (prices === null) return null;
  const price = prices.ec2.spotPrice(ec2InstanceType!);
  const [linux, list] = [
    prices.ec2.hourlyPrice(ec2InstanceType!),
    listPrice(prices, ec2InstanceType!, osFamily),
  ];
  if (price === undefined || linux === undefined || list === undefined) {
    const expected = `the price of ${ec2InstanceType} as Spot in ${region}, which is not known`;
    findings.add([...path, 'spotPrice'], expected, 'nothing');
    return null;
  }
  if (price.derived) warnOfPrice(`${ec2InstanceType} as Spot in ${region}`, findings);
  return formatRate(parseRate(price.hourlyPrice) + parseRate(list) - parseRate(linux));
}

function warnOfPrice(what: string, findings: Findings): void {
  const message = `No discount is known for ${what}: it is billed at the typical one (${TYPICAL_EC2_SPOT_PERCENT} % of On-Demand).`;
  if (findings.warnings.every((warning) => warning.message !== message))
    findings.warn('price-derived', message);
}

/** Whether it is On-Demand, or its unit costs no more than it may (scaling: ). */
function isWithin({ isSpot, price, weight }: GroupPools[number], spotMaxPrice: string | undefined): boolean {
  if (!isSpot || spotMaxPrice === undefined) return true;
  return unitPrice(price, weight) <= Number(parseRate(spotMaxPrice));
}

function checkWeights(types: readonly LaunchType[], findings: Findings): void {
  if (types.every(({ weight }) => weight === undefined)) return;
  for (const { weight, path } of types)
    if (weight === undefined)
      findings.add([...path, 'weightedCapacity'], 'a weight, as other overrides have one', 'nothing');
}

/** CreateAutoScalingGroup takes it with `lowest-price` only. */
function checkSpotPools(
  { spotAllocationStrategy = DEFAULTS.spotAllocationStrategy, spotInstancePools }: StatedDistribution,
  path: Path,
  findings: Findings,
): void {
  if (spotInstancePools !== undefined && spotAllocationStrategy !== 'lowest-price')
    findings.add(
      [...path, 'spotInstancePools'],
      `no \`spotInstancePools\` beside ${spotAllocationStrategy}: only lowest-price has them`,
      describeValue(spotInstancePools),
    );
}
