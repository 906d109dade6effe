import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FleetMap } from '../../src/analysis/fleet-map.ts';
import type { PackedFleet } from '../../src/analysis/packed-fleet.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

test('what tasks reserve on an instance and what it has left are all of it', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (base) => {
      const scenario = { ...base, simulation: { ...base.simulation, durationMs: 150_000 } };
      const { packing } = ran(scenario, 150_000);
      const again = createSimulation(scenario);
      const moments = [packing.nearest(50_000), packing.nearest(100_000), packing.last];
      for (const moment of moments) {
        if (moment === null) continue;
        advanceTo(again, moment.at);
        const { cpuTotal, cpuFree, memoryTotal, memoryFree } = again.fleet;
        for (const { instance, tasks, others } of moment.instances) {
          const sum = (of: 'cpu' | 'memory') =>
            tasks.reduce((total, alike) => total + alike.count * alike[of], others[of]);
          expect(sum('cpu')).toBe(cpuTotal[instance]! - cpuFree[instance]!);
          expect(sum('memory')).toBe(memoryTotal[instance]! - memoryFree[instance]!);
        }
      }
    }),
    { seed: 4, numRuns: 12 },
  );
});

test('the busiest moment is the fullest, and of nearly full ones that with the most instances', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 1_000_000 },
    cluster: { containerInstances: [instances(1, 2048, 4096)] },
    // One instance that is full, then ten that are nearly so, then ten with next to nothing.
    workloads: [
      { name: 'first', source: burst(2, 10_000, 100_000) },
      { name: 'many', source: burst(19, 300_000, 100_000) },
      { name: 'few', source: burst(1, 700_000, 100_000) },
    ],
    actions: [
      {
        kind: 'registerContainerInstances',
        atMs: 200_000,
        cluster: 'main',
        name: instances(1, 1, 1).name,
        count: 9,
      },
    ],
  });
  const { packing } = ran(scenario, 1_000_000);
  expect(packing.busiest!.at).toBe(300_000);
  expect(packing.busiest!.instances).toHaveLength(10);
  expect(tasksOf(packing.busiest!)).toBe(19);
  expect(tasksOf(packing.last!)).toBe(0);
});

test('of a large fleet some instances are copied, from its first on', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 1_000_000 },
    cluster: { containerInstances: [instances(120, 2048, 4096)] },
    workloads: [{ source: burst(240, 10_000, 2_000_000) }],
  });
  const { packing } = ran(scenario, 1_000_000);
  expect(packing.busiest!.instances.map(({ instance }) => instance)).toEqual(
    Array.from({ length: 60 }, (_, i) => 2 * i),
  );
  expect(packing.last!.instances).toHaveLength(24);
  expect(packing.last!.count).toBe(120);
  expect(packing.last!.tasks).toBe(240);
});

function ran(scenario: Parameters<typeof createSimulation>[0], durationMs: number): FleetMap {
  const seen = new FleetMap(0, durationMs);
  advanceTo(createSimulation(scenario, [seen]), durationMs);
  return seen;
}

function tasksOf({ instances: shown }: PackedFleet): number {
  return shown.flatMap(({ tasks }) => tasks).reduce((sum, { count }) => sum + count, 0);
}
