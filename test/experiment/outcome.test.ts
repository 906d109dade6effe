import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAssertions } from '../../src/experiment/assertions.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { AssertionSpec, Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, DEFAULT_TIMINGS, instances, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const outcomeOf = (scenario: Scenario) => runScenario({ scenario, prices: TEST_PRICES });

/** Random runs that are cut off somewhere, with a warm-up. */
const cut = fc
  .tuple(scenarioArbitrary, fc.constantFrom(0, 0, 30_000), fc.integer({ min: 1, max: 400_000 }))
  .map(([spec, warmUpMs, more]) => ({
    ...spec,
    simulation: { ...spec.simulation, warmUpMs, durationMs: warmUpMs + more },
  }));

test('every task is accounted for, and every part of the cost adds up to the total', () => {
  fc.assert(
    fc.property(cut, (scenario) => {
      const { tasks, cost, costs, timeline } = outcomeOf(scenario);
      const stoppedBeforeStart = tasks.requested - tasks.started - tasks.gaveUp - tasks.pendingAtEnd.count;
      expect(stoppedBeforeStart).toBeGreaterThanOrEqual(0);
      expect(tasks.stopped + stoppingAtEnd(scenario)).toBeGreaterThanOrEqual(stoppedBeforeStart);
      const { succeeded, failed, interrupted, userInitiated, serviceSchedulerInitiated } = tasks;
      expect(succeeded + failed + interrupted + userInitiated + serviceSchedulerInitiated).toBe(
        tasks.stopped,
      );
      const nano = (amounts: Iterable<number | string>) =>
        [...amounts].reduce<number>((sum, amount) => sum + Math.round(Number(amount) * 1e9), 0);
      const total = Math.round(cost.total * 1e9);
      expect(nano(costs.map((row) => row.effectiveCost))).toBe(total);
      for (const parts of [cost.byProduct, cost.byUsageType, cost.byCapacityProvider, cost.byCluster])
        expect(nano(Object.values(parts))).toBe(total);
      expect(
        nano([
          ...Object.values(cost.byTaskDefinition),
          cost.idle,
          cost.instances.booting,
          cost.instances.draining,
          cost.unattributed,
          cost.unusedCommitment,
        ]),
      ).toBe(total);
      const steps = timeline.columns.cost.filter((_, i) => timeline.columns.scope[i] === 'run') as number[];
      expect(nano(steps)).toBe(total);
      // A group's row has what it is made of; what that costs stands in the rows of cluster and capacity provider.
      for (const [i, step] of timeline.columns.cost.entries())
        if (timeline.columns.scope[i] === 'autoScalingGroup') expect(step).toBeNull();
        else expect(step).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 80, seed: 3 },
  );
});

test('the order of resources in the file does not matter where ECS says it does not', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (scenario) => {
      const swap = (index: number) => 1 - index;
      const other: Scenario = {
        ...scenario,
        taskDefinitions: [...scenario.taskDefinitions].reverse(),
        workloads: scenario.workloads.map((spec) => ({
          ...spec,
          taskDefinitionIndex: swap(spec.taskDefinitionIndex),
        })),
        failures: scenario.failures.map((spec) =>
          'taskDefinitionIndexes' in spec && spec.taskDefinitionIndexes !== null
            ? { ...spec, taskDefinitionIndexes: spec.taskDefinitionIndexes.map(swap) }
            : spec,
        ),
        services: scenario.services.map((spec) => ({
          ...spec,
          taskDefinitionIndex: swap(spec.taskDefinitionIndex),
          taskDefinitionIndexes: spec.taskDefinitionIndexes.map(swap),
        })),
        actions: scenario.actions.map((action) =>
          action.kind === 'updateService' && action.taskDefinitionIndex !== null
            ? { ...action, taskDefinitionIndex: swap(action.taskDefinitionIndex) }
            : action,
        ),
      };
      const { digest, cost } = outcomeOf(scenario);
      const swapped = outcomeOf(other);
      expect(swapped.digest).toBe(digest);
      expect(swapped.cost.total).toBe(cost.total);
    }),
    { numRuns: 60, seed: 4 },
  );
});

/** Tasks that stop without having started, and have not STOPPED when the run ends. */
function stoppingAtEnd(scenario: Scenario): number {
  const simulation = createSimulation(scenario);
  advanceTo(simulation, 1e12);
  const { tasks } = simulation;
  return tasks.liveTasks().filter((task) => tasks.stoppingAt[task]! >= 0 && tasks.startedAt[task]! < 0)
    .length;
}

test('an idle month: nothing happens, and what is there is paid for', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 30 * 86_400_000 },
    cluster: {
      containerInstances: [instances(1, 2048, 8192, { ec2InstanceType: 'm5.large', hourlyPrice: null })],
    },
    workloads: [{ source: burst(0, 0, 0) }],
  });
  const { cost, instances: fleet, run } = outcomeOf(scenario);
  expect(cost.total).toBe(69.12);
  expect(cost.idle).toBe(69.12);
  expect(cost.monthly).toBe(70.08);
  expect(fleet.hours).toBe(720);
  expect(run.events).toBeLessThan(5);
});

test('another seed, another outcome; the same seed, the same bytes', () => {
  const scenario = scenarioWith({
    timings: DEFAULT_TIMINGS,
    cluster: { containerInstances: [instances(2, 2048, 2048)] },
    workloads: [{ source: burst(9, 0, 5000) }],
  });
  const other = { ...scenario, simulation: { ...scenario.simulation, seed: '2' } };
  expect(JSON.stringify(outcomeOf(scenario))).toBe(JSON.stringify(outcomeOf(scenario)));
  expect(outcomeOf(other).digest).not.toBe(outcomeOf(scenario).digest);
});

const queueing = outcomeOf(
  scenarioWith({
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    workloads: [{ source: burst(3, 0, 60_000) }],
    simulation: { durationMs: 100_000 },
  }),
);

test.each<[AssertionSpec, boolean, number | string | null]>([
  [{ that: 'tasks.requested', comparison: 'equals', limit: 3, scope: null }, true, 3],
  [{ that: 'tasks.gaveUp', comparison: 'atMost', limit: 0, scope: null }, true, 0],
  [{ that: 'cost.total', comparison: 'atLeast', limit: 0.01, scope: null }, false, 0],
  [{ that: 'nothing.there', comparison: 'atMost', limit: 9, scope: null }, false, null],
  [{ that: 'constructor.name', comparison: 'equals', limit: 'Object', scope: null }, false, null],
  [{ that: 'max(running)', comparison: 'atMost', limit: 1, scope: 'run' }, true, 1],
  [{ that: 'max(running)', comparison: 'atMost', limit: 1, scope: 'cluster/main' }, true, 1],
  [{ that: 'min(running)', comparison: 'atLeast', limit: 1, scope: 'cluster/other' }, false, null],
  // A third of the tasks still waits, so the waits of the others prove nothing.
  [{ that: 'tasks.wait.p95', comparison: 'atMost', limit: 3600, scope: null }, false, 60],
])('asserts %o', (assertion, holds, actual) => {
  const [result] = checkAssertions([assertion], queueing);
  expect(result).toMatchObject({ holds, actual });
});

test('warns in plain words when many tasks wait at the end', () => {
  expect(queueing.warnings.map((warning) => warning.code)).toContain('tasks-pending-at-end');
});
