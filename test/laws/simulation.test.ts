import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/catalog/defaults.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import { TaskStatus } from '../../src/model/task-status.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { instances, poisson, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

test('at every event: nothing over-committed, no task lost, time never goes back', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (spec) => {
      const checker = new Checker();
      const simulation = createSimulation(spec, [checker]);
      checker.read(simulation);
      advanceTo(simulation, 1e12);
      checker.check(simulation.now);
      expect(simulation.ended).toBe(true);
      const { requested, gone, live } = checker.counts();
      expect(requested).toBe(gone + live);
      expect(live).toBe(simulation.tasks.live);
      expect(simulation.clusterStates.reduce((sum, cluster) => sum + cluster.waiting, 0)).toBe(live);
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
  const first = durations({ cluster, workloads: [{ source, placementStrategy: [{ type: 'binpack', field: 'cpu' }] }] });
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

/** Counts everything again from the tables, at every piece of news. */
class Checker extends Observer {
  private world: World | null = null;
  private last = 0;
  private requested = 0;
  private gone = 0;

  read(world: World): void {
    this.world = world;
  }
  counts() {
    return { requested: this.requested, gone: this.gone, live: this.requested - this.gone };
  }
  override taskRequested(at: number): void {
    this.requested++;
    this.check(at);
  }
  override taskPlaced(at: number): void {
    this.check(at);
  }
  override taskReleased(at: number): void {
    this.checkTime(at);
  }
  override taskStatusChanged(at: number): void {
    this.check(at);
  }
  override pullStarted(at: number): void {
    this.check(at);
  }
  override taskGone(at: number): void {
    this.gone++;
    this.checkTime(at);
  }

  private checkTime(at: number): void {
    must(at >= this.last, 'time went back');
    this.last = at;
  }

  check(at: number): void {
    this.checkTime(at);
    const { fleet, tasks } = this.world!;
    const cpu = new Float64Array(fleet.rows);
    const hostCpu = new Float64Array(fleet.rows);
    const count = new Float64Array(fleet.rows);
    for (const task of tasks.liveTasks()) {
      const instance = tasks.instance[task]!;
      if (instance < 0) continue;
      count[instance]!++;
      if ((tasks.holding[task]! & 1) !== 0) cpu[instance]! += tasks.cpu[task]!;
      if ((tasks.holding[task]! & 2) !== 0) hostCpu[instance]! += tasks.cpu[task]!;
      if (tasks.status[task] === TaskStatus.RUNNING) must((tasks.holding[task]! & 2) === 2, 'a running task is not on its host');
    }
    for (let i = 0; i < fleet.rows; i++) {
      must(fleet.cpuFree[i]! >= 0, 'CPU over-committed');
      must(fleet.memoryFree[i]! >= 0, 'memory over-committed');
      must(fleet.cpuTotal[i]! - fleet.cpuFree[i]! === cpu[i], 'the control ledger is wrong');
      must(fleet.cpuTotal[i]! - fleet.hostCpuFree[i]! === hostCpu[i], 'the host ledger is wrong');
      must(hostCpu[i]! <= fleet.cpuTotal[i]!, 'a host holds more than it has');
      must(fleet.taskCount[i] === count[i], 'an instance miscounts its tasks');
      if (fleet.status[i] === InstanceStatus.CLOSED) must(count[i] === 0, 'a closed instance has tasks');
    }
  }
}

function must(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}
