import { expect, test } from 'vitest';
import type { EarlySuccess } from '../../src/policies/deployment/completion.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { container, instances, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;

function withRevisions(scenario: Scenario, count: number): Scenario {
  const [job] = scenario.taskDefinitions;
  return {
    ...scenario,
    taskDefinitions: Array.from({ length: count }, (_, i) => ({ ...job!, revision: i + 1 })),
  };
}

test('a service starts its tasks at once and is steady when they are healthy', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: HOUR },
    cluster: { containerInstances: [instances(4, 4096, 4096)] },
    workloads: [],
    services: [{ desiredCount: 4 }],
  });
  const simulation = createSimulation(scenario);
  advanceTo(simulation, HOUR);
  const [web] = simulation.services;
  expect(web!.deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'COMPLETED', finishedAt: 40_000 },
  ]);
  expect(web!.events.map(({ at, message }) => `${at} ${message}`)).toEqual([
    '0 (service web) has started 4 tasks: (task job-1) (task job-2) (task job-3) (task job-4).',
    '40000 (service web) (deployment ecs-svc/1) deployment completed.',
    '40000 (service web) has reached a steady state.',
  ]);
});

test.each([
  [100, 200],
  [50, 100],
  [100, 150],
  [0, 100],
])('a rolling deployment at %i/%i', (minimumHealthyPercent, maximumPercent) => {
  const scenario = withRevisions(
    scenarioWith({
      simulation: { durationMs: HOUR },
      cluster: { containerInstances: [instances(4, 4096, 4096)] },
      workloads: [],
      services: [
        {
          desiredCount: 4,
          taskDefinitionIndexes: [0, 1],
          deployment: { minimumHealthyPercent, maximumPercent, circuitBreaker: null, earlySuccess: null },
        },
      ],
      actions: [
        {
          kind: 'updateService',
          atMs: 600_000,
          cluster: 'main',
          service: 'web',
          desiredCount: null,
          taskDefinitionIndex: 1,
          forceNewDeployment: false,
          deployment: {},
        },
      ],
    }),
    2,
  );
  const simulation = createSimulation(scenario);
  advanceTo(simulation, HOUR);
  const [web] = simulation.services;
  expect(web!.deployments.map(({ rolloutState, status }) => [status, rolloutState])).toEqual([
    ['PRIMARY', 'COMPLETED'],
    ['INACTIVE', 'COMPLETED'],
  ]);
});

/** Services of 1,024 CPU units a task, with revisions of which the second may be larger. */
function servicesScenario(parts: {
  readonly hosts: number;
  readonly services: Parameters<typeof scenarioWith>[0]['services'];
  readonly actions?: readonly Partial<Update>[];
  readonly failures?: Scenario['failures'];
  readonly secondCpu?: number;
}): Scenario {
  const scenario = withRevisions(
    scenarioWith({
      simulation: { durationMs: 2 * HOUR },
      cluster: { containerInstances: [instances(parts.hosts, 4096, 8192)] },
      workloads: [],
      services: parts.services!.map((spec) => ({ taskDefinitionIndexes: [0, 1], ...spec })),
      actions: (parts.actions ?? []).map(update),
      failures: parts.failures ?? [],
    }),
    2,
  );
  const [first, second] = scenario.taskDefinitions;
  const need = { ...second!.need, cpu: parts.secondCpu ?? second!.need.cpu };
  return {
    ...scenario,
    taskDefinitions: [first!, { ...second!, need, containers: [{ ...container(), image: 'second' }] }],
  };
}

type Update = Extract<Scenario['actions'][number], { kind: 'updateService' }>;

function update(parts: Partial<Update>): Update {
  return {
    kind: 'updateService',
    atMs: 10 * MINUTE,
    cluster: 'main',
    service: 'web',
    desiredCount: null,
    taskDefinitionIndex: null,
    forceNewDeployment: false,
    deployment: {},
    ...parts,
  };
}

const MINUTE = 60_000;
const BREAKER = {
  rollback: true,
  threshold: { type: 'BOUNDED_PERCENT', value: 50 },
  resetOnHealthyTask: true,
} as const;

function ran(scenario: Scenario) {
  const simulation = createSimulation(scenario);
  advanceTo(simulation, 1e12);
  const [web] = simulation.services;
  return { simulation, web: web!, said: web!.events.map(({ at, message }) => `${at} ${message}`) };
}

test('a rollback keeps the tasks of the deployment that it goes back to, and is not rolled back itself (ecs:R-4.29)', () => {
  const { web, simulation } = ran(
    servicesScenario({
      hosts: 4,
      services: [
        {
          desiredCount: 4,
          deployment: {
            minimumHealthyPercent: 100,
            maximumPercent: 200,
            circuitBreaker: BREAKER,
            earlySuccess: null,
          },
        },
      ],
      actions: [{ taskDefinitionIndex: 1 }],
      failures: [{ kind: 'pull', image: 'second', share: 1, isThrottling: false, fromMs: 0, untilMs: null }],
    }),
  );
  expect(web.deployments).toMatchObject([
    { id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', createdAt: 0 },
    { id: 'ecs-svc/2', status: 'INACTIVE', rolloutState: 'FAILED', rolledBackAt: null },
  ]);
  expect(web.deployments[0]!.rolledBackAt).toBe(web.deployments[1]!.finishedAt);
  const { tasks } = simulation;
  const started = tasks.liveTasks().map((task) => tasks.startedAt[task]);
  expect(started).toEqual([0, 0, 0, 0]);
});

test('a new revision that nobody has room for fails its deployment, unless placements do not count', () => {
  const scenario = servicesScenario({
    hosts: 1,
    secondCpu: 4000,
    services: [
      {
        desiredCount: 2,
        deployment: {
          minimumHealthyPercent: 100,
          maximumPercent: 200,
          circuitBreaker: BREAKER,
          earlySuccess: null,
        },
      },
    ],
    actions: [{ taskDefinitionIndex: 1 }],
  });
  const states = (timings: Partial<Scenario['timings']>) =>
    ran({ ...scenario, timings: { ...scenario.timings, ...timings } }).web.deployments.map(
      ({ rolloutState }) => rolloutState,
    );
  expect(states({})).toEqual(['COMPLETED', 'FAILED']);
  expect(states({ 'circuitBreaker.countPlacementFailures': false })).toEqual(['IN_PROGRESS', 'COMPLETED']);
});

test('a task that has no room is not tried above the bounds, and is dropped when nobody wants it any more', () => {
  const { simulation, said } = ran(
    servicesScenario({
      hosts: 1,
      services: [{ desiredCount: 5 }],
      actions: [{ desiredCount: 1, atMs: 20 * MINUTE }],
    }),
  );
  const { tasks } = simulation;
  expect(tasks.live).toBe(1);
  expect(said.filter((line) => line.includes('has started'))).toHaveLength(1);
  expect(said.at(-1)).toBe(`${20 * MINUTE} (service web) has reached a steady state.`);
});

test('all who lacked room start together when there is some, by the next try (ecs:R-4.37)', () => {
  const started = (retryOnCapacityChange: boolean) => {
    const scenario = servicesScenario({
      hosts: 1,
      services: [
        { desiredCount: 4, serviceName: 'web' },
        { desiredCount: 3, serviceName: 'api' },
      ],
      actions: [{ desiredCount: 1, atMs: 20 * MINUTE }],
    });
    const timings = { ...scenario.timings, 'placement.retryOnCapacityChange': retryOnCapacityChange };
    const { simulation } = ran({ ...scenario, timings });
    return simulation.services[1]!.events.filter(({ message }) => message.includes('has started')).map(
      ({ at, message }) => `${at} ${message.split(': ')[0]}`,
    );
  };
  // The tries are at 50 s and every five minutes after that.
  expect(started(false)).toEqual([`${20 * MINUTE + 50_000} (service api) has started 3 tasks`]);
});

test('"unable to place a task" is news again once there has been room (ecs:R-7.35)', () => {
  const { said } = ran(
    servicesScenario({
      hosts: 1,
      services: [{ desiredCount: 5 }],
      actions: [
        { desiredCount: 2, atMs: 20 * MINUTE },
        { desiredCount: 6, atMs: 40 * MINUTE },
      ],
    }),
  );
  const unable = said.filter((line) => line.includes('was unable to place a task'));
  expect(unable.map((line) => Number(line.split(' ')[0]) / MINUTE)).toEqual([0, 40]);
});

test('failures of an older revision do not throttle the newer one (ecs:R-4.36)', () => {
  const scenario = servicesScenario({
    hosts: 8,
    services: [{ desiredCount: 8, taskDefinitionIndexes: [0, 1] }],
    actions: [{ taskDefinitionIndex: 1 }, { taskDefinitionIndex: 0, atMs: 10 * MINUTE + 5000 }],
    failures: [{ kind: 'pull', image: 'second', share: 1, isThrottling: false, fromMs: 0, untilMs: null }],
  });
  const slow = { ...scenario.timings, 'pull.giveUp': { kind: 'constant', value: 13_000 } as const };
  const { web } = ran({ ...scenario, timings: slow });
  const [last] = web.deployments;
  // There is no room under the maximum before the eight failing ones give up; then all start together.
  expect(last).toMatchObject({ rolloutState: 'COMPLETED', finishedAt: 10 * MINUTE + 13_000 + 40_000 });
});

test('deployments in quick succession leave no task behind', () => {
  const { web, simulation } = ran(
    servicesScenario({
      hosts: 4,
      services: [{ desiredCount: 2 }],
      actions: Array.from({ length: 120 }, (_, i) => ({ forceNewDeployment: true, atMs: MINUTE + i * 1000 })),
    }),
  );
  expect(web.deployments[0]).toMatchObject({ rolloutState: 'COMPLETED', id: 'ecs-svc/121' });
  expect(simulation.tasks.live).toBe(2);
});

test('a task that crashes as it starts is replaced by the next pass on the grid', () => {
  const { said } = ran(
    servicesScenario({
      hosts: 1,
      services: [{ desiredCount: 1 }],
      failures: [
        {
          kind: 'exit',
          taskDefinitionIndexes: null,
          service: null,
          exitCode: 1,
          afterStart: null,
          share: 1,
        },
      ],
    }),
  );
  const starts = said.map((line) => Number(line.split(' ')[0]));
  expect(starts).toHaveLength(100);
  expect(starts.every((at, i) => i === 0 || at - starts[i - 1]! === 5000)).toBe(true);
});

test('early success: a deployment is over when enough new tasks are healthy, before or after the old ones go (ecs:R-4.19)', () => {
  const finishedAt = (earlySuccess: EarlySuccess | null) => {
    const scenario = servicesScenario({
      hosts: 3,
      services: [
        {
          desiredCount: 4,
          deployment: { minimumHealthyPercent: 50, maximumPercent: 100, circuitBreaker: null, earlySuccess },
        },
      ],
      actions: [{ taskDefinitionIndex: 1 }],
    });
    const { web, simulation } = ran(scenario);
    expect([...simulation.deployments[1]!.deployment.tasks]).toHaveLength(4);
    expect(web.events.at(-1)!.message).toBe('(service web) has reached a steady state.');
    return (web.deployments[0]!.finishedAt! - 10 * MINUTE) / 1000;
  };
  // Two are replaced at once and two when those are healthy, 40 s later each.
  expect(finishedAt(null)).toBe(80);
  expect(finishedAt({ healthyPercent: 50, cleanup: 'DEFERRED' })).toBe(40);
  expect(finishedAt({ healthyPercent: 50, cleanup: 'BLOCKING' })).toBe(40);
  expect(finishedAt({ healthyPercent: 75, cleanup: 'DEFERRED' })).toBe(80);
});

test('a scale-in leaves each capacity provider its share (ecs:R-5.6)', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: HOUR },
    capacityProviders: [
      { name: 'FARGATE', kind: 'FARGATE' },
      { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
    ],
    workloads: [],
    services: [
      {
        desiredCount: 13,
        launchType: 'FARGATE',
        capacityProviderStrategy: [
          { provider: 0, base: 1, weight: 1 },
          { provider: 1, base: 0, weight: 3 },
        ],
      },
    ],
    actions: [9, 5, 1].map((desiredCount, i) => update({ desiredCount, atMs: (i + 1) * 10 * MINUTE })),
  });
  const simulation = createSimulation(scenario);
  const { tasks } = simulation;
  const counts = [5, 15, 25, 35].map((minute) => {
    advanceTo(simulation, minute * MINUTE);
    const live = tasks.liveTasks();
    return [0, 1].map((provider) => live.filter((task) => tasks.provider[task] === provider).length);
  });
  expect(counts).toEqual([
    [4, 9],
    [3, 6],
    [2, 3],
    [1, 0],
  ]);
});
