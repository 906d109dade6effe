import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import type { World } from '../../../src/events/world.ts';
import { BareRun } from '../../../src/experiment/bare-run.ts';
import { InstanceStatus } from '../../../src/model/instance-status.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { burstAtTen, explainGroupAt, groupScenario, sized } from '../../support/groups.ts';

/** New desired capacities, and instances that went or began to drain, by instant. */
class Fleet extends Observer {
  readonly scaled: { readonly at: number; readonly from: number; readonly to: number }[] = [];
  readonly left: { readonly at: number; readonly id: string }[] = [];
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }

  override groupScaled(at: number, _group: number, from: number, to: number): void {
    this.scaled.push({ at, from, to });
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const goes =
      to === InstanceStatus.DRAINING || (to === InstanceStatus.INACTIVE && from !== InstanceStatus.DRAINING);
    if (goes) this.left.push({ at, id: this.world.instanceId(instance) });
  }
}

function heard(scenario: Scenario): Fleet {
  const fleet = new Fleet();
  const run = new BareRun(scenario, [fleet]);
  while (run.advance(Number.POSITIVE_INFINITY, 1e6) !== 'ended');
  return fleet;
}

const settings = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  minSize: fc.integer({ min: 0, max: 3 }),
  maxSize: fc.integer({ min: 3, max: 12 }),
  targetCapacity: fc.integer({ min: 40, max: 100 }),
  maximumScalingStepSize: fc.integer({ min: 1, max: 10 }),
  managedTerminationProtection: fc.boolean(),
  managedDraining: fc.constantFrom('ENABLED', 'DISABLED'),
  terminationPolicies: fc.constantFrom(['Default'], ['OldestInstance'], ['NewestInstance']),
  counts: fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 8 })),
});

const scenarioOf = (given: typeof settings extends fc.Arbitrary<infer T> ? T : never) =>
  groupScenario({
    group: {
      ...{ minSize: given.minSize, maxSize: given.maxSize, terminationPolicies: given.terminationPolicies },
      newInstancesProtectedFromScaleIn: given.managedTerminationProtection,
    },
    provider: {
      managedDraining: given.managedDraining,
      managedTerminationProtection: given.managedTerminationProtection ? 'ENABLED' : 'DISABLED',
    },
    managed: {
      targetCapacity: given.targetCapacity,
      maximumScalingStepSize: given.maximumScalingStepSize,
    },
    others: {
      simulation: { start: '2026-03-02T09:00:00Z', duration: '3h', seed: given.seed },
      taskDefinitions: [sized('job', 1024, 2048), sized('long', 300, 512)],
      workloads: [
        burstAtTen('job', given.counts[0] + 1, '30m'),
        burstAtTen('long', given.counts[1] + 1, '2h'),
      ],
    },
  });

test('what a call would decide a moment before is what it decides, and those go that were named', async () => {
  let scaled = 0;
  let gone = 0;
  await fc.assert(
    fc.asyncProperty(settings, async (given) => {
      const scenario = await scenarioOf(given);
      const { startMs } = scenario.simulation;
      const fleet = heard(scenario);
      for (const { at, from, to } of fleet.scaled.slice(0, 12)) {
        scaled++;
        const found = explainGroupAt(scenario, at - 1);
        const calling = found.alarms.find(({ state }) => state === 'ALARM')!;
        expect(calling.decision).toMatchObject({ reason: 'scaled', from, to });
        expect(Date.parse(calling.nextCallAt!) - startMs).toBe(at);
        expect(found.nextActivity).toMatchObject({ from, to });
        if (to > from) continue;
        const went = fleet.left.filter((one) => one.at === at).map(({ id }) => id);
        gone += went.length;
        const { surplus, asked, next } = found.scaleIn;
        expect(went).toEqual(
          next.slice(0, surplus + asked).map(({ containerInstance }) => containerInstance),
        );
      }
    }),
    { numRuns: 25 },
  );
  expect(scaled).toBeGreaterThan(50);
  expect(gone).toBeGreaterThan(20);
});
