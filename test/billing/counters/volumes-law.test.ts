import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EbsCounter } from '../../../src/billing/counters/ebs-counter.ts';
import type { MeteredUsage } from '../../../src/billing/meters/metered-lines.ts';
import { UsageMeter } from '../../../src/billing/usage-meter.ts';
import { Observer } from '../../../src/events/observer.ts';
import type { World } from '../../../src/events/world.ts';
import { InstanceStatus } from '../../../src/model/instance-status.ts';
import type { ContainerInstanceSpec, Scenario, VolumeSpec } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { type BilledThing, slowBill } from '../../oracles/slow-biller.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

/** Writes down when each instance came and went. */
class Comings extends Observer {
  readonly things: BilledThing[] = [];
  private readonly since = new Map<number, number>();
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const isGone = to === InstanceStatus.INACTIVE || to === InstanceStatus.CLOSED;
    if (!isGone && !this.since.has(instance)) this.since.set(instance, at);
    else if (isGone && this.since.has(instance)) this.add(instance, at);
  }
  override runEnded(): void {
    for (const instance of this.since.keys()) this.add(instance, null);
  }
  private add(instance: number, toMs: number | null): void {
    const { fleet, entries } = this.world;
    const { ideal, volumes } = entries[fleet.entry[instance]!]!;
    const fromMs = this.since.get(instance)!;
    this.since.delete(instance);
    for (const { type, sizeGib, deleteOnTermination } of volumes)
      this.things.push({
        sku: `ebs.${type}.gbMonth`,
        fromMs,
        toMs: deleteOnTermination ? toMs : null,
        amount: sizeGib,
        minimumSeconds: 60,
        rounds: !ideal,
        rate: 0n,
        per: 1n,
      });
  }
}

const volume: fc.Arbitrary<VolumeSpec> = fc.record({
  type: fc.constantFrom('gp2', 'gp3', 'st1'),
  sizeGib: fc.integer({ min: 1, max: 500 }),
  iops: fc.constant(3000),
  throughputMibps: fc.constant(125),
  deleteOnTermination: fc.boolean(),
});

/** The scenario with these volumes on every instance, one kind of instance after the other. */
function withVolumes(scenario: Scenario, volumes: readonly (readonly VolumeSpec[])[]): Scenario {
  let next = 0;
  const give = (spec: ContainerInstanceSpec) => ({ ...spec, volumes: volumes[next++ % volumes.length]! });
  return {
    ...scenario,
    clusters: scenario.clusters.map((cluster) => ({
      ...cluster,
      containerInstances: cluster.containerInstances.map(give),
      idealFleet: cluster.idealFleet === null ? null : give(cluster.idealFleet),
    })),
    autoScalingGroups: scenario.autoScalingGroups.map((group) => ({
      ...group,
      configurations: group.configurations.map(({ options, ...others }) => ({
        ...others,
        options: options.map((option) => ({ ...option, instances: give(option.instances) })),
      })),
    })),
  };
}

test('law: volumes are what a slow count by instance and hour makes of them (billing spec section 4)', () => {
  fc.assert(
    fc.property(
      scenarioArbitrary,
      fc.array(fc.array(volume, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      fc.nat(4 * 3_600_000),
      fc.constantFrom(0, 0, 60_000, 1_000_000),
      (drawn, volumes, length, warmUpMs) => {
        const simulationSpan = { ...drawn.simulation, warmUpMs, durationMs: warmUpMs + 1 + length };
        const scenario = withVolumes({ ...drawn, simulation: simulationSpan }, volumes);
        const counted = new Map<string, bigint>();
        const counter = new EbsCounter({ cpu: 0.9, memory: 0.1 });
        const { startMs } = scenario.simulation;
        const addAll = (fromMs: number, usage: readonly MeteredUsage[]) => {
          for (const { meter, quantity } of usage) {
            const key = `${Math.floor((startMs + fromMs) / 3_600_000)} ${meter}`;
            if (meter.endsWith('gbMonth')) counted.set(key, (counted.get(key) ?? 0n) + quantity);
          }
        };
        const meter = new UsageMeter(warmUpMs, ({ fromMs, metered }) => addAll(fromMs, metered), [counter]);
        const comings = new Comings();
        const simulation = createSimulation(scenario, [counter, meter, comings]);
        advanceTo(simulation, 1e12);
        const slow = slowBill(comings.things, startMs, warmUpMs, warmUpMs + 1 + length);
        const expected = new Map(slow.map(({ hour, sku, quantity }) => [`${hour} ${sku}`, quantity]));
        expect([...counted].sort()).toEqual([...expected].sort());
      },
    ),
    { numRuns: 100, seed: 9 },
  );
});
