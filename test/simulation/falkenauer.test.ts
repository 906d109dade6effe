import { expect, test } from 'vitest';
import { branchAndBound } from '../../src/analysis/packing/branch-and-bound.ts';
import { dualFeasibleBound, l1Bound, l2Bound } from '../../src/analysis/packing/scalar-bounds.ts';
import { placementStrategies } from '../../src/policies/placement/registry.ts';
import type { PlacementStrategySpec } from '../../src/scenario/scenario.ts';
import { replay, traceLines } from '../support/replay.ts';

/** One of Falkenauer's 40 instances: items for bins of 150, and what an independent script counted on them. */
interface Instance {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly count: (column: string) => number;
}

const CAPACITY = 150;
const INSTANCES = readInstances();

/** Which strategy is which textbook rule, and whether the largest items come first. */
const RULES: readonly [type: PlacementStrategySpec['type'], column: string, decreasing: boolean][] = [
  ['firstFit', 'first_fit', false],
  ['bestFit', 'best_fit', false],
  ['binpack', 'best_fit', false],
  ['worstFit', 'worst_fit', false],
  ['nextFit', 'next_fit', false],
  ['firstFit', 'ffd', true],
  ['bestFit', 'bfd', true],
  ['binpack', 'bfd', true],
  ['worstFit', 'wfd', true],
];

/** Bins more than the optimum over all 40 instances, which has 7,541: the gap of each rule. */
const GAPS: Readonly<Record<string, string>> = {
  next_fit: '31.6 %',
  first_fit: '5.7 %',
  best_fit: '5.4 %',
  worst_fit: '14.8 %',
  ffd: '1.3 %',
  bfd: '1.3 %',
  wfd: '1.5 %',
};

test('there are 40 instances', () => {
  expect(INSTANCES.length).toBe(40);
  expect(total('optimum')).toBe(7541);
});

test.each(RULES)(
  '%s opens exactly as many bins as %s, and its gap to the optimum is known',
  (type, column, decreasing) => {
    const field = placementStrategies[type].fields.length === 0 ? '' : 'memory';
    let bins = 0;
    for (const { name, sizes, count } of INSTANCES) {
      const order = decreasing ? [...sizes].sort((a, b) => b - a) : sizes;
      const rows = order.map((memory, i) => ({ at: i, durationMs: 1e9, cpu: 1, memory }));
      const { peak } = replay(rows, 100_000, CAPACITY, { type, field });
      expect([name, peak]).toEqual([name, count(column)]);
      bins += peak;
    }
    const optimum = total('optimum');
    expect(`${(((bins - optimum) / optimum) * 100).toFixed(1)} %`).toBe(GAPS[column]);
  },
);

test('the bounds stand in order below the optimum, the optimum below every rule', () => {
  for (const { sizes, count } of INSTANCES) {
    const each = sizes.map((size) => ({ size, count: 1 }));
    const chain = [
      l1Bound(each, CAPACITY),
      l2Bound(each, CAPACITY),
      dualFeasibleBound(each, CAPACITY),
      count('optimum'),
      Math.min(...RULES.map(([, column]) => count(column))),
    ];
    expect(chain).toEqual([...chain].sort((a, b) => a - b));
    expect(chain[0]).toBe(count('ceil_sum'));
  }
});

test('a short search proves the optimum of eight of the ten instances of 120 items, and of none a wrong one', () => {
  const proven: string[] = [];
  for (const { name, sizes, count } of INSTANCES.filter((instance) => instance.name.startsWith('u120'))) {
    const items = sizes.map((memory) => ({ cpu: 0, memory, gpu: 0 }));
    const packing = branchAndBound(items, { cpu: 0, memory: CAPACITY, gpu: 0 }, { nodes: 400_000 });
    expect(packing.lowerBound).toBeLessThanOrEqual(count('optimum'));
    expect(packing.bins).toBeGreaterThanOrEqual(count('optimum'));
    if (packing.proven) proven.push(name);
  }
  expect(proven).toEqual([1, 2, 4, 5, 6, 7, 8, 9].map((n) => `u120_0${n}`));
});

function total(column: string): number {
  return INSTANCES.reduce((sum, { count }) => sum + count(column), 0);
}

function readInstances(): Instance[] {
  const [header, ...lines] = traceLines('bpp-falkenauer-u.csv.gz');
  const columns = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (column: string) => cells[columns.indexOf(column)]!;
    return {
      name: cell('instance'),
      sizes: cell('sizes').split(' ').map(Number),
      count: (column: string) => Number(cell(column)),
    };
  });
}
