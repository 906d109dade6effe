import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FleetStatistics } from '../../src/analysis/fleet-statistics.ts';
import { ec2BilledMs } from '../../src/billing/ec2.ts';
import type { Usage } from '../../src/billing/usage.ts';
import { UsageMeter } from '../../src/billing/usage-meter.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import { TaskStatus } from '../../src/model/task-status.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { AutoScalingGroupSpec } from '../../src/scenario/group-spec.ts';
import type { Scenario, WorkloadSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Group } from '../../src/simulation/groups/group.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { mixedConfiguration, mixedParts } from '../support/mixed-arbitrary.ts';
import { oneType } from '../support/one-type.ts';
import { burst, DEFAULT_TIMINGS, instances, poisson, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const DURATION = 240 * MINUTE;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

const managedScaling = fc.record({
  targetCapacity: fc.constantFrom(100, 100, 75, 50),
  minimumStep: fc.integer({ min: 1, max: 3 }),
  maximumStep: fc.constantFrom(3, 10_000),
  warmUpMs: fc.constantFrom(0, MINUTE, 5 * MINUTE),
});

/** Tasks that have come within half an hour and run for twenty minutes at most. */
const source: fc.Arbitrary<WorkloadSpec['source']> = fc.oneof(
  fc
    .record({
      count: fc.integer({ min: 1, max: 40 }),
      at: fc.nat(20 * MINUTE),
      durationMs: fc.nat(20 * MINUTE),
    })
    .map(({ count, at, durationMs }) => burst(count, at, durationMs)),
  fc
    .record({ perMinute: fc.integer({ min: 2, max: 8 }), max: fc.nat(20 * MINUTE) })
    .map(({ perMinute, max }) => ({
      ...poisson(perMinute / 60, 0, 50),
      duration: { kind: 'uniform' as const, min: 0, max },
    })),
);

const parts = fc.record({
  /** Types of one size, On-Demand and as Spot. */
  mixed: fc.option(
    mixedParts.map((policy) => ({ ...policy, types: policy.types.map((type) => ({ ...type, part: 1 })) })),
  ),
  zones: fc.integer({ min: 1, max: 3 }),
  sizes: fc.tuple(fc.nat(2), fc.nat(3), fc.integer({ min: 1, max: 8 })),
  managed: managedScaling,
  protects: fc.constantFrom('nobody' as const, 'tasks' as const, 'new' as const),
  managedDraining: fc.boolean(),
  terminationPolicies: fc.constantFrom<AutoScalingGroupSpec['terminationPolicies']>(
    ['Default'],
    ['NewestInstance'],
    ['OldestInstance'],
  ),
  sources: fc.array(source, { minLength: 1, maxLength: 2 }),
  needs: fc.tuple(fc.integer({ min: 200, max: 4000 }), fc.integer({ min: 200, max: 8000 })),
  desiredCount: fc.nat(6),
  updates: fc.array(
    fc.record({
      atMs: fc.nat(90 * MINUTE),
      minSize: fc.option(fc.nat(3)),
      maxSize: fc.option(fc.nat(12)),
      desiredCapacity: fc.option(fc.nat(8)),
    }),
    { maxLength: 3 },
  ),
  losses: fc.array(fc.record({ atMs: fc.nat(90 * MINUTE), number: fc.integer({ min: 1, max: 6 }) }), {
    maxLength: 3,
  }),
  outages: fc.array(
    fc.record({
      atMs: fc.nat(90 * MINUTE),
      availabilityZone: fc.constantFrom(...ZONES),
      forMs: fc.integer({ min: MINUTE, max: 40 * MINUTE }),
    }),
    { maxLength: 2 },
  ),
  seed: fc.nat(1000),
});
type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never;

/** Cluster `main` whose tasks all go to provider `asg`; instances have 4 vCPU and 8 GiB. */
function scenarioOf(given: Parts, changes: Partial<AutoScalingGroupSpec> = {}): Scenario {
  const { mixed, sizes, zones, managed, protects, managedDraining, needs, desiredCount } = given;
  const [least, more, most] = sizes;
  const own = instances(0, 4096, 8192, {
    name: 'g',
    capacityProvider: 'asg',
    availabilityZones: ZONES.slice(0, zones),
  });
  const strategy = [{ provider: 0, base: 0, weight: 1 }];
  const [cpu, memory] = needs;
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
  return scenarioWith({
    // On whole seconds EC2's rounding adds nothing but the first minute.
    simulation: { durationMs: DURATION, seed: `${given.seed}`, resolutionMs: 1000 },
    timings: { ...DEFAULT_TIMINGS, 'provisioning.leastWait': DURATION, 'provisioning.mostWait': DURATION },
    definition: { need: { cpu, memory, gpu: 0 }, limits: { cpu: null, cpuShares: cpu, memory } },
    capacityProviders: [{ name: 'asg', kind: 'group' }],
    cluster: { capacityProviders: ['asg'] },
    autoScalingGroups: [
      {
        name: 'g',
        cluster: 'main',
        provider: {
          name: 'asg',
          managedScaling: managed,
          managedTerminationProtection: protects === 'tasks',
          managedDraining,
        },
        ...oneType(own),
        ...(mixed === null ? {} : { configurations: [mixedConfiguration(own, mixed, false)] }),
        minSize: least,
        desiredCapacity: least + more,
        maxSize: least + more + most,
        protectsNew: protects !== 'nobody',
        terminationPolicies: given.terminationPolicies,
        monitoring: { everyMs: 300_000, warmUpMs: 0 },
        ...changes,
      },
    ],
    workloads: given.sources.map((own) => ({ source: own, capacityProviderStrategy: strategy })),
    services: desiredCount === 0 ? [] : [{ desiredCount, capacityProviderStrategy: strategy }],
    actions,
  });
}

/** What becomes of the group's instances: when each was launched, and gone. */
class Listener extends Observer {
  readonly launchedAt = new Map<number, number>();
  readonly goneAt = new Map<number, number>();
  readonly desired: { readonly to: number; readonly minimum: number; readonly maximum: number }[] = [];
  /** Instances that began to drain. */
  drained = 0;
  /** How often a launch went to another zone than one with the fewest that was up. */
  astray = 0;
  /** The greatest difference between two zones. */
  margin = 0;
  private simulation!: Simulation;

  override begin(world: World): void {
    this.simulation = world as Simulation;
  }
  private get group(): Group {
    return this.simulation.groups[0]!;
  }
  override groupScaled(_at: number, _group: number, _from: number, to: number): void {
    const { minimum, maximum } = this.group;
    this.desired.push({ to, minimum, maximum });
  }
  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    if (to === InstanceStatus.REGISTERING) {
      this.launchedAt.set(instance, at);
      const { fleet, outages, zones } = this.simulation;
      const zone = zones[fleet.zone[instance]!]!;
      const up = this.zones().filter(([name]) => !outages.has(zones.indexOf(name)));
      const own = up.find(([name]) => name === zone)?.[1] ?? Number.POSITIVE_INFINITY;
      // The new one counts already.
      if (up.some(([name, count]) => name !== zone && count < own - 1)) this.astray++;
    }
    if (to === InstanceStatus.INACTIVE) this.goneAt.set(instance, at);
    if (to === InstanceStatus.DRAINING) this.drained++;
    this.margin = Math.max(this.margin, this.marginNow());
  }

  /** The difference between two zones now. */
  marginNow(): number {
    const counts = this.zones().map(([, count]) => count);
    return Math.max(...counts) - Math.min(...counts);
  }

  /** Instances of each zone that are there and stay. */
  private zones(): [string, number][] {
    const { fleet, zones } = this.simulation;
    const { spec, members } = this.group;
    return spec.availabilityZones.map((name) => [
      name,
      members
        .staying()
        .filter(
          ({ instance }) =>
            zones[fleet.zone[instance]!] === name && fleet.status[instance] !== InstanceStatus.INACTIVE,
        ).length,
    ]);
  }
}

/** Tasks that are accepted and have not come to run. */
class Started extends Observer {
  readonly accepted = new Set<number>();

  override taskStatusChanged(_at: number, task: number, _from: TaskStatus, to: TaskStatus): void {
    if (to < TaskStatus.RUNNING) this.accepted.add(task);
    if (to === TaskStatus.RUNNING) this.accepted.delete(task);
  }
  override taskGone(_at: number, task: number): void {
    this.accepted.delete(task);
  }
}

/** Tasks that went with their instance. */
class Losses extends Observer {
  tasks = 0;
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override taskGone(_at: number, task: number): void {
    const { tasks, reasons } = this.world;
    if (/^Host EC2/.test(reasons[tasks.stopReason[task]!] ?? '')) this.tasks++;
  }
}

function run(scenario: Scenario, ...others: Observer[]) {
  const listener = new Listener();
  const simulation = createSimulation(scenario, [listener, ...others]);
  advanceTo(simulation, DURATION);
  return { listener, simulation, group: simulation.groups[0]! };
}

/** Nobody but the group takes instances. */
const undisturbed = ({ losses: _, outages: __, ...given }: Parts): Parts => ({
  ...given,
  losses: [],
  outages: [],
});

test('the desired capacity stays between the bounds of its time', () => {
  let scaled = 0;
  fc.assert(
    fc.property(parts, (given) => {
      const { listener, group } = run(scenarioOf(given));
      for (const { to, minimum, maximum } of listener.desired) {
        scaled++;
        expect(to).toBeGreaterThanOrEqual(minimum);
        expect(to).toBeLessThanOrEqual(maximum);
      }
      expect(group.desired).toBeGreaterThanOrEqual(group.minimum);
      expect(group.desired).toBeLessThanOrEqual(group.maximum);
    }),
    { numRuns: 60 },
  );
  expect(scaled).toBeGreaterThan(100);
});

test('a scale-in takes nobody who is protected', () => {
  let kept = 0;
  let taken = 0;
  fc.assert(
    fc.property(parts, fc.constantFrom('tasks' as const, 'new' as const), (given, protects) => {
      const losses = new Losses();
      const { listener, group } = run(scenarioOf({ ...undisturbed(given), protects }), losses);
      // An instance without tasks needs no draining, and whoever lost a task had one.
      expect(listener.drained).toBe(0);
      expect(losses.tasks).toBe(0);
      if (protects === 'new') expect(listener.goneAt.size).toBe(0);
      kept += Number(group.members.size > group.desired);
      taken += listener.goneAt.size;
    }),
    { numRuns: 60 },
  );
  expect(kept).toBeGreaterThan(5);
  expect(taken).toBeGreaterThan(50);
});

test('given enough instances everybody comes to run, and in the end an empty group with minimum 0 has none', () => {
  let ended = 0;
  fc.assert(
    fc.property(parts, (given) => {
      const free = {
        ...given,
        updates: [],
        protects: given.protects === 'new' ? ('tasks' as const) : given.protects,
      };
      const scenario = scenarioOf(free, { minSize: 0, maxSize: 200 });
      const started = new Started();
      const { simulation, group } = run(scenario, started);
      expect(simulation.clusterStates[0]!.waiting).toBe(0);
      expect(started.accepted.size).toBe(0);
      if (given.desiredCount > 0) return;
      ended++;
      expect(group.members.size).toBe(0);
      expect(group.desired).toBe(0);
    }),
    { numRuns: 60 },
  );
  expect(ended).toBeGreaterThan(3);
});

test('the bill has each instance from its launch until it is gone', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const hours: Usage[] = [];
      const { listener } = run(scenarioOf(given), new UsageMeter(0, (usage) => hours.push(usage)));
      const billed = hours
        .flatMap(({ instances: own }) => own)
        .reduce((sum, { bootingMs, activeMs, drainingMs }) => sum + bootingMs + activeMs + drainingMs, 0n);
      let expected = 0;
      for (const [instance, from] of listener.launchedAt) {
        const to = listener.goneAt.get(instance);
        expected += to === undefined ? DURATION - from : ec2BilledMs(to - from);
      }
      expect(Number(billed)).toBe(expected);
    }),
    { numRuns: 60 },
  );
});

test('what instances are there for adds up to their time, with a warm-up and without', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom(0, 20 * MINUTE), (given, warmUpMs) => {
      const { managed, sizes } = given;
      const facts = [{ name: 'g', minSize: sizes[0], targetCapacity: managed.targetCapacity }];
      const statistics = new FleetStatistics(warmUpMs, facts);
      const { listener, group } = run(scenarioOf(given), statistics);
      const hours = statistics.parts(group.spec.name, DURATION);
      for (const part of hours) expect(part).toBeGreaterThanOrEqual(0);
      let lived = 0;
      for (const [instance, from] of listener.launchedAt) {
        const to = listener.goneAt.get(instance) ?? DURATION;
        lived += Math.max(0, to - Math.max(from, warmUpMs));
      }
      expect(hours.reduce((sum, part) => sum + part, 0)).toBe(lived);
    }),
    { numRuns: 60 },
  );
});

/** Whoever goes for the balance of zones cannot drain: his task has nowhere to go. The balance does not wait for him. */
const AFTER_AN_OUTAGE: Parts = {
  mixed: null,
  zones: 2,
  sizes: [1, 1, 2],
  managed: { targetCapacity: 100, minimumStep: 1, maximumStep: 3, warmUpMs: 0 },
  protects: 'nobody',
  managedDraining: true,
  terminationPolicies: ['Default'],
  sources: [],
  needs: [200, 4097],
  desiredCount: 5,
  updates: [],
  losses: [],
  outages: [{ atMs: 0, availabilityZone: 'us-east-1a', forMs: 137_500 }],
  seed: 0,
};

test('who is launched comes to a zone with the fewest that is up; without losses they differ by one at most', () => {
  fc.assert(
    fc.property(parts, (given) => {
      expect(run(scenarioOf(given)).listener.astray).toBe(0);
      const { listener } = run(scenarioOf({ ...undisturbed(given), protects: 'nobody' }));
      expect(listener.margin).toBeLessThanOrEqual(1);
      // What a zone that was out has upset is mended once it is back.
      const last = run(scenarioOf({ ...given, protects: 'nobody', losses: [] }));
      expect(last.listener.marginNow()).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40, examples: [[AFTER_AN_OUTAGE]] },
  );
});

test('a run that is saved anywhere and restored ends as it would have', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: DURATION / 2 }), (given, at) => {
      const scenario = scenarioOf(given);
      const whole = createSimulation(scenario);
      advanceTo(whole, DURATION);
      const first = createSimulation(scenario);
      advanceTo(first, at);
      const saved = snapshot(first);
      advanceTo(first, DURATION);
      const second = createSimulation(scenario);
      restore(second, saved);
      advanceTo(second, DURATION);
      expect(first.digest.hex()).toBe(whole.digest.hex());
      expect(second.digest.hex()).toBe(whole.digest.hex());
    }),
    { numRuns: 30 },
  );
});
