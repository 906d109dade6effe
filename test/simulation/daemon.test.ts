import { expect, test } from 'vitest';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { Scenario, ServiceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { instances, memberOf, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;
const AT = 600_000;
const DAEMON: Partial<ServiceSpec> = {
  serviceName: 'agent',
  schedulingStrategy: 'DAEMON',
  desiredCount: 0,
  deployment: { minimumHealthyPercent: 0, maximumPercent: 100, circuitBreaker: null, earlySuccess: null },
};

function scenarioOf(
  services: readonly Partial<ServiceSpec>[],
  actions: readonly ActionSpec[] = [],
  parts: Partial<Parameters<typeof scenarioWith>[0]> = {},
): Scenario {
  const scenario = scenarioWith({
    simulation: { durationMs: 2 * HOUR },
    cluster: {
      containerInstances: [
        instances(3, 4096, 4096, { attributes: { stack: 'a' } }),
        instances(2, 2048, 2048, { name: 'lab', attributes: { stack: 'b' } }),
      ],
    },
    workloads: [],
    services,
    actions,
    ...parts,
  });
  const [job] = scenario.taskDefinitions;
  return { ...scenario, taskDefinitions: [job!, { ...job!, family: 'other', need: { ...job!.need } }] };
}

const change = (status: 'DRAINING' | 'ACTIVE', atMs: number, id: string): ActionSpec => ({
  kind: 'updateContainerInstancesState',
  atMs,
  cluster: 'main',
  containerInstances: [id],
  status,
});
const release = (atMs: number): ActionSpec => ({
  kind: 'updateService',
  atMs,
  cluster: 'main',
  service: 'agent',
  desiredCount: null,
  taskDefinitionIndex: 1,
  forceNewDeployment: false,
  deployment: {},
});

/** By instance, the families of the tasks whose desiredStatus is RUNNING. */
function tasksOn(simulation: Simulation): string[] {
  const { tasks, fleet } = simulation;
  const found = Array.from({ length: fleet.rows }, (): string[] => []);
  for (const task of tasks.liveTasks())
    if (tasks.isWanted(task) && tasks.instance[task]! >= 0)
      found[tasks.instance[task]!]!.push(simulation.taskId(task).replace(/-\d+$/, ''));
  return found.map((names) => names.sort().join(' '));
}

test('one task on each matching instance; ECS works the desired count out', () => {
  const simulation = createSimulation(
    scenarioOf([{ ...DAEMON, placementConstraints: [memberOf('attribute:stack == a')] }]),
  );
  advanceTo(simulation, HOUR);
  expect(tasksOn(simulation)).toEqual(['job', 'job', 'job', '', '']);
  expect(simulation.serviceStates[0]!.desired).toBe(3);
  expect(simulation.services[0]!.events.map(({ message }) => message).at(-1)).toBe(
    '(service agent) has reached a steady state.',
  );
});

test('daemons have their room before the replicas of a service that was created first', () => {
  const simulation = createSimulation(
    scenarioOf([{ desiredCount: 20, taskDefinitionIndex: 1, taskDefinitionIndexes: [1] }, DAEMON]),
  );
  advanceTo(simulation, 0);
  const full = 'job other other other';
  expect(tasksOn(simulation)).toEqual([full, full, full, 'job other', 'job other']);
});

test('they follow instances that go; on one that drains theirs is the last to stop', () => {
  const standalone = {
    name: 'batch',
    taskDefinitionIndex: 1,
    placementConstraints: [memberOf('attribute:stack == b')],
    placementStrategy: [{ type: 'binpack' as const, field: 'cpu' }],
  };
  const workloads = [
    {
      ...standalone,
      source: {
        kind: 'arrivals' as const,
        arrivals: {
          form: { kind: 'burst' as const, atMs: 1000, count: 1 },
          fromMs: 0,
          untilMs: null,
          limit: null,
        },
        duration: { kind: 'constant' as const, value: HOUR },
      },
    },
  ];
  const simulation = createSimulation(
    scenarioOf(
      [DAEMON],
      [
        { kind: 'terminateInstances', atMs: AT, cluster: 'main', instanceIds: ['box-2'] },
        change('DRAINING', AT, 'box-1'),
        change('DRAINING', AT, 'lab-1'),
        change('ACTIVE', AT + 60_000, 'box-1'),
      ],
      { workloads },
    ),
  );
  advanceTo(simulation, AT);
  expect(tasksOn(simulation)).toEqual(['', '', 'job', 'job other', 'job']);
  expect(simulation.serviceStates[0]!.desired).toBe(2);
  advanceTo(simulation, AT + 60_000);
  expect(tasksOn(simulation)).toEqual(['job', '', 'job', 'job other', 'job']);
  advanceTo(simulation, 1000 + HOUR);
  expect(tasksOn(simulation)).toEqual(['job', '', 'job', '', 'job']);
});

test.each([
  [0, [5, 5]],
  [50, [2, 4, 5]],
  [80, [1, 2, 3, 4, 5]],
])('an update at a minimum of %i percent replaces them where they stand', (minimum, replaced) => {
  const deployment = {
    minimumHealthyPercent: minimum,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const simulation = createSimulation(
    scenarioOf([{ ...DAEMON, deployment, taskDefinitionIndexes: [0, 1] }], [release(AT)]),
  );
  for (const [round, count] of replaced.entries()) {
    advanceTo(simulation, AT + round * 40_000);
    expect(tasksOn(simulation).filter((names) => names === 'other').length).toBe(count);
    expect(tasksOn(simulation).filter((names) => names === 'job').length).toBe(5 - count);
  }
});

test('at a minimum of 100 percent an update is stuck, and the service says so', () => {
  const deployment = {
    minimumHealthyPercent: 100,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const simulation = createSimulation(
    scenarioOf([{ ...DAEMON, deployment, taskDefinitionIndexes: [0, 1] }], [release(AT)]),
  );
  advanceTo(simulation, AT);
  expect(tasksOn(simulation)).toEqual(['job', 'job', 'job', 'job', 'job']);
  expect(simulation.services[0]!.events.at(-1)!.message).toContain('unable to stop or start tasks');
});

test('an instance without room for it is told of and tried again; the others have theirs', () => {
  const scenario = scenarioOf([DAEMON]);
  const [job, other] = scenario.taskDefinitions;
  const large = { ...job!, need: { ...job!.need, cpu: 3000 } };
  const simulation = createSimulation({ ...scenario, taskDefinitions: [large, other!] });
  advanceTo(simulation, HOUR);
  expect(tasksOn(simulation)).toEqual(['job', 'job', 'job', '', '']);
  expect(simulation.serviceStates[0]!.desired).toBe(5);
  expect(simulation.services[0]!.events.map(({ message }) => message)).toContainEqual(
    '(service agent) was unable to place a task because no container instance met all of its requirements. The closest matching container instance has insufficient CPU units available.',
  );
});

test('what a daemon needs stays reserved until it has its room', () => {
  const scenario = scenarioOf(
    [
      { ...DAEMON, taskDefinitionIndexes: [0, 2] },
      { desiredCount: 3, taskDefinitionIndex: 1, taskDefinitionIndexes: [1] },
    ],
    [
      { ...(release(AT) as Extract<ActionSpec, { kind: 'updateService' }>), taskDefinitionIndex: 2 },
      { kind: 'stopTask', atMs: AT + 60_000, cluster: 'main', task: 'other-1', reason: 'by hand' },
    ],
    { cluster: { containerInstances: [instances(1, 4096, 4096)] } },
  );
  const [job, other] = scenario.taskDefinitions;
  const large = { ...job!, family: 'large', need: { ...job!.need, cpu: 2048 } };
  const simulation = createSimulation({ ...scenario, taskDefinitions: [job!, other!, large] });
  advanceTo(simulation, AT - 1);
  expect(tasksOn(simulation)).toEqual(['job other other other']);
  advanceTo(simulation, AT);
  expect(tasksOn(simulation)).toEqual(['other other other']);
  advanceTo(simulation, AT + 60_000);
  expect(tasksOn(simulation)).toEqual(['other other']);
  advanceTo(simulation, AT + 360_000);
  expect(tasksOn(simulation)).toEqual(['large other other']);
  expect(simulation.fleet.awaitsDaemons[0]).toBe(0);
  expect(simulation.fleet.daemonCpu[0]).toBe(0);
});
