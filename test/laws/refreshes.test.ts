import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import { type RefreshPreferences, SUSPENDABLE_PROCESSES } from '../../src/scenario/group-maintenance.ts';
import type { AutoScalingGroupSpec } from '../../src/scenario/group-spec.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { maintenance, maintenanceActions, preferences } from '../support/maintenance-arbitrary.ts';
import { oneType } from '../support/one-type.ts';
import { burst, DEFAULT_TIMINGS, instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const DURATION = 240 * MINUTE;
const START = 10 * MINUTE;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

const parts = fc.record({
  size: fc.integer({ min: 1, max: 12 }),
  zones: fc.integer({ min: 1, max: 3 }),
  desiredCount: fc.nat(10),
  tasks: fc.nat(10),
  managedDraining: fc.boolean(),
  isManaged: fc.boolean(),
  seed: fc.nat(1000),
});
type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never;

/** Group `g` of as many instances of 4 vCPU with tasks of 1 vCPU on them; it could launch larger ones, too. */
function scenarioOf(
  { size, zones, desiredCount, tasks, managedDraining, isManaged, seed }: Parts,
  actions: readonly ActionSpec[],
  changes: Partial<AutoScalingGroupSpec> = {},
): Scenario {
  const strategy = [{ provider: 0, base: 0, weight: 1 }];
  const sized = (factor: number) =>
    oneType(
      instances(0, 4096 * factor, 8192 * factor, {
        name: 'g',
        capacityProvider: 'asg',
        availabilityZones: ZONES.slice(0, zones),
      }),
    );
  const managedScaling = { targetCapacity: 100, minimumStep: 1, maximumStep: 10_000, warmUpMs: MINUTE };
  return scenarioWith({
    simulation: { durationMs: DURATION, seed: `${seed}` },
    timings: DEFAULT_TIMINGS,
    definition: { need: { cpu: 1024, memory: 1024, gpu: 0 } },
    capacityProviders: [{ name: 'asg', kind: 'group' }],
    cluster: { capacityProviders: ['asg'] },
    autoScalingGroups: [
      {
        name: 'g',
        cluster: 'main',
        provider: {
          name: 'asg',
          managedScaling: isManaged ? managedScaling : null,
          managedTerminationProtection: false,
          managedDraining,
        },
        ...sized(1),
        configurations: [...sized(1).configurations, ...sized(2).configurations],
        minSize: isManaged ? 0 : size,
        desiredCapacity: size,
        maxSize: size + 4,
        protectsNew: false,
        terminationPolicies: ['Default'],
        monitoring: { everyMs: 300_000, warmUpMs: 0 },
        ...changes,
      },
    ],
    workloads: [{ source: burst(tasks, 2 * MINUTE, 30 * MINUTE), capacityProviderStrategy: strategy }],
    services: desiredCount === 0 ? [] : [{ desiredCount, capacityProviderStrategy: strategy }],
    actions,
  });
}

/** How many instances are in service, and launch or are in service, from the start of the refresh on. */
class Bounds extends Observer {
  least = Number.POSITIVE_INFINITY;
  most = 0;
  /** Rows that were there when the refresh began. */
  rows = 0;
  private simulation!: Simulation;

  override begin(world: World): void {
    this.simulation = world as Simulation;
  }
  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    if (at < START) this.rows = this.simulation.fleet.rows;
    if (at < START || to === InstanceStatus.REGISTERING) return;
    const [group] = this.simulation.groups;
    // Of one that goes at once the group hears only after this.
    const own = [...group!.members.all()].filter(
      (member) => to !== InstanceStatus.INACTIVE || member.instance !== instance,
    );
    const inService = own.filter(({ lifecycle }) => lifecycle === 'InService').length;
    this.least = Math.min(this.least, inService);
    this.most = Math.max(this.most, own.filter(({ lifecycle }) => lifecycle !== 'Terminating').length);
  }
}

const started = (given: RefreshPreferences): Extract<ActionSpec, { kind: 'startInstanceRefresh' }> => ({
  kind: 'startInstanceRefresh',
  atMs: START,
  group: 0,
  configuration: 1,
  preferences: given,
});

test('a refresh leaves as many in service as it is to, launches no more than it may, and replaces everybody', () => {
  let atOnce = 0;
  fc.assert(
    fc.property(parts, preferences, (given, wanted) => {
      const whole = { ...wanted, checkpoints: wanted.checkpoints.at(-1) === 100 ? wanted.checkpoints : [] };
      const bounds = new Bounds();
      const fixed = { ...given, isManaged: false };
      const simulation = createSimulation(scenarioOf(fixed, [started(whole)]), [bounds]);
      advanceTo(simulation, DURATION);
      const { size } = given;
      const least = Math.ceil((size * whole.healthy.minimum) / 100);
      const most = Math.ceil((size * whole.healthy.maximum) / 100);
      expect(bounds.least).toBeGreaterThanOrEqual(most > least ? least : size - 1);
      expect(bounds.most).toBeLessThanOrEqual(Math.max(size, most));
      atOnce = Math.max(atOnce, size - bounds.least, bounds.most - size);
      const [group] = simulation.groups;
      const [refresh] = group!.refreshes;
      expect(refresh).toMatchObject({ status: 'Successful', percentageComplete: 100, instancesToUpdate: 0 });
      expect(refresh!.replaced).toBe(size);
      for (const { instance, lifecycle } of group!.members.all())
        if (lifecycle !== 'Terminating') expect(instance).toBeGreaterThanOrEqual(bounds.rows);
      expect(group!.members.capacity).toBe(size);
    }),
    { numRuns: 80 },
  );
  expect(atOnce).toBeGreaterThan(5);
});

test('beside managed scaling a refresh comes to its end as well, and the group to what it wants', () => {
  let succeeded = 0;
  fc.assert(
    fc.property(parts, preferences, (given, wanted) => {
      const simulation = createSimulation(
        scenarioOf({ ...given, isManaged: true }, [started({ ...wanted, checkpointDelayMs: 0 })]),
      );
      advanceTo(simulation, DURATION);
      const [group] = simulation.groups;
      expect(group!.refreshes[0]!.status).not.toBe('InProgress');
      expect(group!.batch).toBeNull();
      succeeded += Number(group!.refreshes[0]!.status === 'Successful');
      expect(simulation.clusterStates[0]!.waiting).toBe(0);
    }),
    { numRuns: 40 },
  );
  expect(succeeded).toBeGreaterThan(30);
});

const disturbed = fc.array(maintenanceActions(1, DURATION / 2, 'g', 2), { minLength: 1, maxLength: 6 });

test('whatever befalls it, in the end a group has what it wants, and nothing is under way', () => {
  fc.assert(
    fc.property(parts, maintenance, disturbed, (given, own, actions) => {
      const resumed = {
        kind: 'suspendProcesses' as const,
        atMs: DURATION / 2,
        group: 0,
        processes: SUSPENDABLE_PROCESSES,
        suspended: false,
      };
      const kept = { ...own, maxInstanceLifetimeMs: null };
      const scenario = scenarioOf(given, [...actions, resumed], { maintenance: kept });
      const simulation = createSimulation(scenario);
      advanceTo(simulation, DURATION);
      const [group] = simulation.groups;
      expect(group!.members.capacity).toBe(group!.desired);
      expect(group!.batch).toBeNull();
      const active = group!.refreshes.filter(({ status }) => status === 'InProgress');
      expect(active).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test('a run that is saved anywhere in this and restored ends as it would have', () => {
  fc.assert(
    fc.property(
      parts,
      maintenance,
      disturbed,
      preferences,
      fc.integer({ min: 1, max: DURATION / 2 }),
      (given, own, actions, wanted, at) => {
        const scenario = scenarioOf(given, [started(wanted), ...actions], { maintenance: own });
        const whole = createSimulation(scenario);
        advanceTo(whole, DURATION);
        const first = createSimulation(scenario);
        advanceTo(first, at);
        const saved = snapshot(first);
        advanceTo(first, DURATION);
        const second = createSimulation(scenario);
        restore(second, structuredClone(saved));
        advanceTo(second, DURATION);
        expect(first.digest.hex()).toBe(whole.digest.hex());
        expect(second.digest.hex()).toBe(whole.digest.hex());
        expect(second.groups[0]!.refreshes).toEqual(whole.groups[0]!.refreshes);
      },
    ),
    { numRuns: 30 },
  );
});
