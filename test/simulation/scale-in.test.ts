import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import type { TaskStatus } from '../../src/model/task-status.ts';
import { NONE, type TaskIndex } from '../../src/model/task-table.ts';
import { pickProvider } from '../../src/policies/capacity/pick-provider.ts';
import { chooseStop } from '../../src/policies/placement/choose-stop.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { PlacementStrategySpec, Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { isOld, isProtected } from '../../src/simulation/services/count-tasks.ts';
import { scaleIn } from '../../src/simulation/services/scale-in.ts';
import type { Service } from '../../src/simulation/services/service.ts';
import { tasksByProvider } from '../../src/simulation/services/start-task.ts';
import { stopByScheduler } from '../../src/simulation/services/stop-by-scheduler.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { instances, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;

const CHAINS: readonly (readonly PlacementStrategySpec[])[] = [
  [],
  [{ type: 'binpack', field: 'memory' }],
  [{ type: 'spread', field: 'instanceId' }],
  [{ type: 'random', field: '' }],
];

interface Given {
  readonly desiredCount: number;
  readonly chain: number;
  readonly atMs: number;
  readonly drains: boolean;
  readonly old: boolean;
  readonly count: number;
  readonly protectedEvery: number;
}

/** A release at the hour, seen some time later, with an instance that drains or not. */
function inTheMidst({ desiredCount, chain, atMs, drains, protectedEvery }: Given): Simulation {
  const actions: ActionSpec[] = [update(1)];
  if (drains)
    actions.push({
      kind: 'updateContainerInstancesState',
      atMs: HOUR - 1,
      cluster: 'main',
      containerInstances: ['box-2'],
      status: 'DRAINING',
    });
  const scenario = scenarioWith({
    simulation: { durationMs: 2 * HOUR },
    cluster: {
      containerInstances: [instances(6, 8192, 8192, { availabilityZones: ['us-east-1a', 'us-east-1b'] })],
    },
    workloads: [],
    services: [{ desiredCount, taskDefinitionIndexes: [0, 1], placementStrategy: CHAINS[chain]! }],
    actions,
  });
  const simulation = createSimulation(withTwoRevisions(scenario));
  advanceTo(simulation, HOUR + atMs);
  for (const task of simulation.tasks.liveTasks())
    if (task % protectedEvery === 0) simulation.protectedUntil.set(task, 2 * HOUR);
  return simulation;
}

function update(taskDefinitionIndex: number): ActionSpec {
  return {
    kind: 'updateService',
    atMs: HOUR,
    cluster: 'main',
    service: 'web',
    desiredCount: null,
    taskDefinitionIndex,
    forceNewDeployment: false,
    deployment: {},
  };
}

function withTwoRevisions(scenario: Scenario): Scenario {
  const [first] = scenario.taskDefinitions;
  return { ...scenario, taskDefinitions: [first!, { ...first!, revision: 2 }] };
}

/** Looks at all tasks of the service anew for each stop. */
function naiveScaleIn(simulation: Simulation, service: Service, { count, old }: Given): string[] {
  const { tasks, fleet } = simulation;
  const stopped: string[] = [];
  for (let left = count; left > 0; left--) {
    const all = service.deployments.flatMap((deployment) => [...deployment.tasks]);
    const candidates = all
      .filter((task) => isOld(simulation, service, task) === old)
      .map((task) => ({
        task,
        lastStatus: tasks.status[task] as TaskStatus,
        protectionEnabled: isProtected(simulation, task),
        zone: tasks.zone[task]!,
        instance: tasks.instance[task]!,
        cpu: tasks.cpu[task]!,
        memory: tasks.memory[task]!,
      }));
    const workload = simulation.workloadStates[service.deployments[0]!.workload]!;
    const { strategies } = workload.rules.find((rules) => rules !== undefined)!;
    const task = chooseStop(fleet, candidates, strategies, service.stops);
    if (task !== NONE) stopByScheduler(simulation, task, stopped);
  }
  return stopped;
}

test('so many stops at once are those that would go one by one', () => {
  let most = 0;
  fc.assert(
    fc.property(
      fc.record({
        desiredCount: fc.integer({ min: 1, max: 20 }),
        chain: fc.nat(CHAINS.length - 1),
        atMs: fc.integer({ min: 1, max: 60_000 }),
        drains: fc.boolean(),
        old: fc.boolean(),
        count: fc.nat(25),
        protectedEvery: fc.constantFrom(2, 3, 1000),
      }),
      (given) => {
        const [fast, slow] = [inTheMidst(given), inTheMidst(given)];
        const stopped: string[] = [];
        scaleIn(fast, fast.serviceStates[0]!, given, () => true, stopped);
        expect(stopped).toEqual(naiveScaleIn(slow, slow.serviceStates[0]!, given));
        expect(fast.serviceStates[0]!.stops.snapshot()).toEqual(slow.serviceStates[0]!.stops.snapshot());
        most = Math.max(most, stopped.length);
      },
    ),
    { numRuns: 120, seed: 21 },
  );
  expect(most).toBeGreaterThan(10);
});

/** Asks anew, at every start, what the service has on each provider. */
class ProviderJudge extends Observer {
  simulation!: Simulation;
  starts = 0;

  override begin(world: World): void {
    this.simulation = world as Simulation;
  }

  override taskRequested(_at: number, task: TaskIndex): void {
    const { serviceStates, workloadStates, tasks } = this.simulation;
    const items = workloadStates[tasks.workload[task]!]!.spec.capacityProviderStrategy;
    const have = tasksByProvider(this.simulation, serviceStates[0]!, items);
    expect(tasks.provider[task]).toBe(items[pickProvider(items, have)]!.provider);
    this.starts++;
  }
}

test('each start goes where the strategy wants the next task, by what the service has at that moment', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 2 * HOUR },
    capacityProviders: [
      { name: 'FARGATE', kind: 'FARGATE' },
      { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
    ],
    definition: { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] },
    workloads: [],
    services: [
      {
        desiredCount: 23,
        launchType: 'FARGATE',
        taskDefinitionIndexes: [0, 1],
        deployment: {
          minimumHealthyPercent: 60,
          maximumPercent: 130,
          circuitBreaker: null,
          earlySuccess: null,
        },
        capacityProviderStrategy: [
          { provider: 0, base: 4, weight: 1 },
          { provider: 1, base: 0, weight: 3 },
        ],
      },
    ],
    actions: [update(1)],
  });
  const judge = new ProviderJudge();
  advanceTo(createSimulation(withTwoRevisions(scenario), [judge]), 1e12);
  expect(judge.starts).toBe(46);
});
