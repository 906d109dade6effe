import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BusiestMoment } from '../../src/analysis/busiest-moment.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

test('no instant of a run is fuller than the one that is found', () => {
  fc.assert(
    fc.property(scenarioArbitrary, fc.constantFrom(0, 20_000), (base, warmUpMs) => {
      const scenario = { ...base, simulation: { ...base.simulation, durationMs: 150_000, warmUpMs } };
      const observer = new BusiestMoment(warmUpMs);
      advanceTo(createSimulation(scenario, [observer]), 150_000);
      const again = createSimulation(scenario);
      let highest = -1;
      let atMs = 0;
      // Looks at the tables after each millisecond in which something can have happened, and at the end of the warm-up.
      for (const at of instantsOf(createSimulation(scenario), warmUpMs)) {
        advanceTo(again, at);
        const share = shareOf(again);
        if (at < warmUpMs || share <= highest) continue;
        highest = share;
        atMs = at;
      }
      expect(observer.atMs).toBe(atMs);
    }),
    { seed: 5, numRuns: 60 },
  );
});

test('the first of equals, after the warm-up', () => {
  const find = (warmUpMs: number) => {
    const observer = new BusiestMoment(warmUpMs);
    const scenario = scenarioWith({
      simulation: { durationMs: 100_000, warmUpMs },
      cluster: { containerInstances: [instances(1, 4096, 4096)] },
      workloads: [{ source: burst(3, 10_000, 20_000) }, { name: 'later', source: burst(2, 50_000, 20_000) }],
    });
    advanceTo(createSimulation(scenario, [observer]), 100_000);
    return observer.atMs;
  };
  expect([0, 10_000, 20_000, 30_000, 80_000].map(find)).toEqual([10_000, 10_000, 20_000, 50_000, 80_000]);
});

test('an ideal fleet is fullest when most is reserved', () => {
  const observer = new BusiestMoment(0);
  const scenario = scenarioWith({
    cluster: { idealFleet: instances(1, 1024, 4096) },
    workloads: [{ source: burst(1, 0, 5000) }, { name: 'later', source: burst(3, 9000, 5000) }],
  });
  advanceTo(createSimulation(scenario, [observer]), 100_000);
  expect(observer.atMs).toBe(9000);
});

function instantsOf(simulation: Simulation, warmUpMs: number): number[] {
  const instants = new Set([0, warmUpMs]);
  while (advanceTo(simulation, 150_000, 1) === 'paused') instants.add(simulation.now);
  return [...instants].sort((a, b) => a - b);
}

function shareOf({ fleet, entries, scenario }: Simulation): number {
  const [cluster] = scenario.clusters;
  const ideal = cluster!.idealFleet?.registered;
  const total = { cpu: 0, memory: 0, gpu: 0 };
  const reserved = { ...total };
  let opened = false;
  for (let instance = 0; instance < fleet.rows; instance++) {
    const isActive = fleet.status[instance] === InstanceStatus.ACTIVE;
    const isIdeal = entries[fleet.entry[instance]!]!.ideal;
    if (isIdeal) opened = true;
    for (const resource of ['cpu', 'memory', 'gpu'] as const) {
      const all = fleet[`${resource}Total`][instance]!;
      if (isActive) reserved[resource] += all - fleet[`${resource}Free`][instance]!;
      if (isActive && !isIdeal) total[resource] += all;
    }
  }
  if (opened) for (const resource of ['cpu', 'memory', 'gpu'] as const) total[resource] += ideal![resource];
  return Math.max(
    0,
    ...(['cpu', 'memory', 'gpu'] as const).map((resource) =>
      total[resource] === 0 ? 0 : reserved[resource] / total[resource],
    ),
  );
}
