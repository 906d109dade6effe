import { expect, test } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { instances, scenarioWith } from '../support/scenario.ts';

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
          deployment: { minimumHealthyPercent, maximumPercent, circuitBreaker: null },
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
