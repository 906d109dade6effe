import { expect, test } from 'vitest';
import { cheapestFargateSize, fargateMemoryChoices, isFargateSize } from '../../src/catalog/fargate-sizes.ts';
import { loadInstanceTypes } from '../../src/catalog/instance-types.ts';
import { loadRegionPrices, REGIONS, type RegionPrices } from '../../src/catalog/region-prices.ts';
import { formatRate, parseRate } from '../../src/units/money.ts';

const types = await loadInstanceTypes();
const regions = (await Promise.all(REGIONS.map(loadRegionPrices))) as RegionPrices[];

test('30 regions, each with a name, prefixes and ISO dates', () => {
  expect(REGIONS.length).toBe(30);
  for (const { region, regionName, usagePrefix, ec2AsOf, fargateAsOf } of regions) {
    expect(regionName.length).toBeGreaterThan(5);
    expect(usagePrefix.fargate).toMatch(/^[A-Z]{2,3}[A-Z]?\d?-$/);
    expect(usagePrefix.ec2).toBe(region === 'us-east-1' ? '' : usagePrefix.fargate);
    for (const date of [ec2AsOf, fargateAsOf]) expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
  expect(new Set(regions.map((region) => region.usagePrefix.fargate)).size).toBe(30);
});

test('an unknown region has no prices, whatever its name', async () => {
  for (const name of ['mars-1', '', '__proto__', 'toString']) expect(await loadRegionPrices(name)).toBeNull();
});

test('every price is above zero, reads exactly and belongs to a known type', () => {
  for (const { ec2, fargate } of regions) {
    for (const type of ec2.types) {
      const price = ec2.hourlyPrice(type)!;
      expect(types.find(type), type).toBeDefined();
      expect(parseRate(price) > 0n).toBe(true);
      expect(Number(formatRate(parseRate(price)))).toBe(Number(price));
    }
    if (fargate === null) continue;
    for (const rate of [fargate.X86_64, fargate.ARM64]) {
      if (rate === null) continue;
      expect(parseRate(rate.vcpuHour) > parseRate(rate.gbHour)).toBe(true);
      expect(parseRate(rate.gbHour) > 0n).toBe(true);
    }
  }
});

test('in one family and region the price grows in step with the vCPUs, but for GPUs, metal and a few that are named', () => {
  const exceptions = new Set<string>();
  for (const { ec2 } of regions) {
    const perVcpu = new Map<string, number>();
    for (const name of ec2.types) {
      const type = types.find(name)!;
      const [family, size] = name.split('.') as [string, string];
      if (type.gpus > 0 || size.startsWith('metal') || family.startsWith('t')) continue;
      const price = Number(ec2.hourlyPrice(name)) / type.vcpu;
      const known = perVcpu.get(family) ?? price;
      perVcpu.set(family, known);
      if (Math.abs(price / known - 1) > 0.02) exceptions.add(family);
    }
  }
  expect([...exceptions].sort()).toEqual(FAMILIES_OF_THEIR_OWN);
});

/** Accelerators that are not counted as GPUs, and a family whose largest size has 36 vCPUs. */
const FAMILIES_OF_THEIR_OWN: string[] = ['c4', 'inf1', 'inf2'];

test('types: 807 of them, ARM where Graviton is, memory and vCPUs above zero', () => {
  expect(types.names.length).toBe(807);
  for (const name of types.names) {
    const type = types.find(name)!;
    expect(type.name).toBe(name);
    expect(type.vcpu).toBeGreaterThan(0);
    expect(type.memoryMib).toBeGreaterThanOrEqual(512);
    expect(type.maxEnis).toBeGreaterThanOrEqual(2);
    expect(type.architecture).toBe(/^(a1|t4g|[a-z]+\d+g[a-z]*|[a-z]+\d+gd)\./.test(name) && !/^(gr|g)\d/.test(name) || name.startsWith('g5g') ? 'ARM64' : 'X86_64');
    if (type.measuredMemoryMib !== null) expect(type.measuredMemoryMib).toBeLessThan(type.memoryMib);
  }
  expect(types.find('m5.large')).toEqual({
    name: 'm5.large', vcpu: 2, memoryMib: 8192, measuredMemoryMib: null, architecture: 'X86_64', gpus: 0, maxEnis: 3, trunkedTasks: 10,
  });
  expect(types.find('m5.huge')).toBeUndefined();
});

test("Fargate's sizes: the rows of the table and the cheapest that holds a need", () => {
  expect(fargateMemoryChoices(256)).toEqual([512, 1024, 2048]);
  expect(fargateMemoryChoices(32_768)).toEqual([61_440, 122_880, 249_856]);
  expect(fargateMemoryChoices(300)).toEqual([]);
  expect(isFargateSize(1024, 2048)).toBe(true);
  expect(isFargateSize(1024, 1024)).toBe(false);
  expect(cheapestFargateSize(1024, 1792)).toEqual({ cpu: 1024, memory: 2048 });
  expect(cheapestFargateSize(1, 9000)).toEqual({ cpu: 2048, memory: 9216 });
  expect(cheapestFargateSize(32_769, 1)).toBeNull();
});
