import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/catalog/defaults.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { InvariantChecker } from '../support/invariant-checker.ts';
import { instances, poisson, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

test('at every event: nothing over-committed, no task lost, time never goes back', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (spec) => {
      const checker = new InvariantChecker();
      const simulation = createSimulation(spec, [checker]);
      advanceTo(simulation, 1e12);
      expect(simulation.ended).toBe(true);
      expect(checker.live).toBe(simulation.tasks.live);
      // Without a duration a run ends when nobody is left but those that wait.
      if (spec.simulation.durationMs !== null) return;
      expect(simulation.clusterStates.reduce((sum, cluster) => sum + cluster.waiting, 0)).toBe(checker.live);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('same scenario and seed, same digest; another seed, another', () => {
  const spec = scenarioWith({
    timings: DEFAULT_TIMINGS,
    cluster: { containerInstances: [instances(3, 2048, 2048)] },
    workloads: [{ source: poisson(0.1, 60_000, 200) }],
  });
  const other = { ...spec, simulation: { ...spec.simulation, seed: '2' } };
  expect(simulate(spec).digest.hex()).toBe(simulate(spec).digest.hex());
  expect(simulate(other).digest.hex()).not.toBe(simulate(spec).digest.hex());
});

test('a run that is stopped anywhere, saved and restored into a fresh one goes on as if nothing had been', () => {
  fc.assert(
    fc.property(scenarioArbitrary, fc.nat(400), (spec, timers) => {
      const whole = simulate(spec);
      const first = createSimulation(spec);
      advanceTo(first, 1e12, timers);
      const state = snapshot(first);
      advanceTo(first, 1e12);
      for (let i = 0; i < 2; i++) {
        const second = createSimulation(spec);
        restore(second, state);
        advanceTo(second, 1e12);
        expect(second.digest.hex()).toBe(whole.digest.hex());
        expect(second.events).toBe(whole.events);
      }
    }),
    { numRuns: 150, seed: 2 },
  );
});

test('the index chooses what narrowing chooses, at every placement of a run', () => {
  let answered = 0;
  let missed = 0;
  fc.assert(
    fc.property(scenarioArbitrary, (spec) => {
      const plain = createSimulation(spec);
      for (const rules of plain.workloadStates.flatMap((workload) => workload.rules))
        if (rules !== undefined) (rules as { indexed: null }).indexed = null;
      advanceTo(plain, 1e12);
      const indexed = simulate(spec);
      expect(indexed.digest.hex()).toBe(plain.digest.hex());
      for (const { placementIndex } of indexed.clusterStates) {
        answered += placementIndex.answered;
        missed += placementIndex.missed;
      }
    }),
    { numRuns: 400, seed: 4 },
  );
  expect(answered).toBeGreaterThan(9 * missed);
});

test('in slices of any size the run is the same', () => {
  fc.assert(
    fc.property(scenarioArbitrary, fc.integer({ min: 1, max: 90_000 }), (spec, sliceMs) => {
      const simulation = createSimulation(spec);
      for (let at = 0; advanceTo(simulation, at) !== 'ended' && at < 4e6; at += sliceMs);
      advanceTo(simulation, 1e12);
      expect(simulation.digest.hex()).toBe(simulate(spec).digest.hex());
    }),
    { numRuns: 60, seed: 3 },
  );
});

test('another strategy, another workload or another fleet moves no draw: durations are equal task by task', () => {
  const durations = (parts: Parameters<typeof scenarioWith>[0]) => {
    const observer = new Durations();
    observer.world = createSimulation(scenarioWith(parts), [observer]);
    advanceTo(observer.world as never, 1e12);
    return observer.byTask;
  };
  const source = poisson(0.5, 60_000, 300);
  const cluster = { containerInstances: [instances(8, 4096, 4096)] };
  const first = durations({
    cluster,
    workloads: [{ source, placementStrategy: [{ type: 'binpack', field: 'cpu' }] }],
  });
  const second = durations({
    cluster: { containerInstances: [instances(3, 2048, 2048)] },
    timings: DEFAULT_TIMINGS,
    workloads: [{ source }, { source, name: 'other', taskDefinitionIndex: 0 }],
  });
  expect(first.get(0)!.length).toBe(300);
  expect(second.get(0)).toEqual(first.get(0));
  expect(second.get(1)).not.toEqual(first.get(0));
});

class Durations extends Observer {
  world: World | null = null;
  readonly byTask = new Map<number, number[]>();

  override taskRequested(_at: number, task: number): void {
    const { workload, durationMs } = this.world!.tasks;
    const list = this.byTask.get(workload[task]!) ?? [];
    list.push(durationMs[task]!);
    this.byTask.set(workload[task]!, list);
  }
}
