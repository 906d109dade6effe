import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario, WorkloadSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { instances, memberOf, poisson, scenarioWith } from '../support/scenario.ts';

type Chain = WorkloadSpec['placementStrategy'];

const zone = { type: 'spread', field: 'ecs.availability-zone' } as const;
const each = { type: 'spread', field: 'instanceId' } as const;
const random = { type: 'random', field: '' } as const;
const binpack = (field: 'cpu' | 'memory') => ({ type: 'binpack', field }) as const;
/** The chains that an index answers, and some that it leaves to narrowing at the end. */
const chains: readonly Chain[] = [
  [],
  [random],
  [each],
  [each, random],
  [each, binpack('memory')],
  [zone],
  [zone, each],
  [zone, each, binpack('cpu'), random],
  [zone, random],
  [zone, binpack('memory')],
  [zone, binpack('cpu'), each],
  [{ type: 'spread', field: 'stack' }, zone, each],
  [binpack('cpu')],
  [binpack('memory'), zone],
  [{ type: 'worstFit', field: 'cpu' }, random],
  [{ type: 'firstFit', field: '' }],
  [{ type: 'dotProduct', field: '' }],
];
const constraints: readonly WorkloadSpec['placementConstraints'][] = [
  [],
  [],
  [],
  [{ type: 'distinctInstance' }],
  [memberOf('attribute:stack == a')],
  [memberOf('runningTasksCount < 4')],
];

/** Enough instances for several words of a set and blocks of an order, nearly full, and tasks of many sizes. */
const fleets = fc
  .record({
    seed: fc.nat(1_000_000).map(String),
    placementTie: fc.constantFrom<'first' | 'random'>('first', 'first', 'random'),
    boxes: fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 1, maxLength: 5 }),
    workloads: fc.array(
      fc.record({
        chain: fc.constantFrom(...chains),
        constraints: fc.constantFrom(...constraints),
        cpu: fc.integer({ min: 1, max: 8 }),
        memory: fc.integer({ min: 1, max: 8 }),
        group: fc.constantFrom('one', 'two'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ seed, placementTie, boxes, workloads }): Scenario => {
    const room = boxes.reduce((sum, count) => sum + count, 0) * 8;
    const base = scenarioWith({
      simulation: { seed, placementTie },
      cluster: {
        containerInstances: boxes.map((count, i) =>
          instances(count, 4096 + 1024 * i, 8192 - 1024 * i, {
            name: `box${i}`,
            attributes: { stack: i % 2 === 0 ? 'a' : 'b' },
            availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'].slice(0, 1 + (i % 3)),
          }),
        ),
      },
    });
    const [job] = base.taskDefinitions;
    return {
      ...base,
      taskDefinitions: workloads.map(({ cpu, memory }, i) => ({
        ...job!,
        family: `job${i}`,
        need: { cpu: cpu * 256, memory: memory * 256, gpu: 0 },
      })),
      workloads: workloads.map(({ chain, constraints: own, group }, i) => ({
        ...base.workloads[0]!,
        name: `w${i}`,
        taskDefinitionIndex: i,
        placementStrategy: chain,
        placementConstraints: own,
        group,
        source: poisson(room / workloads.length / 300, 300_000, Math.ceil((room * 1.2) / workloads.length)),
      })),
    };
  });

test('on fleets of hundreds, nearly full, the index chooses what narrowing chooses', () => {
  let answered = 0;
  let missed = 0;
  fc.assert(
    fc.property(fleets, (scenario) => {
      const indexed = createSimulation(scenario);
      const plain = withoutIndex(createSimulation(scenario));
      // In steps, so that a difference shows where it begins.
      for (let at = 0; !indexed.ended; at += 100_000) {
        advanceTo(indexed, at);
        advanceTo(plain, at);
        expect(indexed.digest.hex()).toBe(plain.digest.hex());
      }
      expect(plain.ended).toBe(true);
      const [cluster] = indexed.clusterStates;
      answered += cluster!.placementIndex.answered;
      missed += cluster!.placementIndex.missed;
    }),
    { numRuns: 25, seed: 11 },
  );
  expect(answered).toBeGreaterThan(20_000);
  expect(missed).toBe(0);
});

function withoutIndex(simulation: Simulation): Simulation {
  for (const rules of simulation.workloadStates.flatMap((workload) => workload.rules))
    if (rules !== undefined) (rules as { indexed: null }).indexed = null;
  return simulation;
}
