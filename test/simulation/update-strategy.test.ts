import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { complaintsOf, small } from '../support/load.ts';

const FARGATE_JOB = {
  family: 'job',
  cpu: '512',
  memory: '1024',
  networkMode: 'awsvpc',
  containerDefinitions: [{ name: 'job', image: 'job' }],
};
const item = (capacityProvider: string, weight = 1) => ({ capacityProvider, weight });

/** A service of four tasks on FARGATE that gets these updates. */
const text = (updates: readonly object[], others: object = {}) =>
  small({
    simulation: { duration: '3h' },
    timings: 'instant',
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: ['FARGATE', 'FARGATE_SPOT', 'fleet'],
        containerInstances: [{ ec2InstanceType: 'm5.large', capacityProviderName: 'fleet' }],
      },
    ],
    capacityProviders: [{ name: 'fleet' }],
    taskDefinitions: [FARGATE_JOB],
    services: [
      {
        serviceName: 'web',
        taskDefinition: 'job',
        desiredCount: 4,
        availabilityZoneRebalancing: 'DISABLED',
        capacityProviderStrategy: [item('FARGATE')],
      },
    ],
    workloads: [],
    actions: updates.map((update, i) => ({ at: `${i + 1}h`, updateService: { service: 'web', ...update } })),
    ...others,
  });

async function simulationOf(scenario: string): Promise<Simulation> {
  const loaded = await loadScenario(scenario, { fileName: 's.yaml', files: memoryFiles({}) });
  return createSimulation(loaded.scenario, []);
}

/** How many tasks run on FARGATE and on FARGATE_SPOT, and how many deployments there were. */
function stateAt(simulation: Simulation, minutes: number): readonly number[] {
  advanceTo(simulation, minutes * 60_000);
  const { tasks, providers, serviceStates } = simulation;
  const running = serviceStates[0]!.deployments.flatMap((deployment) => [...deployment.tasks]);
  const on = (name: string) =>
    running.filter((task) => providers[tasks.provider[task]!]!.name === name).length;
  return [on('FARGATE'), on('FARGATE_SPOT'), simulation.deployments.length];
}

const TO_SPOT = { capacityProviderStrategy: [item('FARGATE_SPOT')] };

test('another strategy moves no task and starts no deployment; what comes later goes by it (ecs:R-5.7, X-5.36)', async () => {
  const simulation = await simulationOf(text([TO_SPOT, { desiredCount: 6 }]));
  expect(stateAt(simulation, 59)).toEqual([4, 0, 1]);
  expect(stateAt(simulation, 90)).toEqual([4, 0, 1]);
  expect(stateAt(simulation, 150)).toEqual([4, 2, 1]);
});

test('a forced deployment moves all tasks to it', async () => {
  const simulation = await simulationOf(text([{ ...TO_SPOT, forceNewDeployment: true }]));
  expect(stateAt(simulation, 90)).toEqual([0, 4, 2]);
});

test('a snapshot between the update and what goes by it has the strategy', async () => {
  const scenario = text([TO_SPOT, { forceNewDeployment: true }]);
  const simulation = await simulationOf(scenario);
  stateAt(simulation, 90);
  const copy = await simulationOf(scenario);
  restore(copy, snapshot(simulation));
  expect(stateAt(copy, 150)).toEqual([0, 4, 2]);
  expect(stateAt(simulation, 150)).toEqual([0, 4, 2]);
  expect(copy.digest.snapshot()).toEqual(simulation.digest.snapshot());
});

const AT = 'actions[0].updateService.capacityProviderStrategy';

test.each<[object, object, string]>([
  [
    { capacityProviderStrategy: [item('fleet')] },
    {},
    `${AT}: expected capacity providers of FARGATE, where the tasks of the service run, received those of EC2. That a service moves between Fargate and instances is not modelled yet.`,
  ],
  [
    { capacityProviderStrategy: [] },
    {},
    `${AT}: expected a strategy, as neither the cluster nor the service has anything to go back to, received an empty one.`,
  ],
  [
    { capacityProviderStrategy: [item('FARGATE', 0), item('FARGATE_SPOT', 0)] },
    {},
    `${AT}: expected a weight above 0`,
  ],
  [
    { capacityProviderStrategy: [item('other')] },
    {},
    `${AT}[0].capacityProvider: expected one of the cluster's`,
  ],
])('what is refused of a later strategy: %#', async (update, others, complaint) => {
  const complaints = await complaintsOf(text([update], others));
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(complaint);
});
