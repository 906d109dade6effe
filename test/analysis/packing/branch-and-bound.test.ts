import fc from 'fast-check';
import { expect, test } from 'vitest';
import { branchAndBound } from '../../../src/analysis/packing/branch-and-bound.ts';
import { fewestBins, holds } from '../../oracles/fewest-bins.ts';
import { bigEnough, boxes, toVector } from './packing-support.ts';

test('three items that fit in pairs need two bins, and the assignment says which', () => {
  const items = [6, 5, 4].map((memory) => ({ cpu: 0, memory, gpu: 0 }));
  const { nodes, ...packing } = branchAndBound(items, { cpu: 0, memory: 10, gpu: 0 }, { nodes: 100 });
  expect(packing).toEqual({ bins: 2, proven: true, lowerBound: 2, assignment: [0, 1, 0] });
  expect(nodes).toBe(0);
});

test('what takes all CPU and what takes all memory share no bin', () => {
  const items = [
    { cpu: 8, memory: 3, gpu: 0 },
    { cpu: 3, memory: 8, gpu: 0 },
    { cpu: 3, memory: 8, gpu: 0 },
  ];
  const packing = branchAndBound(items, { cpu: 10, memory: 10, gpu: 0 }, { nodes: 0 });
  expect([packing.bins, packing.proven]).toEqual([3, true]);
});

test('no items need no bin, items without size one', () => {
  const bin = { cpu: 1, memory: 1, gpu: 0 };
  const nothing = { cpu: 0, memory: 0, gpu: 0 };
  expect(branchAndBound([], bin, { nodes: 10 }).bins).toBe(0);
  expect(branchAndBound([nothing, nothing], bin, { nodes: 10 })).toMatchObject({ bins: 1, proven: true });
});

test('an item that is larger than a bin is refused', () => {
  const call = () =>
    branchAndBound([{ cpu: 0, memory: 0, gpu: 1 }], { cpu: 5, memory: 5, gpu: 0 }, { nodes: 1 });
  expect(call).toThrow(RangeError);
});

test('it finds what trying everything finds, and the packing holds', () => {
  fc.assert(
    fc.property(fc.oneof(boxes(7), bigEnough(8)), ({ items, bin }) => {
      const packing = branchAndBound(items, bin, { nodes: 1_000_000 });
      expect(packing.proven).toBe(true);
      expect(packing.bins).toBe(fewestBins(items.map(toVector), toVector(bin)));
      expect(new Set(packing.assignment).size).toBe(packing.bins);
      for (let b = 0; b < packing.bins; b++)
        expect(holds(toVector(bin), items.filter((_, i) => packing.assignment[i] === b).map(toVector))).toBe(
          true,
        );
    }),
    { numRuns: 400, seed: 11 },
  );
});

test('with fewer steps it never claims what is not so, and more steps never make it worse', () => {
  fc.assert(
    fc.property(bigEnough(14), fc.integer({ min: 0, max: 60 }), ({ items, bin }, nodes) => {
      const few = branchAndBound(items, bin, { nodes });
      const many = branchAndBound(items, bin, { nodes: 200_000 });
      expect(few.lowerBound).toBeLessThanOrEqual(many.bins);
      expect(few.bins).toBeGreaterThanOrEqual(many.bins);
      if (few.proven) expect(few.bins).toBe(many.bins);
      expect(few.nodes).toBeLessThanOrEqual(nodes + 1);
      expect(branchAndBound(items, bin, { nodes })).toEqual(few);
    }),
    { numRuns: 100, seed: 12 },
  );
});

test('the order of the items does not matter', () => {
  fc.assert(
    fc.property(bigEnough(12), ({ items, bin }) => {
      const forward = branchAndBound(items, bin, { nodes: 500_000 });
      const backward = branchAndBound([...items].reverse(), bin, { nodes: 500_000 });
      expect([backward.bins, backward.proven]).toEqual([forward.bins, forward.proven]);
    }),
    { numRuns: 150, seed: 13 },
  );
});
