import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FleetStatistics } from '../../src/analysis/fleet-statistics.ts';
import { ec2BilledMs } from '../../src/billing/ec2.ts';
import type { Usage } from '../../src/billing/usage.ts';
import { UsageMeter } from '../../src/billing/usage-meter.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { AutoScalingGroupSpec } from '../../src/scenario/group-spec.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { poolTarget } from '../../src/simulation/groups/warm-pool.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { hooksAndPool } from '../support/hooks-arbitrary.ts';
import { oneType } from '../support/one-type.ts';
import { burst, DEFAULT_TIMINGS, instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const DURATION = 180 * MINUTE;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const { ACTIVE, DRAINING, REGISTERING, WARM_RUNNING, WARM_STOPPED } = InstanceStatus;

const at = fc.nat(90 * MINUTE);
const parts = fc.record({
  more: hooksAndPool(5, 'nobody in'),
  zones: fc.integer({ min: 1, max: 3 }),
  sizes: fc.tuple(fc.nat(2), fc.nat(3), fc.integer({ min: 1, max: 6 })),
  isManaged: fc.boolean(),
  managedDraining: fc.boolean(),
  bursts: fc.array(
    fc.record({ count: fc.integer({ min: 1, max: 30 }), at, durationMs: fc.nat(20 * MINUTE) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  updates: fc.array(
    fc.record({
      atMs: at,
      minSize: fc.constant(null),
      maxSize: fc.option(fc.integer({ min: 3, max: 9 })),
      desiredCapacity: fc.option(fc.nat(6)),
    }),
    { maxLength: 4 },
  ),
  losses: fc.array(fc.record({ atMs: at, number: fc.integer({ min: 1, max: 8 }) }), { maxLength: 3 }),
  outages: fc.array(
    fc.record({
      atMs: at,
      availabilityZone: fc.constantFrom(...ZONES),
      forMs: fc.integer({ min: MINUTE, max: 40 * MINUTE }),
    }),
    { maxLength: 1 },
  ),
  seed: fc.nat(1000),
});
type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never;

/** Cluster `main` whose tasks go to group `g`, by capacity provider `asg` if it is managed; an instance holds four of them. */
function scenarioOf(given: Parts): Scenario {
  const { sizes, zones, isManaged, managedDraining, more } = given;
  const [least, extra, most] = sizes;
  const provider: AutoScalingGroupSpec['provider'] = isManaged
    ? {
        name: 'asg',
        managedScaling: { targetCapacity: 100, minimumStep: 1, maximumStep: 10_000, warmUpMs: MINUTE },
        managedTerminationProtection: false,
        managedDraining,
      }
    : null;
  const { warmPool } = more;
  const own =
    warmPool === undefined
      ? {}
      : { warmPool: { ...warmPool, reuseOnScaleIn: warmPool.reuseOnScaleIn && !isManaged } };
  const actions: ActionSpec[] = [
    ...given.updates.map((update) => ({
      kind: 'updateAutoScalingGroup' as const,
      group: 0,
      configuration: null,
      ...update,
    })),
    ...given.losses.map(({ atMs, number }) => ({
      kind: 'terminateInstances' as const,
      atMs,
      cluster: 'main',
      instanceIds: [`g-${number}`],
    })),
    ...given.outages.map((outage) => ({ kind: 'availabilityZoneOutage' as const, ...outage })),
  ];
  const strategy = isManaged ? [{ provider: 0, base: 0, weight: 1 }] : [];
  return scenarioWith({
    // On whole seconds EC2's rounding adds nothing but the first minute.
    simulation: { durationMs: DURATION, seed: `${given.seed}`, resolutionMs: 1000 },
    timings: { ...DEFAULT_TIMINGS, 'provisioning.leastWait': DURATION, 'provisioning.mostWait': DURATION },
    definition: {
      need: { cpu: 1024, memory: 2048, gpu: 0 },
      limits: { cpu: null, cpuShares: 1024, memory: 2048 },
    },
    capacityProviders: isManaged ? [{ name: 'asg', kind: 'group' }] : [],
    cluster: { capacityProviders: isManaged ? ['asg'] : [] },
    autoScalingGroups: [
      {
        name: 'g',
        cluster: 'main',
        provider,
        ...oneType(
          instances(0, 4096, 8192, {
            name: 'g',
            capacityProvider: isManaged ? 'asg' : null,
            availabilityZones: ZONES.slice(0, zones),
          }),
        ),
        minSize: least,
        desiredCapacity: least + extra,
        maxSize: least + extra + most,
        protectsNew: false,
        terminationPolicies: ['Default'],
        monitoring: { everyMs: 60_000, warmUpMs: 0 },
        ...more,
        ...own,
      },
    ],
    workloads: given.bursts.map(({ count, at: from, durationMs }) => ({
      source: burst(count, from, durationMs),
      capacityProviderStrategy: strategy,
    })),
    actions,
  });
}

/** When instances ran, and when they were stopped in their pool: stretches without an end reach to the end of the run. */
class Stretches extends Observer {
  readonly run: [from: number, to: number][] = [];
  readonly stopped: [from: number, to: number][] = [];
  /** Tasks that were placed on somebody who was not to have any. */
  astray = 0;
  placed = 0;
  warmStarts = 0;
  private readonly open = new Map<number, readonly [state: 'run' | 'stopped', from: number]>();
  private simulation!: Simulation;

  override begin(world: World): void {
    this.simulation = world as Simulation;
  }
  override taskPlaced(_at: number, task: number): void {
    const { tasks, fleet, groups } = this.simulation;
    const instance = tasks.instance[task]!;
    this.placed++;
    const { lifecycle } = groups[0]!.members.get(instance)!;
    if (fleet.status[instance] !== ACTIVE || lifecycle.startsWith('Warmed:')) this.astray++;
  }
  override instanceStatusChanged(
    now: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    if (to === REGISTERING && (from === WARM_RUNNING || from === WARM_STOPPED)) this.warmStarts++;
    const isRunning = [REGISTERING, ACTIVE, DRAINING, WARM_RUNNING].some((one) => one === to);
    const state = isRunning ? 'run' : to === WARM_STOPPED ? 'stopped' : null;
    const before = this.open.get(instance);
    if (before?.[0] === state) return;
    if (before !== undefined) this[before[0]].push([before[1], now]);
    if (state === null) this.open.delete(instance);
    else this.open.set(instance, [state, now]);
  }
  /** The stretches that have not ended. */
  get running(): number[] {
    return [...this.open.values()].flatMap(([state, from]) => (state === 'run' ? [from] : []));
  }
  get resting(): number[] {
    return [...this.open.values()].flatMap(([state, from]) => (state === 'stopped' ? [from] : []));
  }
}

function run(scenario: Scenario, ...others: Observer[]) {
  const stretches = new Stretches();
  const simulation = createSimulation(scenario, [stretches, ...others]);
  advanceTo(simulation, DURATION);
  return { stretches, simulation, group: simulation.groups[0]! };
}

test('a pool has never more than belongs in it, and in the end as many as do; nobody of it counts as an instance of the group', () => {
  let pooled = 0;
  let settled = 0;
  fc.assert(
    fc.property(parts, (given) => {
      const simulation = createSimulation(scenarioOf(given));
      const group = simulation.groups[0]!;
      const { members } = group;
      for (let now = MINUTE / 4; now <= DURATION; now += MINUTE / 4) {
        advanceTo(simulation, now);
        const due = Math.max(0, group.desired + group.extra - members.capacity);
        expect(members.warm).toBeLessThanOrEqual(poolTarget(group) + due);
        expect(members.ready).toBeLessThanOrEqual(members.warm);
        const active = [...members.all()].filter(
          ({ instance }) => simulation.fleet.status[instance] === ACTIVE,
        );
        expect(group.active).toBe(active.length);
        expect(active.every(({ lifecycle }) => !lifecycle.startsWith('Warmed:'))).toBe(true);
        pooled += members.warm;
      }
      const rests =
        members.pending + members.terminating + members.leavingPool + group.launching + group.warming === 0;
      if (!rests || given.outages.length > 0) return;
      settled++;
      expect(members.warm).toBe(poolTarget(group));
    }),
    { numRuns: 60 },
  );
  expect(pooled).toBeGreaterThan(1000);
  expect(settled).toBeGreaterThan(20);
});

test('no task is placed on an instance of a warm pool', () => {
  let placed = 0;
  let warmStarts = 0;
  fc.assert(
    fc.property(parts, (given) => {
      const { stretches } = run(scenarioOf(given));
      expect(stretches.astray).toBe(0);
      placed += stretches.placed;
      warmStarts += stretches.warmStarts;
    }),
    { numRuns: 60 },
  );
  expect(placed).toBeGreaterThan(300);
  expect(warmStarts).toBeGreaterThan(30);
});

test('each start is billed for its minute, and what is stopped for nothing', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const hours: Usage[] = [];
      const { stretches } = run(scenarioOf(given), new UsageMeter(0, (usage) => hours.push(usage)));
      const billed = hours
        .flatMap(({ instances: own }) => own)
        .reduce(
          (sum, { bootingMs, activeMs, drainingMs, warmMs }) =>
            sum + bootingMs + activeMs + drainingMs + warmMs,
          0n,
        );
      const ended = stretches.run.reduce((sum, [from, to]) => sum + ec2BilledMs(to - from), 0);
      const open = stretches.running.reduce((sum, from) => sum + DURATION - from, 0);
      expect(Number(billed)).toBe(ended + open);
    }),
    { numRuns: 60 },
  );
});

test('what instances are there for adds up to the time that they run, with a warm-up and without', () => {
  let stoppedMs = 0;
  fc.assert(
    fc.property(parts, fc.constantFrom(0, 20 * MINUTE), (given, warmUpMs) => {
      const facts = [{ name: 'g', minSize: given.sizes[0], targetCapacity: 100 }];
      const statistics = new FleetStatistics(warmUpMs, facts);
      const { stretches } = run(scenarioOf(given), statistics);
      const sumOf = (ended: readonly (readonly [number, number])[], open: readonly number[]) =>
        [...ended, ...open.map((from) => [from, DURATION] as const)].reduce(
          (sum, [from, to]) => sum + Math.max(0, to - Math.max(from, warmUpMs)),
          0,
        );
      const hours = statistics.parts('g', DURATION);
      for (const part of hours) expect(part).toBeGreaterThanOrEqual(0);
      expect(hours.reduce((sum, part) => sum + part, 0)).toBe(sumOf(stretches.run, stretches.running));
      const pool = statistics.warmPool('g', DURATION);
      expect(pool.stoppedMs).toBe(sumOf(stretches.stopped, stretches.resting));
      if (warmUpMs === 0) expect(pool.warmStarts).toBe(stretches.warmStarts);
      stoppedMs += pool.stoppedMs;
    }),
    { numRuns: 60 },
  );
  expect(stoppedMs).toBeGreaterThan(DURATION);
});

test('a run that is saved while hooks wait and pools fill ends as it would have', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: DURATION / 2 }), (given, saveAt) => {
      const scenario = scenarioOf(given);
      const whole = createSimulation(scenario);
      advanceTo(whole, DURATION);
      const first = createSimulation(scenario);
      advanceTo(first, saveAt);
      const saved = snapshot(first);
      advanceTo(first, DURATION);
      const second = createSimulation(scenario);
      restore(second, saved);
      advanceTo(second, DURATION);
      expect(first.digest.hex()).toBe(whole.digest.hex());
      expect(second.digest.hex()).toBe(whole.digest.hex());
    }),
    { numRuns: 40 },
  );
});
