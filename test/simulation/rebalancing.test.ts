import { expect, test } from 'vitest';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { Scenario, ServiceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { instances, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const AT = 600_000;
const ZONES = ['us-east-1a', 'us-east-1b'];

/** An instance in each of two zones: the second drains and comes back, so that all tasks are in the first. */
function runWith(
  service: Partial<ServiceSpec>,
  actions: readonly ActionSpec[] = [],
  fleet = [instances(2, 8192, 8192, { availabilityZones: ZONES })],
): Simulation {
  return createSimulation(
    scenarioWith({
      simulation: { durationMs: 6 * HOUR },
      cluster: { containerInstances: fleet },
      workloads: [],
      services: [{ desiredCount: 4, availabilityZoneRebalancing: true, ...service }],
      actions: [state('DRAINING', AT - 5 * MINUTE), state('ACTIVE', AT), ...actions],
    }),
  );
}

const state = (status: 'DRAINING' | 'ACTIVE', atMs: number): ActionSpec => ({
  kind: 'updateContainerInstancesState',
  atMs,
  cluster: 'main',
  containerInstances: ['box-2'],
  status,
});

function byZone({ tasks, zones }: Simulation): number[] {
  const placed = tasks.liveTasks().filter((task) => tasks.isWanted(task) && tasks.zone[task]! >= 0);
  return ZONES.map((name) => placed.filter((task) => zones[tasks.zone[task]!] === name).length);
}

function messages(simulation: Simulation): string[] {
  return simulation.services[0]!.events.filter(({ at }) => at >= AT).map(
    ({ at, message }) => `${(at - AT) / 1000} ${message.replace('(service web) ', '')}`,
  );
}

test('five minutes after the imbalance is seen tasks start in the poor zone, and when healthy as many stop in the rich one', () => {
  const simulation = runWith({});
  advanceTo(simulation, AT + 5 * MINUTE - 1);
  expect(byZone(simulation)).toEqual([4, 0]);
  advanceTo(simulation, AT + 5 * MINUTE);
  expect(byZone(simulation)).toEqual([4, 2]);
  advanceTo(simulation, AT + 5 * MINUTE + 39_999);
  expect(byZone(simulation)).toEqual([4, 2]);
  advanceTo(simulation, AT + 5 * MINUTE + 40_000);
  expect(byZone(simulation)).toEqual([2, 2]);
  expect(messages(simulation).map((text) => text.replace(/\(task .*\)/, 'TASKS'))).toEqual([
    '300 is not AZ balanced with 4 tasks in us-east-1a and 0 tasks in us-east-1b. AZ Rebalancing in progress.',
    '300 has started 2 tasks in us-east-1b to AZ Rebalance: TASKS.',
    '340 has stopped 2 running tasks in us-east-1a due to AZ rebalancing: TASKS.',
    '340 has reached a steady state.',
    '340 is AZ balanced with 2 tasks in us-east-1a and 2 tasks in us-east-1b.',
  ]);
});

test('without it the tasks stay where they are', () => {
  const simulation = runWith({ availabilityZoneRebalancing: false });
  advanceTo(simulation, 6 * HOUR);
  expect(byZone(simulation)).toEqual([4, 0]);
});

test('a zone without room is told of once; all tasks stay, and it is tried again half an hour later', () => {
  const simulation = runWith(
    {},
    [],
    [
      instances(1, 8192, 8192, { availabilityZones: ['us-east-1a'] }),
      instances(1, 512, 512, { availabilityZones: ['us-east-1b'] }),
    ],
  );
  advanceTo(simulation, AT + 36 * MINUTE);
  expect(byZone(simulation)).toEqual([4, 0]);
  expect(messages(simulation)).toEqual([
    '300 is not AZ balanced with 4 tasks in us-east-1a and 0 tasks in us-east-1b. AZ Rebalancing in progress.',
    '300 is unable to place a task in us-east-1b because no container instance met all of its requirements.',
    '300 stopped AZ Rebalancing.',
    '2100 is not AZ balanced with 4 tasks in us-east-1a and 0 tasks in us-east-1b. AZ Rebalancing in progress.',
    '2100 stopped AZ Rebalancing.',
  ]);
});

test('a new deployment ends it, and what it had started goes', () => {
  const simulation = runWith({}, [
    {
      kind: 'updateService',
      atMs: AT + 5 * MINUTE + 1000,
      cluster: 'main',
      service: 'web',
      desiredCount: null,
      taskDefinitionIndex: null,
      forceNewDeployment: true,
      deployment: {},
    },
  ]);
  advanceTo(simulation, AT + HOUR);
  expect(messages(simulation).map((text) => text.replace(/\(task .*\)/, 'TASKS'))).toContain(
    '301 stopped AZ Rebalancing.',
  );
  expect(byZone(simulation)).toEqual([2, 2]);
  expect(simulation.serviceStates[0]!.rebalanceExtra).toBe(0);
});

test('tasks are never more than the maximum: one at a time at 125 percent', () => {
  const deployment = {
    minimumHealthyPercent: 100,
    maximumPercent: 125,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const simulation = runWith({ deployment });
  let most = 0;
  for (let at = AT; at < AT + 20 * MINUTE; at += 1000) {
    advanceTo(simulation, at);
    most = Math.max(most, simulation.serviceStates[0]!.deployments[0]!.tasks.size);
  }
  expect(most).toBe(5);
  expect(byZone(simulation)).toEqual([2, 2]);
});

test('with several Fargate providers the tasks of each are spread by themselves', () => {
  const base = scenarioWith({
    simulation: { durationMs: 2 * HOUR },
    workloads: [],
    definition: { networkMode: 'awsvpc' },
    services: [
      {
        desiredCount: 8,
        launchType: 'FARGATE',
        availabilityZoneRebalancing: true,
        subnets: [0, 1],
        capacityProviderStrategy: [
          { provider: 0, base: 0, weight: 1 },
          { provider: 1, base: 0, weight: 1 },
        ],
      },
    ],
    capacityProviders: [
      { name: 'FARGATE', kind: 'FARGATE' },
      { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
    ],
    subnets: ZONES.map((availabilityZone) => ({
      subnetId: availabilityZone,
      availabilityZone,
      addresses: 100,
    })),
  });
  const outage: Scenario = {
    ...base,
    actions: [{ kind: 'availabilityZoneOutage', atMs: AT, availabilityZone: ZONES[1]!, forMs: 6 * MINUTE }],
  };
  const simulation = createSimulation(outage);
  const { tasks } = simulation;
  const counts = () => {
    const found = [0, 0, 0, 0];
    for (const task of tasks.liveTasks())
      if (tasks.isWanted(task))
        found[tasks.provider[task]! * 2 + Number(simulation.zones[tasks.zone[task]!] === ZONES[1])]!++;
    return found;
  };
  advanceTo(simulation, AT - 1);
  expect(counts()).toEqual([2, 2, 2, 2]);
  advanceTo(simulation, AT + 5 * MINUTE);
  expect(counts()).toEqual([4, 0, 4, 0]);
  advanceTo(simulation, 2 * HOUR - 1);
  expect(counts()).toEqual([2, 2, 2, 2]);
});
