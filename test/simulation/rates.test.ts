import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import type { Scenario, WorkloadSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { burst, instances, poisson, scenarioWith } from '../support/scenario.ts';

/** No delays, but AWS's rates. */
const RATES: Scenario['timings'] = { ...INSTANT_TIMINGS, 'api.rates': 'default' };
const PROVIDERS: Scenario['capacityProviders'] = [
  { name: 'FARGATE', kind: 'FARGATE' },
  { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
];
const both = [
  { provider: 0, base: 0, weight: 1 },
  { provider: 1, base: 0, weight: 1 },
];

interface Launch {
  readonly at: number;
  readonly fargate: boolean;
  readonly spot: boolean;
  /** Empty: of RunTask. */
  readonly service: string;
  readonly workload: number;
}

class Launches extends Observer {
  readonly all: Launch[] = [];
  readonly refused: string[] = [];
  gaveUp = 0;
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override placementFailed(_at: number, _task: number, reason: number): void {
    this.refused.push(this.world.reasons[reason]!);
  }
  override taskGone(_at: number, task: number): void {
    if (this.world.tasks.createdAt[task]! < 0) this.gaveUp++;
  }
  override taskPlaced(at: number, task: number): void {
    const { tasks, workloads, providers } = this.world;
    const workload = tasks.workload[task]!;
    const { service, launchType } = workloads[workload]!;
    this.all.push({
      at,
      fargate: launchType === 'FARGATE',
      spot: providers[tasks.provider[task]!]?.kind === 'FARGATE_SPOT',
      service,
      workload,
    });
  }

  /** How many at each instant. */
  counts(): [number, number][] {
    const counts = new Map<number, number>();
    for (const { at } of this.all) counts.set(at, (counts.get(at) ?? 0) + 1);
    return [...counts];
  }
}

function launchesOf(parts: Parameters<typeof scenarioWith>[0]): Launches {
  const launches = new Launches();
  simulate(scenarioWith({ timings: RATES, ...parts }), [launches]);
  return launches;
}

const fargate = (count: number, more: Partial<WorkloadSpec> = {}): Partial<WorkloadSpec> => ({
  source: burst(count, 0, 1000),
  launchType: 'FARGATE',
  ...more,
});

test('Fargate launches a hundred tasks at once and twenty a second after that (ecs:R-6.5, R-6.7)', () => {
  const launches = launchesOf({ workloads: [fargate(150)] });
  expect(launches.counts()).toEqual([
    [0, 100],
    [1000, 20],
    [2000, 20],
    [3000, 10],
  ]);
  expect(new Set(launches.refused)).toEqual(new Set(['ThrottlingException: Rate exceeded']));
});

test('On-Demand and Spot have a bucket each', () => {
  const launches = launchesOf({
    capacityProviders: PROVIDERS,
    workloads: [fargate(220, { capacityProviderStrategy: both })],
  });
  // Each call of RunTask asks for ten tasks, and there are twenty calls a second for Fargate (ecs: ).
  expect(launches.counts()).toEqual([
    [0, 200],
    [1000, 20],
  ]);
});

test('without rates all are launched at once', () => {
  expect(launchesOf({ timings: INSTANT_TIMINGS, workloads: [fargate(500)] }).counts()).toEqual([[0, 500]]);
});

test('a throttled task is given up, or retried as its workload says', () => {
  const giveUp = launchesOf({ workloads: [fargate(130, { onFailure: { kind: 'giveUp' } })] });
  expect([giveUp.counts(), giveUp.gaveUp]).toEqual([[[0, 100]], 30]);
  const retry = launchesOf({
    workloads: [fargate(130, { onFailure: { kind: 'retry', everyMs: 1500, attempts: null, forMs: null } })],
  });
  expect(retry.counts()).toEqual([
    [0, 100],
    [1500, 20],
    [3000, 10],
  ]);
});

test('on instances RunTask has a hundred calls of ten tasks and forty a second after that (ecs:R-6.3)', () => {
  const launches = launchesOf({
    cluster: { containerInstances: [instances(2, 2048 * 1024, 2048 * 1024)] },
    workloads: [{ source: burst(1500, 0, 60_000) }],
  });
  expect(launches.counts()).toEqual([
    [0, 1000],
    [1000, 400],
    [2000, 100],
  ]);
});

test('tasks that wait for room on an instance are not held up by tokens that are there', () => {
  const launches = launchesOf({
    cluster: { containerInstances: [instances(1, 2048, 2048)] },
    workloads: [{ source: burst(6, 0, 10_000) }],
  });
  expect(launches.counts()).toEqual([
    [0, 2],
    [10_000, 2],
    [20_000, 2],
  ]);
  expect(new Set(launches.refused)).toEqual(new Set(['RESOURCE:CPU']));
});

test('a service waits for tokens of Fargate, says so once, and goes on (ecs:R-7.28)', () => {
  const launches = new Launches();
  const simulation = createSimulation(
    scenarioWith({
      simulation: { durationMs: 60_000 },
      timings: RATES,
      workloads: [],
      services: [{ launchType: 'FARGATE', desiredCount: 130 }],
    }),
    [launches],
  );
  advanceTo(simulation, 60_000);
  expect(launches.counts()).toEqual([
    [0, 100],
    [1000, 20],
    [2000, 10],
  ]);
  const [web] = simulation.services;
  const throttled = '(service web) operations are being throttled. Will try again later.';
  expect(web!.events.filter(({ message }) => message === throttled)).toEqual([{ at: 0, message: throttled }]);
});

test('a service launches 500 tasks a minute (ecs:R-6.20), unless rates are off', () => {
  const parts = {
    simulation: { durationMs: 60_000 },
    cluster: { containerInstances: [instances(4, 1024 * 1024, 1024 * 1024)] },
    workloads: [],
    services: [{ desiredCount: 530 }],
  };
  expect(launchesOf(parts).counts()).toEqual([
    [0, 500],
    [1000, 8],
    [2000, 8],
    [3000, 9],
    [4000, 5],
  ]);
  expect(launchesOf({ ...parts, timings: INSTANT_TIMINGS }).counts()).toEqual([[0, 530]]);
});

test('above the quota of vCPUs a task waits until another is STOPPED, a service says why (ecs:R-6.23)', () => {
  const launches = launchesOf({
    quotas: { fargateOnDemandVcpus: 2 },
    workloads: [fargate(5, { source: burst(5, 0, 30_000) })],
  });
  expect(launches.counts()).toEqual([
    [0, 2],
    [30_000, 2],
    [60_000, 1],
  ]);
  const limit = "You've reached the limit on the number of vCPUs you can run concurrently";
  expect(new Set(launches.refused)).toEqual(new Set([limit]));
  const simulation = createSimulation(
    scenarioWith({
      simulation: { durationMs: 60_000 },
      quotas: { fargateOnDemandVcpus: 2 },
      workloads: [],
      services: [{ launchType: 'FARGATE', desiredCount: 3 }],
    }),
  );
  advanceTo(simulation, 60_000);
  expect(simulation.services[0]!.events.map(({ message }) => message)).toContain(
    `(service web) was unable to place a task. Reason: ${limit}.`,
  );
});

const rated = fc
  .record({
    workloads: fc.array(
      fc.record({
        launchType: fc.constantFrom<WorkloadSpec['launchType']>('FARGATE', 'FARGATE', 'EC2'),
        byProvider: fc.boolean(),
        waitOrder: fc.constantFrom<WorkloadSpec['waitOrder']>('fifo', 'strict'),
        onFailure: fc.constantFrom<WorkloadSpec['onFailure']>(
          { kind: 'wait' },
          { kind: 'giveUp' },
          { kind: 'retry', everyMs: 700, attempts: 5, forMs: null },
        ),
        source: fc.oneof(
          fc
            .record({ count: fc.integer({ min: 1, max: 400 }), at: fc.nat(4000) })
            .map(({ count, at }) => burst(count, at, 2500)),
          fc.integer({ min: 10, max: 80 }).map((perSecond) => poisson(perSecond, 2000, 300)),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    services: fc.array(
      fc.record({
        launchType: fc.constantFrom<'EC2' | 'FARGATE'>('EC2', 'FARGATE'),
        byProvider: fc.boolean(),
        desiredCount: fc.integer({ min: 1, max: 700 }),
      }),
      { maxLength: 2 },
    ),
    vcpus: fc.constantFrom(Number.POSITIVE_INFINITY, 150),
    out: fc.boolean(),
  })
  .map(({ workloads, services, vcpus, out }) =>
    scenarioWith({
      simulation: { durationMs: services.length === 0 ? null : 15_000 },
      timings: RATES,
      quotas: { fargateOnDemandVcpus: vcpus },
      capacityProviders: PROVIDERS,
      cluster: { containerInstances: [instances(1, 700 * 1024, 700 * 1024)] },
      workloads: workloads.map(({ byProvider, ...spec }, i) => ({
        ...spec,
        name: `w${i}`,
        capacityProviderStrategy: byProvider && spec.launchType === 'FARGATE' ? both : [],
      })),
      services: services.map(({ byProvider, ...spec }, i) => ({
        ...spec,
        serviceName: `web${i}`,
        capacityProviderStrategy: byProvider && spec.launchType === 'FARGATE' ? both : [],
      })),
      actions: out
        ? ['a', 'b', 'c', 'd', 'e', 'f'].map((zone) => ({
            kind: 'availabilityZoneOutage' as const,
            atMs: 500,
            availabilityZone: `us-east-1${zone}`,
            forMs: 1700,
          }))
        : [],
    }),
  );

/** In no stretch of time there is more than the capacity and what has come back in it, by whole seconds. */
function expectWithin(
  counts: readonly (readonly [at: number, count: number])[],
  most: number,
  perMinute: number,
) {
  for (const [i, [from]] of counts.entries()) {
    let sum = 0;
    for (const [at, count] of counts.slice(i)) {
      sum += count;
      const seconds = Math.floor(at / 1000) - Math.floor(from / 1000);
      if (sum * 60 > most * 60 + perMinute * seconds) throw new Error(`${sum} from ${from} to ${at}`);
    }
  }
}

/** The least number of calls of up to ten tasks, each of one workload, that bring these launches. */
function callsOf(launches: readonly Launch[]): [number, number][] {
  const counts = new Map<number, Map<number, number>>();
  for (const { at, workload } of launches) {
    const ofInstant = counts.get(at) ?? new Map<number, number>();
    counts.set(at, ofInstant.set(workload, (ofInstant.get(workload) ?? 0) + 1));
  }
  return [...counts].map(([at, byWorkload]) => [
    at,
    [...byWorkload.values()].reduce((sum, count) => sum + Math.ceil(count / 10), 0),
  ]);
}

function countsOf(launches: readonly Launch[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const { at } of launches) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts];
}

test('no bucket is ever overdrawn, counted again from the launches', () => {
  let throttled = 0;
  fc.assert(
    fc.property(rated, (scenario) => {
      const launches = new Launches();
      simulate(scenario, [launches]);
      const { all } = launches;
      throttled += launches.refused.filter((reason) => reason.startsWith('Throttling')).length;
      for (const spot of [false, true])
        expectWithin(countsOf(all.filter((launch) => launch.fargate && launch.spot === spot)), 100, 1200);
      const ofRunTask = all.filter(({ service }) => service === '');
      expectWithin(callsOf(ofRunTask), 100, 2400);
      expectWithin(callsOf(ofRunTask.filter((launch) => launch.fargate)), 20, 1200);
      for (const service of ['main/web0', 'main/web1'])
        expectWithin(countsOf(all.filter((launch) => launch.service === service)), 500, 500);
    }),
    { numRuns: 30, seed: 71 },
  );
  expect(throttled).toBeGreaterThan(1000);
});

test('a throttled run that is saved and restored goes on as if nothing had been', () => {
  fc.assert(
    fc.property(rated, fc.nat(3000), (scenario, timers) => {
      const whole = simulate(scenario);
      const first = createSimulation(scenario);
      advanceTo(first, 1e12, timers);
      const second = createSimulation(scenario);
      restore(second, snapshot(first));
      advanceTo(second, 1e12);
      expect(second.digest.hex()).toBe(whole.digest.hex());
    }),
    { numRuns: 15, seed: 72 },
  );
});

test('nobody who waits is left behind: without services every task is launched in the end', () => {
  fc.assert(
    fc.property(rated, (scenario) => {
      if (scenario.services.length > 0) return;
      const workloads = scenario.workloads.map((workload) => ({
        ...workload,
        onFailure: { kind: 'wait' as const },
      }));
      const end = simulate({ ...scenario, workloads });
      expect(end.tasks.live).toBe(0);
    }),
    { numRuns: 40, seed: 73 },
  );
});
