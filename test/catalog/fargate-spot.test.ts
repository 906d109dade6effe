import { expect, test } from 'vitest';
import { fargateSpotPrices } from '../../src/catalog/fargate-spot.ts';
import { loadRegionPrices, REGIONS } from '../../src/catalog/region-prices.ts';

const ON_DEMAND = {
  X86_64: { vcpuHour: '0.04', gbHour: '0.004', derived: false },
  ARM64: { vcpuHour: '0.03', gbHour: '0.003', derived: false },
  ephemeralGbHour: null,
  ephemeralDerived: false,
};
const snapshot = (architecture: 'X86_64' | 'ARM64', vcpuHour: string, gbHour: string) => {
  return { asOf: '2026-09-28', architecture, vcpuHour, gbHour };
};

test('a snapshot is the price; the other architecture has its discount', () => {
  expect(fargateSpotPrices(ON_DEMAND, [snapshot('X86_64', '0.012', '0.0011')])).toEqual({
    X86_64: { vcpuHour: '0.012', gbHour: '0.0011', derived: false, asOf: '2026-09-28', rule: null },
    ARM64: {
      vcpuHour: '0.009',
      gbHour: '0.0009',
      derived: true,
      asOf: null,
      rule: 'the discount on X86_64 there',
    },
  });
});

test('without any snapshot it is 32 % of On-Demand, and without an On-Demand price nothing', () => {
  expect(fargateSpotPrices({ ...ON_DEMAND, ARM64: null }, [])).toEqual({
    X86_64: { vcpuHour: '0.0128', gbHour: '0.00128', derived: true, asOf: null, rule: '32 % of On-Demand' },
    ARM64: null,
  });
  expect(fargateSpotPrices(null, [snapshot('X86_64', '0.012', '0.0011')])).toEqual({
    X86_64: null,
    ARM64: null,
  });
});

test('wherever Fargate has a price Spot has one, between 29 and 40 % of it', async () => {
  for (const region of REGIONS) {
    const { fargate, fargateSpot } = (await loadRegionPrices(region))!;
    for (const architecture of ['X86_64', 'ARM64'] as const) {
      const onDemand = fargate?.[architecture] ?? null;
      const spot = fargateSpot[architecture];
      expect(spot === null).toBe(onDemand === null);
      if (spot === null || onDemand === null) continue;
      for (const of of ['vcpuHour', 'gbHour'] as const) {
        const ratio = Number(spot[of]) / Number(onDemand[of]);
        expect(ratio, `${region} ${architecture}`).toBeGreaterThan(0.29);
        expect(ratio, `${region} ${architecture}`).toBeLessThan(0.4);
      }
    }
  }
});
