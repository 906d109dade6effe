import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import { explainDecision } from '../../../src/experiment/explain/explain-decision.ts';
import type { Help } from '../../../src/experiment/explain/refusal/help.ts';
import { launchableInstances } from '../../../src/scenario/launchable-instances.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import {
  activate,
  registerContainerInstance,
} from '../../../src/simulation/api/register-container-instance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { loseTask } from '../../../src/simulation/life.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { restore, type SimulationState, snapshot } from '../../../src/simulation/snapshot.ts';
import { placeInCopy } from '../../../src/simulation/what-if.ts';
import { burst, instances, memberOf, scenarioWith } from '../../support/scenario.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { couldTake } from './naive-judge.ts';

/** Tries everything that would have helped, in a copy of the whole run. */
class HelpChecker extends Observer {
  readonly seen: Record<Help['kind'], number> = {
    room: 0,
    end: 0,
    instance: 0,
    constraint: 0,
    agent: 0,
    larger: 0,
  };
  private simulation!: Simulation;

  override begin(world: object): void {
    this.simulation = world as Simulation;
  }

  override taskPlacing(_at: number, task: number): void {
    const { workloadStates, tasks } = this.simulation;
    if (workloadStates[tasks.workload[task]!]!.fargate) return;
    const { result } = explainDecision(this.simulation, task);
    if (result.kind !== 'refused') return;
    const state = snapshot(this.simulation);
    for (const help of result.helps) {
      this.seen[help.kind]++;
      this.check(help, task, state);
    }
  }

  private check(help: Help, task: number, state: SimulationState): void {
    const { simulation } = this;
    const { tasks, fleet, scenario } = simulation;
    if (help.kind === 'larger') {
      const { containerInstances, idealFleet } = scenario.clusters[0]!;
      const launched = scenario.autoScalingGroups.flatMap(launchableInstances);
      const specs = [...containerInstances, ...launched, ...(idealFleet === null ? [] : [idealFleet])];
      expect(Math.max(...specs.map(({ registered }) => registered[help.resource]))).toBe(help.most);
      expect(tasks[help.resource][task]).toBe(help.needs);
      expect(help.needs).toBeGreaterThan(help.most);
      return;
    }
    if (help.kind === 'constraint') {
      const { constraint: kind, expression } = help;
      const lifted = { kind, expression } as unknown as Parameters<typeof couldTake>[3][number];
      const able = [...Array(fleet.rows).keys()].filter((row) =>
        couldTake(simulation, task, row, [lifted], -1),
      );
      expect(able).toHaveLength(help.instances);
      return;
    }
    for (const zone of help.kind === 'instance' ? help.availabilityZones : ['']) {
      const copy = copyOf(scenario, state);
      const row = apply(help, copy, zone);
      const { instance } = placeInCopy(copy, {
        workload: tasks.workload[task]!,
        cpu: tasks.cpu[task]!,
        memory: tasks.memory[task]!,
        gpu: tasks.gpu[task]!,
        group: tasks.group[task]!,
        provider: tasks.provider[task]!,
      });
      expect(instance, JSON.stringify(help)).toBe(row);
    }
  }
}

/** Makes it so; gives the instance that must take the task then. */
function apply(
  help: Exclude<Help, { kind: 'larger' | 'constraint' }>,
  copy: Simulation,
  zone: string,
): number {
  const { fleet, tasks } = copy;
  if (help.kind === 'instance') {
    const cluster = copy.clusterStates[0]!;
    const like = [...Array(fleet.rows).keys()].find((row) => copy.instanceId(row) === help.like)!;
    const entry = fleet.entry[like]!;
    const { name } = copy.entries[entry]!;
    const launched = copy.scenario.autoScalingGroups.flatMap(launchableInstances);
    const specs = [...copy.scenario.clusters[0]!.containerInstances, ...launched];
    const spec = specs.find((other) => other.name === name)!;
    const connected = { ...spec, agentConnected: true };
    const number = copy.nextInstanceNumber(name);
    const row = registerContainerInstance(copy, cluster, entry, connected, number, copy.zone(zone));
    activate(copy, row);
    return row;
  }
  const row = [...Array(fleet.rows).keys()].find(
    (instance) => copy.instanceId(instance) === help.containerInstance,
  )!;
  if (help.kind === 'agent') fleet.agentConnected[row] = 1;
  else if (help.kind === 'room') {
    fleet.cpuFree[row]! += help.cpu;
    fleet.memoryFree[row]! += help.memory;
    fleet.gpuFree[row]! += help.gpu;
    fleet.enisFree[row]! += help.networkInterfaces;
  } else {
    const ended = tasks.liveTasks().find((other) => copy.taskId(other) === help.task)!;
    expect(tasks.isWanted(ended)).toBe(!help.isEnding);
    loseTask(copy, ended, 0);
  }
  return row;
}

/** Placed by narrowing, as the index hears nothing of what the tests change. */
function copyOf(scenario: Scenario, state: SimulationState): Simulation {
  const copy = createSimulation(scenario);
  restore(copy, state);
  for (const rules of copy.workloadStates.flatMap((workload) => workload.rules))
    if (rules !== undefined) (rules as { indexed: null }).indexed = null;
  return copy;
}

/** With addresses for all, as `placeInCopy` wants one; without next fit, which has a will of its own. */
const scenarios = scenarioArbitrary.map((scenario) => ({
  ...scenario,
  subnets: scenario.subnets.map((subnet) => ({ ...subnet, addresses: 100 })),
  taskDefinitions: scenario.taskDefinitions.map((definition) => ({
    ...definition,
    need: { ...definition.need, cpu: Math.ceil(definition.need.cpu / 2) },
  })),
  workloads: scenario.workloads.map((workload) => ({
    ...workload,
    placementStrategy: workload.placementStrategy.filter(({ type }) => type !== 'nextFit'),
  })),
}));

test('whatever is said to have helped helps, in a copy of the run', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const checker = new HelpChecker();
      advanceTo(createSimulation(scenario, [checker]), 1e12);
      for (const [kind, count] of Object.entries(checker.seen)) seen[kind] = (seen[kind] ?? 0) + count;
    }),
    { numRuns: 60, seed: 6 },
  );
  expect(Object.keys(seen)).toHaveLength(6);
  for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(2);
});

test('a specimen: what came closest, and what would have helped', () => {
  const explained: ReturnType<typeof explainDecision>[] = [];
  class Listener extends Observer {
    private simulation!: Simulation;
    override begin(world: object): void {
      this.simulation = world as Simulation;
    }
    override taskPlacing(_at: number, task: number): void {
      if (this.simulation.taskId(task) === 'job-4') explained.push(explainDecision(this.simulation, task));
    }
  }
  const scenario = scenarioWith({
    cluster: {
      containerInstances: [
        instances(2, 2048, 2048, {
          name: 'even',
          attributes: { stack: 'a' },
          availabilityZones: ['us-east-1a', 'us-east-1b'],
        }),
        instances(1, 8192, 8192, { name: 'other' }),
      ],
    },
    workloads: [
      { source: burst(2, 0, 600_000), placementStrategy: [{ type: 'firstFit', field: '' }] },
      {
        source: burst(2, 1000, 600_000),
        placementStrategy: [{ type: 'binpack', field: 'cpu' }],
        placementConstraints: [memberOf('attribute:stack == a'), { type: 'distinctInstance' }],
      },
    ],
  });
  advanceTo(createSimulation(scenario, [new Listener()]), 10_000);
  expect(explained[0]).toMatchObject({
    constraints: ['memberOf(attribute:stack == a)', 'distinctInstance'],
    instances: [
      {
        ruledOut: [
          { kind: 'short', need: 'RESOURCE:CPU', needs: 1024, left: 0, kept: 0 },
          { kind: 'short', need: 'RESOURCE:MEMORY', needs: 1024, left: 0, kept: 0 },
          { kind: 'distinctInstance', tasks: ['job-2', 'job-1'] },
        ],
      },
      { ruledOut: [{ kind: 'distinctInstance', tasks: ['job-3'] }] },
      { ruledOut: [{ kind: 'memberOf', because: 'attribute:stack == a (is not set)' }] },
    ],
    steps: [],
    result: {
      kind: 'refused',
      behind: null,
      left: { all: { cpu: 9216, memory: 9216 }, most: { cpu: 8192, memory: 8192 } },
      closest: ['even-2', 'other-1', 'even-1'],
      helps: [
        { kind: 'end', task: 'job-3', containerInstance: 'even-2', isEnding: false, cpu: 1024, memory: 1024 },
        { kind: 'constraint', constraint: 'memberOf', expression: 'attribute:stack == a', instances: 1 },
        { kind: 'constraint', constraint: 'distinctInstance', expression: null, instances: 1 },
        {
          kind: 'instance',
          instanceType: null,
          like: 'even-1',
          availabilityZones: ['us-east-1a', 'us-east-1b'],
        },
      ],
    },
  });
});
