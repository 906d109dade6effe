import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewestInstances } from '../../../src/analysis/packing/fewest-instances.ts';
import { FleetCapacity, fleetBound } from '../../../src/analysis/packing/fleet-bound.ts';
import { dualFeasibleBound, l1Bound, l2Bound } from '../../../src/analysis/packing/scalar-bounds.ts';
import { vectorBound } from '../../../src/analysis/packing/vector-bound.ts';
import { fewestBins, fewestOfFleet } from '../../oracles/fewest-bins.ts';
import { boxes, counted, toVector } from './packing-support.ts';

const line = fc.record({
  sizes: fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 8 }),
  capacity: fc.constantFrom(24, 25, 30),
});

test('L2 sees that large items leave room for nothing, where the sum does not', () => {
  const sizes = counted([6, 6, 6, 5]);
  expect([l1Bound(sizes, 10), l2Bound(sizes, 10)]).toEqual([3, 4]);
});

test('L2 of nine items of the textbook (Martello and Toth 1990, chapter 8)', () => {
  const sizes = counted([70, 60, 50, 33, 33, 33, 11, 7, 3]);
  expect([l1Bound(sizes, 100), l2Bound(sizes, 100)]).toEqual([3, 4]);
});

test('rounding to parts of a bin sees what L2 does not: of what is over a third, two fill a bin', () => {
  const sizes = [{ size: 34, count: 5 }];
  expect([l2Bound(sizes, 100), dualFeasibleBound(sizes, 100)]).toEqual([2, 3]);
});

test('on a line: L1, L2 and L2 of rounded sizes, each at least the one before, none above the optimum', () => {
  fc.assert(
    fc.property(line, ({ sizes, capacity }) => {
      const each = counted(sizes);
      const optimum = fewestBins(
        sizes.map((size) => [size]),
        [capacity],
      );
      const bounds = [
        l1Bound(each, capacity),
        l2Bound(each, capacity),
        dualFeasibleBound(each, capacity),
        optimum,
      ];
      expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    }),
    { numRuns: 500, seed: 21 },
  );
});

test('equal items counted together or one by one give the same', () => {
  fc.assert(
    fc.property(line, fc.integer({ min: 1, max: 5 }), ({ sizes, capacity }, count) => {
      const together = sizes.map((size) => ({ size, count }));
      const apart = sizes.flatMap((size) => counted(Array.from({ length: count }, () => size)));
      expect(dualFeasibleBound(together, capacity)).toBe(dualFeasibleBound(apart, capacity));
    }),
    { numRuns: 200, seed: 22 },
  );
});

test('of several resources: never above the optimum, and never less for one item more', () => {
  let exact = 0;
  fc.assert(
    fc.property(boxes(7), ({ items, bin }) => {
      const bound = vectorBound(counted(items), bin);
      const optimum = fewestBins(items.map(toVector), toVector(bin));
      expect(bound).toBeLessThanOrEqual(optimum);
      expect(vectorBound(counted(items.slice(1)), bin)).toBeLessThanOrEqual(bound);
      if (bound === optimum) exact++;
    }),
    { numRuns: 500, seed: 23 },
  );
  // A bound of nothing would pass the rest.
  expect(exact).toBeGreaterThan(450);
});

test('conflicts between two resources count: these pairs fit by either, but not by both', () => {
  const bin = { cpu: 10, memory: 10, gpu: 0 };
  const items = [
    { size: { cpu: 7, memory: 1, gpu: 0 }, count: 3 },
    { size: { cpu: 4, memory: 6, gpu: 0 }, count: 2 },
  ];
  expect(
    l2Bound(
      [
        { size: 7, count: 3 },
        { size: 4, count: 2 },
      ],
      10,
    ),
  ).toBe(4);
  expect(vectorBound(items, bin)).toBe(5);
});

test('an item larger than a bin is refused with both sizes', () => {
  expect(() => vectorBound(counted([{ cpu: 3, memory: 1, gpu: 0 }]), { cpu: 2, memory: 9, gpu: 0 })).toThrow(
    'vectorBound: expected items that fit into 2 CPU units, 9 MiB and 0 GPUs, received 3 CPU units, 1 MiB and 0 GPUs.',
  );
});

const fleets = fc
  .array(
    fc.record({
      cpu: fc.integer({ min: 1, max: 8 }),
      memory: fc.integer({ min: 1, max: 8 }),
      gpu: fc.nat(1),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .chain((fleet) =>
    fc.record({
      fleet: fc.constant(fleet),
      tasks: fc.array(
        fc
          .constantFrom(...fleet)
          .chain(({ cpu, memory, gpu }) =>
            fc.record({ cpu: fc.nat(cpu), memory: fc.nat(memory), gpu: fc.nat(gpu) }),
          ),
        { maxLength: 5 },
      ),
    }),
  );

test('instances of several sizes: never above the fewest that hold the tasks', () => {
  let exact = 0;
  fc.assert(
    fc.property(fleets, ({ fleet, tasks }) => {
      const fewest = fewestOfFleet(tasks.map(toVector), fleet.map(toVector));
      const bound = fleetBound(counted(tasks), counted(fleet));
      expect(bound).toBeLessThanOrEqual(fewest);
      if (bound === fewest) exact++;
      const { lowerBound, optimum } = fewestInstances(counted(tasks), counted(fleet));
      expect(lowerBound).toBeLessThanOrEqual(fewest);
      if (optimum !== null && fewest < Number.POSITIVE_INFINITY) expect(optimum).toBe(fewest);
    }),
    { numRuns: 600, seed: 24 },
  );
  expect(exact).toBeGreaterThan(300);
});

test('a fleet gives its largest instances first; of an ideal one there are always more', () => {
  const size = (memory: number) => ({ cpu: 0, memory, gpu: 0 });
  const fixed = new FleetCapacity([
    { size: size(10), count: 2 },
    { size: size(30), count: 1 },
  ]);
  expect([0, 1, 30, 31, 40, 41, 50, 51].map((memory) => fixed.instancesFor('memory', memory))).toEqual([
    0,
    1,
    1,
    2,
    2,
    3,
    3,
    Number.POSITIVE_INFINITY,
  ]);
  const ideal = new FleetCapacity([{ size: size(10), count: Number.POSITIVE_INFINITY }]);
  expect(ideal.instancesFor('memory', 1_000_001)).toBe(100_001);
});
