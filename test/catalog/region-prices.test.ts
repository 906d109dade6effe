import { expect, test } from 'vitest';
import { REGION_MODULES } from '../../src/catalog/data/regions.ts';
import { loadInstanceTypes } from '../../src/catalog/instance-types.ts';
import { loadRegionPrices, REGIONS, type RegionPrices } from '../../src/catalog/region-prices.ts';
import { formatRate, parseRate } from '../../src/units/money.ts';

const ISO_DATE = /^20\d\d-\d\d-\d\d$/;

const types = await loadInstanceTypes();
const regions = (await Promise.all(REGIONS.map(loadRegionPrices))) as RegionPrices[];
const further = await Promise.all(
  regions.map(async ({ region, fargate }) => {
    const { furtherFargate } = await REGION_MODULES[region]!();
    return { region, fargate, ...furtherFargate };
  }),
);

test('30 regions, each with a name, prefixes of its own and ISO dates', () => {
  expect(REGIONS.length).toBe(30);
  expect(regions.map(({ region }) => region)).toEqual(REGIONS);
  for (const { region, regionName, usagePrefix, ec2AsOf, ec2SpotAsOf, fargateAsOf } of regions) {
    expect(regionName).toMatch(/^[A-Z].+ \(.+\)$/);
    expect(usagePrefix.fargate).toMatch(/^[A-Z]{2,3}\d?-$/);
    expect(usagePrefix.ec2).toBe(region === 'us-east-1' ? '' : usagePrefix.fargate);
    for (const date of [ec2AsOf, ec2SpotAsOf, fargateAsOf]) expect(date).toMatch(ISO_DATE);
  }
  expect(new Set(regions.map((region) => region.usagePrefix.fargate)).size).toBe(30);
});

test('an unknown region has no prices, whatever its name', async () => {
  for (const name of ['mars-1', '', '__proto__', 'toString']) expect(await loadRegionPrices(name)).toBeNull();
});

test('prices that a person can look up', async () => {
  const [virginia, tokyo] = await Promise.all(['us-east-1', 'ap-northeast-1'].map(loadRegionPrices));
  expect(virginia!.ec2.hourlyPrice('m5.large')).toBe('0.096');
  expect(tokyo!.ec2.hourlyPrice('m5.large')).toBe('0.124');
  expect(virginia!.ec2.hourlyPrice('m5.huge')).toBeUndefined();
  expect(virginia!.fargate).toEqual({
    X86_64: { vcpuHour: '0.04048', gbHour: '0.004445', derived: false },
    ARM64: { vcpuHour: '0.03238', gbHour: '0.00356', derived: false },
    ephemeralGbHour: '0.000111',
    ephemeralDerived: false,
  });
});

test('every price of an instance is above zero, reads exactly and belongs to a known type', () => {
  const wrong = regions.flatMap(({ region, ec2 }) =>
    ec2.types
      .filter((type) => !isPrice(ec2.hourlyPrice(type)!) || types.find(type) === undefined)
      .map((type) => `${region} ${type}`),
  );
  expect(wrong).toEqual([]);
  expect(regions.filter(({ ec2 }) => ec2.types.length === 0).map(({ region }) => region)).toEqual([
    'us-gov-east-1',
    'us-gov-west-1',
  ]);
});

test("Spot is a part of On-Demand, the typical one where the region's is not known", async () => {
  const { ec2 } = (await loadRegionPrices('us-east-1'))!;
  // 34 % of 0.096.
  expect(ec2.spotPrice('m5.large')).toEqual({ hourlyPrice: '0.03264', derived: false });
  expect(ec2.spotPrice('m5.huge')).toBeUndefined();
  const known = regions.flatMap((region) => region.ec2.types.map((type) => region.ec2.spotPrice(type)!));
  expect(known.filter(({ derived }) => !derived).length).toBe(8754);
  for (const { region, ec2: each } of regions)
    for (const type of each.types) {
      const { hourlyPrice, derived } = each.spotPrice(type)!;
      const [spot, onDemand] = [parseRate(hourlyPrice), parseRate(each.hourlyPrice(type)!)];
      const ratio = Number(spot) / Number(onDemand);
      expect(ratio > 0 && ratio <= 1, `${region} ${type}`).toBe(true);
      if (derived) expect(ratio).toBeCloseTo(0.35, 3);
    }
});

test('every price of Fargate is above zero and reads exactly; what a rule gave obeys it', () => {
  expect(regions.filter(({ fargate }) => fargate !== null).length).toBe(22);
  for (const { region, fargate } of regions) {
    if (fargate === null) continue;
    const { X86_64, ARM64, ephemeralGbHour } = fargate;
    for (const price of [X86_64.vcpuHour, X86_64.gbHour]) expect(isPrice(price), region).toBe(true);
    expect(X86_64.derived).toBe(false);
    if (ephemeralGbHour !== null) expect(isPrice(ephemeralGbHour), region).toBe(true);
    if (ARM64 === null) continue;
    for (const price of [ARM64.vcpuHour, ARM64.gbHour]) expect(isPrice(price), region).toBe(true);
    if (ARM64.derived) expectRatio(ARM64, X86_64, 0.8, 0.8);
  }
});

test('Windows costs 1.15 times Linux and the licence; Spot and Savings Plans cost less than On-Demand', () => {
  for (const { region, fargate, windows, spot, computeSavingsPlans } of further) {
    if (fargate === null) expect(windows, region).toBeNull();
    else {
      expectRatio(windows!, fargate.X86_64, 1.15, 1.15);
      expect(windows!.osVcpuHour).toBe('0.046');
    }
    for (const { architecture, ...price } of [...spot, ...computeSavingsPlans]) {
      if (price.asOf !== null) expect(price.asOf).toMatch(ISO_DATE);
      if (fargate === null) continue;
      const [least, most] = 'term' in price ? [0.48, 0.81] : [0.29, 0.4];
      expectRatio(price, fargate[architecture]!, least, most);
    }
  }
  expect(further.filter(({ spot }) => spot.length > 0).length).toBe(21);
  expect(further.flatMap(({ computeSavingsPlans }) => computeSavingsPlans).length).toBe(4);
});

test('in one family and region the price grows in step with the size, but for accelerators and metal', () => {
  const wrong = regions.flatMap(({ region, ec2 }) => {
    const perUnit = new Map<string, number>();
    return ec2.types
      .filter((type) => {
        const [family, size] = type.split('.') as [string, string];
        if (types.find(type)!.gpus > 0 || ACCELERATED.has(family) || size.startsWith('metal')) return false;
        const price = Number(ec2.hourlyPrice(type)) / unitsOf(size);
        const known = perUnit.get(family) ?? price;
        perUnit.set(family, known);
        return Math.abs(price / known - 1) > ROUNDING;
      })
      .map((type) => `${region} ${type}`);
  });
  expect(wrong).toEqual([]);
});

/** Prices of the smallest sizes are rounded by this part at most. */
const ROUNDING = 0.02;
/** Families with Inferentia and Trainium, which ECS does not count as GPUs. */
const ACCELERATED = new Set(['inf1', 'inf2', 'trn1']);
const SMALL_SIZES: Readonly<Record<string, number>> = {
  nano: 1,
  micro: 2,
  small: 4,
  medium: 8,
  large: 16,
  xlarge: 32,
};

/** AWS's normalization factor of a size, in quarters: nano is 1, xlarge 32, 12xlarge 384. */
function unitsOf(size: string): number {
  return SMALL_SIZES[size] ?? Number.parseInt(size, 10) * 32;
}

function isPrice(price: string): boolean {
  const rate = parseRate(price);
  return rate > 0n && formatRate(rate) === price;
}

interface Price {
  readonly vcpuHour: string;
  readonly gbHour: string;
}

/** Both prices are between `least` and `most` times the other's, to the thousandth that rounding takes. */
function expectRatio(price: Price, other: Price, least: number, most: number): void {
  for (const of of ['vcpuHour', 'gbHour'] as const) {
    const ratio = Number(price[of]) / Number(other[of]);
    expect(ratio).toBeGreaterThan(least - 0.001);
    expect(ratio).toBeLessThan(most + 0.001);
  }
}
