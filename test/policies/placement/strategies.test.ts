import { describe, expect, test } from 'vitest';
import { decoded, narrowed, type SpecimenInstance, specimenView } from '../../support/placement.ts';

const TASK = { cpu: 1000, memory: 1000, gpu: 0, group: 0 };

/** What a strategy keeps of these instances for a task of 1,000 and 1,000. */
function kept(
  [type, field]: readonly [type: string, field?: string],
  instances: readonly SpecimenInstance[],
  parts: { lastPlaced?: number; ideal?: boolean; from?: readonly number[] } = {},
): number[] {
  const { from = [...instances.keys()], ...view } = parts;
  return narrowed(specimenView(instances, view), TASK, decoded(type, field), from);
}

const empty = { cpu: 4000, memory: 4000 };
const busy = { ...empty, others: 1 };

describe('nextFit', () => {
  const next = (lastPlaced: number, from: readonly number[], ideal = false) =>
    kept(['nextFit'], [busy, busy, busy, busy, empty], { lastPlaced, from, ideal });

  test('begins at the instance that took the last task, and goes round on a fixed fleet', () => {
    expect(next(-1, [0, 1, 2])).toEqual([0]);
    expect(next(1, [0, 1, 2])).toEqual([1]);
    expect(next(1, [0, 2, 3])).toEqual([2]);
    expect(next(3, [0, 2])).toEqual([0]);
  });

  test('keeps nobody on an ideal fleet when only earlier ones have room, so that one opens', () => {
    expect(next(1, [0, 1, 2], true)).toEqual([1]);
    expect(next(2, [0, 1], true)).toEqual([]);
  });

  test('takes an instance that has just opened, whatever its number', () => {
    const fleet = [busy, empty, busy];
    expect(kept(['nextFit'], fleet, { lastPlaced: 2, from: [0, 1], ideal: true })).toEqual([1]);
  });
});

describe('Kubernetes scores in whole points', () => {
  test('leastAllocated: the mean of what is left with the task there', () => {
    // 50 and 50; 75 and 24; 24 and 75.
    const fleet = [
      { ...empty, cpuFree: 3000, memoryFree: 3000 },
      { ...empty, memoryFree: 1999 },
      { ...empty, cpuFree: 1999 },
    ];
    expect(kept(['leastAllocated'], fleet)).toEqual([0]);
    // 75 and 25, which is 50 as well; 2 MiB less make 24 and a mean of 49.
    expect(kept(['leastAllocated'], [fleet[0]!, { ...empty, memoryFree: 2000 }])).toEqual([0, 1]);
    expect(kept(['leastAllocated'], [fleet[0]!, { ...empty, memoryFree: 1998 }])).toEqual([0]);
  });

  test('less than a point decides nothing', () => {
    const fleet = [
      { ...empty, cpuFree: 3039, memoryFree: 3039 },
      { ...empty, cpuFree: 3000, memoryFree: 3000 },
    ];
    expect(kept(['leastAllocated'], fleet)).toEqual([0, 1]);
    expect(kept(['worstFit', 'cpu'], fleet)).toEqual([0]);
  });

  test('mostAllocated looks at shares, binpack at amounts', () => {
    const small = { cpu: 2000, memory: 2000 };
    const large = { cpu: 16_000, memory: 16_000, cpuFree: 1500, memoryFree: 1500 };
    const half = { cpu: 2000, memory: 2000, cpuFree: 1400, memoryFree: 1400 };
    // 100 and 100 of 2,000 are 50; 15,500 of 16,000 are 96; 1,600 of 2,000 are 80.
    expect(kept(['mostAllocated'], [small, large, half])).toEqual([1]);
    expect(kept(['binpack', 'memory'], [small, large, half])).toEqual([2]);
  });

  test('balancedAllocation: half the difference of the shares', () => {
    // Shares 0.5 and 0.5; 0.5 and 0.25; 0.25 and 0.75.
    const fleet = [
      { ...empty, cpuFree: 3000, memoryFree: 3000 },
      { ...empty, cpuFree: 3000 },
      { ...empty, memoryFree: 2000 },
    ];
    expect(kept(['balancedAllocation'], fleet)).toEqual([0]);
    expect(kept(['balancedAllocation'], fleet, { from: [1, 2] })).toEqual([1]);
  });

  test('a resource that an instance has none of is left out', () => {
    const without = { cpu: 0, memory: 4000 };
    // 75 of memory alone, against 75 and 25.
    expect(kept(['leastAllocated'], [without, { ...empty, cpuFree: 2000 }])).toEqual([0]);
    expect(kept(['balancedAllocation'], [without, { ...empty, cpuFree: 2000 }])).toEqual([0]);
  });
});

describe('topologySpread', () => {
  const zone = (zone: number, ofGroup: number) => ({ ...empty, zone, ofGroup });

  test('an empty instance can win over a zone with one task less, which a chain of spreads never lets happen', () => {
    // ln 4 = 1.39 for two zones, ln 5 = 1.61 for three instances: 3.0, 2.8 and 6.0, which is 3, 3 and 6.
    const few = [zone(0, 1), zone(1, 0), zone(1, 2)];
    expect(kept(['topologySpread', 'ecs.availability-zone'], few)).toEqual([0, 1]);
    const many = [zone(0, 2), zone(1, 0), zone(1, 3), zone(1, 0), zone(1, 0)];
    // ln 7 = 1.95 for five instances: 2.8 + 3.9 where both of zone 0 are, 4.2 where none of zone 1's three is.
    expect(kept(['topologySpread', 'ecs.availability-zone'], many)).toEqual([1, 3, 4]);
    expect(kept(['spread', 'ecs.availability-zone'], many)).toEqual([0]);
  });

  test('instances without the attribute come last; where nobody has it, nobody is ruled out', () => {
    const fleet = [empty, { ...empty, rack: 0, ofGroup: 3 }];
    expect(kept(['topologySpread', 'rack'], fleet)).toEqual([1]);
    expect(kept(['spread', 'rack'], fleet)).toEqual([0]);
    expect(kept(['topologySpread', 'rack'], [empty, busy])).toEqual([0, 1]);
  });
});

test('swarmSpread: fewest of the group, then fewest of all', () => {
  const fleet = [
    { ...empty, ofGroup: 1 },
    { ...empty, others: 2 },
    { ...empty, others: 1 },
  ];
  expect(kept(['swarmSpread'], fleet)).toEqual([2]);
});

test('dominantResource: the smallest largest share that would be left, and no GPU is wasted', () => {
  // 0.75 and 0.25; 0.5 and 0.5.
  const fleet = [
    { ...empty, memoryFree: 2000 },
    { ...empty, cpuFree: 3000, memoryFree: 3000 },
  ];
  expect(kept(['dominantResource'], fleet)).toEqual([1]);
  const withGpu = { ...empty, gpu: 4, cpuFree: 1000, memoryFree: 1000 };
  expect(kept(['dominantResource'], [withGpu, empty])).toEqual([1]);
  expect(kept(['binpack', 'cpu'], [withGpu, empty])).toEqual([0]);
});

test('dotProduct: the most left of what the task needs most, in shares of the instance', () => {
  // The task takes half of the CPU and a quarter of the memory of each.
  const shape = { cpu: 2000, memory: 4000 };
  const fleet = [
    { ...shape, cpuFree: 1000, memoryFree: 4000 },
    { ...shape, cpuFree: 1600, memoryFree: 2400 },
  ];
  // 0.5 x 0.5 + 0.25 x 1 = 0.5; 0.5 x 0.8 + 0.25 x 0.6 = 0.55.
  expect(kept(['dotProduct'], fleet)).toEqual([1]);
});
