import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { TaskStatus } from '../../src/model/task-status.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { instances, poisson, scenarioWith } from '../support/scenario.ts';

/** Tasks that each fill one slot make the cluster an M/M/c queue: its mean wait is Erlang's. */
test.each([
  [1, 0.7],
  [5, 0.8],
  [20, 0.9],
])('M/M/%i at %f of its capacity waits as Erlang C says', (slots, load) => {
  const meanMs = 60_000;
  const perSecond = (slots * load * 1000) / meanMs;
  const means = Array.from({ length: 20 }, (_, seed) => meanWait(slots, perSecond, meanMs, `${seed + 1}`));
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const deviation = Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1));
  const halfWidth = (2.093 * deviation) / Math.sqrt(means.length);
  const expected = (erlangC(slots, slots * load) * meanMs) / (slots * (1 - load));
  expect(Math.abs(mean - expected)).toBeLessThan(halfWidth);
  expect(halfWidth / expected).toBeLessThan(0.15);
});

function meanWait(slots: number, perSecond: number, meanMs: number, seed: string): number {
  const tasks = 30_000;
  const waits = new Waits(5_000);
  const simulation = createSimulation(
    scenarioWith({
      simulation: { seed },
      cluster: { containerInstances: [instances(slots, 1024, 1024)] },
      workloads: [{ source: poisson(perSecond, meanMs, tasks), placementStrategy: [{ type: 'firstFit', field: '' }] }],
    }),
    [waits],
  );
  waits.world = simulation;
  advanceTo(simulation, 1e12);
  expect(waits.count).toBe(tasks - 5_000);
  return waits.sum / waits.count;
}

/** The first customers find an empty system and are left out. */
class Waits extends Observer {
  world: World | null = null;
  sum = 0;
  count = 0;
  private readonly skip: number;

  constructor(skip: number) {
    super();
    this.skip = skip;
  }

  override taskStatusChanged(at: number, task: number, _from: TaskStatus, to: TaskStatus): void {
    const { ordinal, requestedAt } = this.world!.tasks;
    if (to !== TaskStatus.RUNNING || ordinal[task]! < this.skip) return;
    this.sum += at - requestedAt[task]!;
    this.count++;
  }
}

/** The chance that an arrival waits in M/M/c with `a` Erlang. */
function erlangC(c: number, a: number): number {
  let blocked = 1;
  for (let n = 1; n <= c; n++) blocked = (a * blocked) / (n + a * blocked);
  return blocked / (1 - (a / c) * (1 - blocked));
}
