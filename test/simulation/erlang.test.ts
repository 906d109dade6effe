import { beforeAll, describe, expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { TaskStatus } from '../../src/model/task-status.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { instances, poisson, scenarioWith } from '../support/scenario.ts';

const MEAN_MS = 60_000;
const TASKS = 8_000;
/** The first tasks find an empty system and are left out. */
const SKIPPED = 1_500;
const SEEDS = 20;
/** Student's t with 19 degrees of freedom: 95 % lie within. */
const T_95 = 2.093;

/** Tasks that each fill one slot make the cluster an M/M/c queue: its waits are Erlang's. */
const QUEUES: readonly { instanceCount: number; slotsEach: number; load: number }[] = [
  { instanceCount: 1, slotsEach: 1, load: 0.7 },
  { instanceCount: 5, slotsEach: 1, load: 0.8 },
  { instanceCount: 4, slotsEach: 2, load: 0.6 },
  { instanceCount: 1, slotsEach: 10, load: 0.75 },
  { instanceCount: 20, slotsEach: 1, load: 0.9 },
];

describe.each(QUEUES)('$instanceCount instances of $slotsEach slots at $load of their capacity', (queue) => {
  const slots = queue.instanceCount * queue.slotsEach;
  let runs: Waits[] = [];
  beforeAll(() => {
    runs = Array.from({ length: SEEDS }, (_, i) => waitsOf(queue, `${slots}.${i + 1}`));
  });
  const waiting = erlangC(slots, slots * queue.load);

  test('wait as long as Erlang C says', () => {
    const interval = intervalOf(runs.map((waits) => waits.sum / waits.count));
    const expected = (waiting * MEAN_MS) / (slots * (1 - queue.load));
    expect(Math.abs(interval.mean - expected)).toBeLessThan(interval.halfWidth);
    expect(interval.halfWidth / expected).toBeLessThan(0.2);
  });

  test('wait as often as Erlang C says', () => {
    const interval = intervalOf(runs.map((waits) => waits.waited / waits.count));
    expect(Math.abs(interval.mean - waiting)).toBeLessThan(interval.halfWidth);
    expect(interval.halfWidth / waiting).toBeLessThan(0.08);
  });

  test('are apart from a queue with one slot more', () => {
    const interval = intervalOf(runs.map((waits) => waits.waited / waits.count));
    const other = erlangC(slots + 1, slots * queue.load);
    expect(Math.abs(interval.mean - other)).toBeGreaterThan(interval.halfWidth);
  });
});

function waitsOf(queue: (typeof QUEUES)[number], seed: string): Waits {
  const { instanceCount, slotsEach, load } = queue;
  const perSecond = (instanceCount * slotsEach * load * 1000) / MEAN_MS;
  const waits = new Waits();
  const simulation = createSimulation(
    scenarioWith({
      simulation: { seed },
      cluster: { containerInstances: [instances(instanceCount, 1024 * slotsEach, 1024 * slotsEach)] },
      workloads: [
        { source: poisson(perSecond, MEAN_MS, TASKS), placementStrategy: [{ type: 'firstFit', field: '' }] },
      ],
    }),
    [waits],
  );
  waits.world = simulation;
  advanceTo(simulation, 1e12);
  expect(waits.count).toBe(TASKS - SKIPPED);
  return waits;
}

class Waits extends Observer {
  world: World | null = null;
  sum = 0;
  waited = 0;
  count = 0;

  override taskStatusChanged(at: number, task: number, _from: TaskStatus, to: TaskStatus): void {
    const { ordinal, requestedAt } = this.world!.tasks;
    if (to !== TaskStatus.RUNNING || ordinal[task]! < SKIPPED) return;
    this.sum += at - requestedAt[task]!;
    if (at > requestedAt[task]!) this.waited++;
    this.count++;
  }
}

/** The chance that an arrival waits in M/M/c with `a` Erlang. */
function erlangC(c: number, a: number): number {
  let blocked = 1;
  for (let n = 1; n <= c; n++) blocked = (a * blocked) / (n + a * blocked);
  return blocked / (1 - (a / c) * (1 - blocked));
}

function intervalOf(values: readonly number[]): { mean: number; halfWidth: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, halfWidth: T_95 * Math.sqrt(variance / values.length) };
}
