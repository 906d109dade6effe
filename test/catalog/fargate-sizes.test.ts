import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cheapestFargateSize,
  FARGATE_CPU_UNITS,
  fargateMemoryChoices,
  isFargateSize,
  nextSmallerFargateSize,
} from '../../src/catalog/fargate-sizes.ts';

/** AWS's table (ecs: ): CPU units, first and last memory (MiB) and how many choices. */
test.each([
  [256, 512, 2048, 3],
  [512, 1024, 4096, 4],
  [1024, 2048, 8192, 7],
  [2048, 4096, 16_384, 13],
  [4096, 8192, 30_720, 23],
  [8192, 16_384, 61_440, 12],
  [16_384, 32_768, 122_880, 12],
  [32_768, 61_440, 249_856, 3],
])('%i CPU units: from %i to %i MiB, %i choices', (cpu, first, last, count) => {
  const choices = fargateMemoryChoices(cpu);
  expect([choices[0], choices.at(-1), choices.length]).toEqual([first, last, count]);
});

test('a size is in the table or it is not', () => {
  expect(FARGATE_CPU_UNITS.length).toBe(8);
  expect(fargateMemoryChoices(300)).toEqual([]);
  expect(isFargateSize(1024, 2048)).toBe(true);
  expect(isFargateSize(1024, 1024)).toBe(false);
  expect(isFargateSize(8192, 17_408)).toBe(false);
  expect(isFargateSize(32_768, 122_880)).toBe(true);
});

test('the cheapest size that holds a need', () => {
  expect(cheapestFargateSize(1024, 1792)).toEqual({ cpu: 1024, memory: 2048 });
  expect(cheapestFargateSize(1, 9000)).toEqual({ cpu: 2048, memory: 9216 });
  expect(cheapestFargateSize(32_769, 1)).toBeNull();
  expect(cheapestFargateSize(1, 249_857)).toBeNull();
});

test('no other size that holds the need costs less', () => {
  const need = fc.record({ cpu: fc.nat(40_000), memory: fc.nat(260_000) });
  fc.assert(
    fc.property(need, ({ cpu, memory }) => {
      const sizes = FARGATE_CPU_UNITS.flatMap((units) =>
        fargateMemoryChoices(units).map((mib) => ({ cpu: units, memory: mib })),
      ).filter((size) => size.cpu >= cpu && size.memory >= memory);
      const price = (size: { cpu: number; memory: number }) => size.cpu * 0.04048 + size.memory * 0.004445;
      const chosen = cheapestFargateSize(cpu, memory);
      if (chosen === null) expect(sizes).toEqual([]);
      else {
        expect(sizes).toContainEqual(chosen);
        expect(price(chosen)).toBe(Math.min(...sizes.map(price)));
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

test.each([
  [1024, 4096, 512, 4096],
  [1024, 8192, 512, 4096],
  [4096, 8192, 2048, 8192],
  [256, 1024, 256, 512],
])('one size below %i units and %i MiB are %i and %i', (cpu, memory, smallerCpu, smallerMemory) => {
  const smaller = nextSmallerFargateSize({ cpu, memory });
  expect(smaller).toMatchObject({ cpu: smallerCpu, memory: smallerMemory });
  expect(smaller!.priceShare).toBeLessThan(1);
});

test('the smallest size has none below, nor what is not in the table', () => {
  expect(nextSmallerFargateSize({ cpu: 256, memory: 512 })).toBeNull();
  expect(nextSmallerFargateSize({ cpu: 300, memory: 512 })).toBeNull();
});
