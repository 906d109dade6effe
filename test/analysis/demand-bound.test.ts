import { expect, test } from 'vitest';
import { DemandBound } from '../../src/analysis/demand-bound.ts';
import { InstancesInUse } from '../../src/analysis/instances-in-use.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { Holding, type TaskIndex } from '../../src/model/task-table.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { burst, instances, poisson, scenarioWith } from '../support/scenario.ts';

const SIZE = { cpu: 4096, memory: 8192, gpu: 0 };
const IDEAL = [{ size: SIZE, count: Number.POSITIVE_INFINITY }];

/** Counts everything anew at every event, from the tables alone. */
class SlowCount extends Observer {
  boundMs = 0;
  inUseMs = 0;
  mostNeeded = 0;
  mostInUse = 0;
  tasksAtMost = 0;
  private bound = 0;
  private inUse = 0;
  private since = 0;
  private world!: World;
  private readonly warmUpMs: number;

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }
  override begin(world: World): void {
    this.world = world;
  }
  override taskPlaced(at: number): void {
    this.count(at, -1);
  }
  override taskReleased(at: number, task: TaskIndex): void {
    this.count(at, task);
  }
  override runEnded(at: number): void {
    this.pass(at);
  }

  private pass(at: number): void {
    const ms = at - Math.max(this.since, this.warmUpMs);
    this.boundMs += Math.max(0, ms) * this.bound;
    this.inUseMs += Math.max(0, ms) * this.inUse;
    this.since = at;
  }

  private count(at: number, _task: TaskIndex): void {
    this.pass(at);
    const { tasks } = this.world;
    const held = tasks.liveTasks().filter((task) => (tasks.holding[task]! & Holding.CONTROL) !== 0);
    const sum = (column: Int32Array) => held.reduce((total, task) => total + column[task]!, 0);
    const wide = held.filter((task) => tasks.memory[task]! > SIZE.memory / 2).length;
    this.bound = Math.max(
      wide,
      Math.ceil(sum(tasks.cpu) / SIZE.cpu),
      Math.ceil(sum(tasks.memory) / SIZE.memory),
    );
    this.inUse = new Set(held.map((task) => tasks.instance[task])).size;
    if (at < this.warmUpMs) return;
    this.mostInUse = Math.max(this.mostInUse, this.inUse);
    if (this.bound > this.mostNeeded) {
      this.mostNeeded = this.bound;
      this.tasksAtMost = held.length;
    }
  }
}

function scenario(warmUpMs: number) {
  const base = scenarioWith({
    simulation: { warmUpMs },
    cluster: { idealFleet: instances(1, SIZE.cpu, SIZE.memory) },
    workloads: [
      { source: poisson(0.05, 90_000, 300), placementStrategy: [{ type: 'random', field: '' }] },
      { source: burst(7, 400_000, 300_000), taskDefinitionIndex: 1, group: 'family:wide' },
    ],
  });
  const [definition] = base.taskDefinitions;
  const wide = { ...definition!, family: 'wide', need: { cpu: 512, memory: 4500, gpu: 0 } };
  return { ...base, taskDefinitions: [definition!, wide] };
}

test.each([0, 600_000])(
  'bound and instances in use are what counting anew gives, after a warm-up of %i ms',
  (warmUpMs) => {
    const demand = new DemandBound(warmUpMs, [IDEAL]);
    const inUse = new InstancesInUse(warmUpMs);
    const slow = new SlowCount(warmUpMs);
    const simulation = createSimulation(scenario(warmUpMs), [demand, inUse, slow]);
    expect(advanceTo(simulation, 1e12)).toBe('ended');
    const { now } = simulation;
    expect(Number(demand.instanceMs(now))).toBe(slow.boundMs);
    expect(Number(inUse.instanceMs(now))).toBe(slow.inUseMs);
    expect(slow.boundMs).toBeGreaterThan(0);
    expect(slow.boundMs).toBeLessThan(slow.inUseMs);
    expect(inUse.peak).toBeGreaterThanOrEqual(slow.mostInUse);
  },
);

test('the tasks of the moment of the most demand are those of then, whatever came later', () => {
  const demand = new DemandBound(0, [IDEAL]);
  const simulation = createSimulation(scenario(0), [demand]);
  advanceTo(simulation, 1e12);
  const { atMs, tasksByCluster } = demand.peak();
  const counts = Object.fromEntries(tasksByCluster[0]!.map(({ size, count }) => [size.memory, count]));
  expect(counts[4500]).toBe(7);
  // The same run, stopped at that moment, has as many in its tables.
  const again = createSimulation(scenario(0));
  advanceTo(again, atMs);
  const { tasks } = again;
  const held = tasks.liveTasks().filter((task) => (tasks.holding[task]! & Holding.CONTROL) !== 0);
  const ofMemory = (memory: number) => held.filter((task) => tasks.memory[task] === memory).length;
  expect(counts).toEqual({ 4500: ofMemory(4500), 1024: ofMemory(1024) });
});
