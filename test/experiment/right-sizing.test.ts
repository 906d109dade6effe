import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UseStatistics } from '../../src/analysis/use-statistics.ts';
import type { WorkloadFacts } from '../../src/events/world.ts';
import type { ServiceSummary, SizingSummary } from '../../src/experiment/outcome.ts';
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
    publicIp: false,
    managedVolume: null,
    isDaemon: false,
    ...parts,
  };
}

/** What bears on the advice besides. */
interface Around {
  readonly usage?: { readonly cpu: number; readonly memory: number };
  /** Of the service; none: nothing comes to it. */
  readonly requests?: { readonly cpuTime: { readonly meanMs: number }; readonly memoryMib: number };
  readonly limit?: number | null;
  readonly throttled?: readonly number[];
  readonly felt?: { readonly requests: number; readonly timedOut: number; readonly rejected: number };
}

const REQUESTS = { cpuTime: { meanMs: 20 }, memoryMib: 0 };

function sizingOf(
  workloads: readonly WorkloadFacts[],
  used: readonly Used[],
  { requests, limit = null, throttled = [], felt, ...around }: Around = {},
): SizingSummary[] {
  const usage = around.usage ?? { cpu: requests === undefined ? 1 : 0, memory: 1 };
  const simulation = {
    workloads,
    workloadStates: workloads.map(({ service }) => ({
      service: service === '' ? -1 : 0,
      spec: { usage },
      definition: { limits: { cpu: limit } },
    })),
    scenario: { loads: requests === undefined ? [] : [{ service: 0, usage, requests }] },
    throttled: { workloads: throttled },
    definitions: [{ label: 'web:1' }, { label: 'api:7' }],
    now: 24 * HOUR,
  } as unknown as Simulation;
  const uses = new UseStatistics(0);
  uses.begin(simulation);
  for (const [of, hours, cpu, memory] of used) uses.tasksUsed(0, of, hours * HOUR, cpu, memory);
  const { requests: came, timedOut, rejected } = felt ?? { requests: 1000, timedOut: 0, rejected: 0 };
  const service = { requests: came, requestsBy: { timedOut, rejected } } as ServiceSummary;
  return rightSizing(simulation, uses, { 'main/web': service });
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
      vcpu: { isStated: true, reserved: 1, p50: expect.closeTo(0.25, 2), p95: 0.75, p99: 0.75, max: 0.75 },
      memoryGib: { isStated: true, reserved: 2, p50: expect.closeTo(1, 1), p95: 2, p99: 2, max: 2 },
      strain: null,
      smaller: {
        vcpu: 0.5,
        memoryGib: 1,
        cpuExceeded: 0.1,
        memoryExceeded: 0.1,
        cpuTight: null,
        priceShare: null,
      },
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

test('beyond 80 % of the smaller CPU it is tight for requests', () => {
  const used: Used[] = [
    [0, 3, 400, 1024],
    [0, 1, 480, 1024],
  ];
  expect(sizingOf([workload()], used, { requests: REQUESTS })[0]!.smaller).toMatchObject({
    cpuExceeded: 0,
    cpuTight: 0.25,
  });
  expect(sizingOf([workload()], used)[0]!.smaller!.cpuTight).toBeNull();
});

test('what is used is stated by requests, by `usage`, or by what neighbours take; all of it is the default', () => {
  const statedOf = (around: Around, cpu = 1024) => {
    const [{ vcpu, memoryGib }] = sizingOf([workload()], [[0, 1, cpu, 2048]], around) as [SizingSummary];
    return [vcpu.isStated, memoryGib.isStated];
  };
  expect(statedOf({})).toEqual([false, false]);
  expect(statedOf({}, 700)).toEqual([true, false]);
  expect(statedOf({ usage: { cpu: 1.5, memory: 1 } })).toEqual([true, false]);
  expect(statedOf({ usage: { cpu: 1, memory: 0.5 } })).toEqual([false, true]);
  expect(statedOf({ requests: REQUESTS })).toEqual([true, false]);
  expect(statedOf({ requests: { ...REQUESTS, memoryMib: 3 } })).toEqual([true, true]);
});

test('tasks that have too little as it is: no credits, no CPU left, requests that fail', () => {
  const strainOf = (around: Around, cpu = 300) =>
    sizingOf([workload()], [[0, 1, cpu, 1024]], { requests: REQUESTS, ...around })[0]!.strain;
  const few = { requests: 1000, timedOut: 1, rejected: 0 };
  const more = { requests: 1000, timedOut: 1, rejected: 1 };
  expect(strainOf({})).toBeNull();
  expect(strainOf({ throttled: [0], felt: more })).toBe('cpuCredits');
  expect(strainOf({ throttled: [1] })).toBeNull();
  expect([970, 975].map((cpu) => strainOf({ limit: 1024 }, cpu))).toEqual([null, 'cpuLimit']);
  expect(strainOf({ limit: null }, 1024)).toBeNull();
  expect([few, more].map((felt) => strainOf({ felt }))).toEqual([null, 'requests']);
});

test('of tasks that no request has come to nothing is advised', () => {
  const usage = { cpu: 0.25, memory: 1 };
  const smallerOf = (cpu: number, requests?: Around['requests']) =>
    sizingOf([workload()], [[0, 1, cpu, 1024]], requests === undefined ? { usage } : { usage, requests })[0]!
      .smaller;
  expect(smallerOf(256, REQUESTS)).toBeNull();
  expect(smallerOf(256.1, REQUESTS)).not.toBeNull();
  // Requests without CPU time leave no trace there.
  expect(smallerOf(256, { ...REQUESTS, cpuTime: { meanMs: 0 } })).not.toBeNull();
  expect(smallerOf(256)).not.toBeNull();
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
