import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UseStatistics } from '../../src/analysis/use-statistics.ts';
import type { WorkloadFacts } from '../../src/events/world.ts';
import type { SizingSummary } from '../../src/experiment/outcome.ts';
import { rightSizing } from '../../src/experiment/right-sizing.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';

const HOUR = 3_600_000;

/** Task-hours of a workload that used so many CPU units and MiB. */
type Used = readonly [workload: number, hours: number, cpu: number, memory: number];

/** Tasks of `web:1`, of one vCPU and two GiB on instances, if nothing else is said. */
function workload(parts: Partial<WorkloadFacts> = {}): WorkloadFacts {
  return {
    name: 'web',
    cluster: 0,
    definition: 0,
    launchType: 'EC2',
    service: 'main/web',
    usage: null,
    need: { cpu: 1024, memory: 2048 },
    isSizedByRows: false,
    ...parts,
  };
}

function sizingOf(workloads: readonly WorkloadFacts[], used: readonly Used[]): SizingSummary[] {
  const simulation = { workloads, definitions: [{ label: 'web:1' }, { label: 'api:7' }], now: 24 * HOUR };
  const uses = new UseStatistics(0);
  uses.begin(simulation as unknown as Simulation);
  for (const [of, hours, cpu, memory] of used) uses.tasksUsed(0, of, hours * HOUR, cpu, memory);
  return rightSizing(simulation as unknown as Simulation, uses);
}

test('what tasks used of what they reserve, and how long half of it would have been too little', () => {
  const used: Used[] = [
    [0, 60, 256, 1024],
    [0, 30, 512, 1024],
    [0, 10, 768, 2048],
  ];
  expect(sizingOf([workload()], used)).toEqual([
    {
      service: 'main/web',
      taskDefinition: 'web:1',
      taskHours: 100,
      vcpu: { reserved: 1, p50: expect.closeTo(0.25, 2), p95: 0.75, p99: 0.75, max: 0.75 },
      memoryGib: { reserved: 2, p50: expect.closeTo(1, 1), p95: 2, p99: 2, max: 2 },
      smaller: { vcpu: 0.5, memoryGib: 1, cpuExceeded: 0.1, memoryExceeded: 0.1, priceShare: null },
    },
  ]);
});

test("on Fargate the next smaller is its table's, with its part of the price", () => {
  const fargate = (cpu: number, memory: number) =>
    sizingOf([workload({ launchType: 'FARGATE', need: { cpu, memory } })], [[0, 1, cpu, memory]])[0]!.smaller;
  expect(fargate(1024, 8192)).toMatchObject({ vcpu: 0.5, memoryGib: 4, cpuExceeded: 1, memoryExceeded: 1 });
  expect(fargate(1024, 8192)!.priceShare).toBeCloseTo(0.5, 9);
  expect(fargate(512, 1024)).toMatchObject({ vcpu: 0.25, memoryGib: 1, memoryExceeded: 0 });
  expect(fargate(256, 512)).toBeNull();
});

test('capacity providers of one launch type are one row; other launch types, services and definitions are others', () => {
  const workloads = [
    workload(),
    workload({ name: 'other provider' }),
    workload({ launchType: 'FARGATE' }),
    workload({ service: '' }),
    workload({ definition: 1 }),
    workload({ name: 'never ran' }),
  ];
  const rows = sizingOf(
    workloads,
    [0, 1, 2, 3, 4].map((index) => [index, 1 + index, 256 * (1 + index), 512]),
  );
  expect(rows.map((row) => [row.service, row.taskDefinition, row.taskHours, row.vcpu.max])).toEqual([
    ['main/web', 'web:1', 3, 0.5],
    ['main/web', 'web:1', 3, 0.75],
    ['', 'web:1', 4, 1],
    ['main/web', 'api:7', 5, 1.25],
  ]);
});

test('exactly half is enough, also where it is not always half', () => {
  expect(sizingOf([workload()], [[0, 1, 512, 1024]])[0]!.smaller).toMatchObject({
    cpuExceeded: 0,
    memoryExceeded: 0,
  });
  const used: Used[] = [
    [0, 3, 512, 1024],
    [0, 1, 1024, 2048],
  ];
  expect(sizingOf([workload()], used)[0]!.smaller).toMatchObject({ cpuExceeded: 0.25, memoryExceeded: 0.25 });
});

test('the parts of the time above a size are those above it, percentiles ascend, however a row is made up', () => {
  const use = fc.tuple(
    fc.nat(2),
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 0, max: 2048 }),
    fc.integer({ min: 0, max: 2048 }),
  );
  fc.assert(
    fc.property(fc.array(use, { minLength: 1, maxLength: 20 }), (used) => {
      const rows = sizingOf([workload(), workload(), workload()], used);
      expect(rows).toHaveLength(1);
      const { vcpu, memoryGib, smaller, taskHours } = rows[0]!;
      const hours = used.reduce((sum, [, of]) => sum + of, 0);
      expect(taskHours).toBeCloseTo(hours, 6);
      for (const { p50, p95, p99, max } of [vcpu, memoryGib])
        expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].sort((a, b) => a - b));
      expect(vcpu.max * 1024).toBeCloseTo(Math.max(...used.map(([, , cpu]) => cpu)), 5);
      // What is a bucket's breadth above may be on either side.
      const above = (size: number, of: 2 | 3) =>
        used.reduce((sum, row) => sum + (row[of] > size ? row[1] : 0), 0) / hours;
      const { cpuExceeded, memoryExceeded } = smaller!;
      for (const [exceeded, size, of] of [
        [cpuExceeded, 512, 2],
        [memoryExceeded, 1024, 3],
      ] as const) {
        expect(exceeded).toBeLessThanOrEqual(above(size, of) + 1e-9);
        expect(exceeded).toBeGreaterThanOrEqual(above(size * 1.016, of) - 1e-9);
      }
    }),
    { numRuns: 150, seed: 6 },
  );
});
