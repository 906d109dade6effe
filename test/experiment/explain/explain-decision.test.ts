import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import { explainDecision } from '../../../src/experiment/explain/explain-decision.ts';
import { explainFargate } from '../../../src/experiment/explain/explain-fargate.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { snapshot } from '../../../src/simulation/snapshot.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { TruthChecker } from './truth-checker.ts';

/** Small tasks that most instances can run, so that strategies have something to choose from. */
const roomy: fc.Arbitrary<Scenario> = scenarioArbitrary.map((scenario) => ({
  ...scenario,
  taskDefinitions: scenario.taskDefinitions.map((definition) => {
    const { cpu, memory } = definition.need;
    const need = { cpu: Math.ceil(cpu / 8), memory: Math.ceil(memory / 8), gpu: 0 };
    return { ...definition, need, architecture: null, osFamily: null };
  }),
}));

test('of random runs: the instance that is named takes the task, and what is named rules the others out', () => {
  const totals = { placed: 0, opened: 0, refused: 0, ruledOut: 0 };
  const causes = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(scenarioArbitrary, roomy), (scenario) => {
      const checker = new TruthChecker(() => true, 3);
      const simulation = createSimulation(scenario, [checker]);
      advanceTo(simulation, 1e12);
      expect(simulation.digest.hex()).toBe(simulate(scenario).digest.hex());
      for (const key of ['placed', 'opened', 'refused', 'ruledOut'] as const)
        totals[key] += checker.seen[key];
      for (const cause of checker.seen.causes) causes.add(cause);
    }),
    { numRuns: 170, seed: 4 },
  );
  expect(Math.min(...Object.values(totals))).toBeGreaterThan(300);
  expect(totals.ruledOut).toBeGreaterThan(3000);
  expect([...causes].sort()).toEqual([
    'RESOURCE:CPU',
    'RESOURCE:ENI',
    'RESOURCE:GPU',
    'RESOURCE:MEMORY',
    'agent',
    'attribute',
    'capacityProvider',
    'distinctInstance',
    'inactive',
    'location',
    'memberOf',
    'port',
  ]);
});

test('an explanation leaves the run as it is', () => {
  class Explainer extends Observer {
    private simulation!: Simulation;
    override begin(world: object): void {
      this.simulation = world as Simulation;
    }
    override taskPlacing(_at: number, task: number, onlyZone: number): void {
      const { tasks, workloadStates } = this.simulation;
      const { fargate } = workloadStates[tasks.workload[task]!]!;
      const explain = fargate ? explainFargate : explainDecision;
      const before = snapshot(this.simulation);
      const first = explain(this.simulation, task, onlyZone);
      expect(isDeepStrictEqual(snapshot(this.simulation), before)).toBe(true);
      expect(isDeepStrictEqual(explain(this.simulation, task, onlyZone), first)).toBe(true);
    }
  }
  fc.assert(
    fc.property(scenarioArbitrary, (scenario) => {
      advanceTo(createSimulation(scenario, [new Explainer()]), 1e12);
    }),
    { numRuns: 8, seed: 5 },
  );
});
