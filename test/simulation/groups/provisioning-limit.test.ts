import { expect, test } from 'vitest';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { load } from '../../support/load.ts';

const MINUTE_MS = 60_000;

/** A service of 12 tasks, two an instance, on a group without instances; so many tasks can be in PROVISIONING at once. */
async function started(mostTasks: number): Promise<Simulation> {
  const text = JSON.stringify({
    simulation: { duration: '1h' },
    clusters: [{ clusterName: 'main', capacityProviders: ['asg'] }],
    autoScalingGroups: [{ autoScalingGroupName: 'fleet', instanceType: 'm5.large', minSize: 0, maxSize: 20 }],
    capacityProviders: [
      {
        name: 'asg',
        autoScalingGroupProvider: {
          autoScalingGroupArn: 'fleet',
          managedScaling: { status: 'ENABLED', instanceWarmupPeriod: 60 },
        },
      },
    ],
    taskDefinitions: [
      { family: 'web', containerDefinitions: [{ name: 'web', image: 'web', cpu: 1024, memory: 1024 }] },
    ],
    services: [
      {
        serviceName: 'web',
        taskDefinition: 'web',
        desiredCount: 12,
        capacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
      },
    ],
    timings: {
      'provisioning.mostTasks': mostTasks,
      'ec2.instanceToActive': '30s',
      'circuitBreaker.floor': 1,
    },
  });
  return createSimulation(await load(text));
}

const messages = (simulation: Simulation) =>
  simulation.serviceStates[0]!.events.map(({ message }) => message);
const provisioning = (simulation: Simulation) => simulation.clusterStates[0]!.provisioning;

test('a service has no more tasks in PROVISIONING than a cluster can have, and no start has failed for that', async () => {
  const simulation = await started(5);
  advanceTo(simulation, MINUTE_MS - 1);
  expect(provisioning(simulation)).toBe(5);
  advanceTo(simulation, 30 * MINUTE_MS);
  const service = simulation.serviceStates[0]!;
  expect(service.failedInARow).toBe(0);
  expect(service.deployments[0]!.rolloutState).toBe('COMPLETED');
  expect(messages(simulation).filter((message) => message.includes('unable to place'))).toEqual([]);
  expect(messages(simulation)).toContain(
    '(service web) operations are being throttled. Will try again later.',
  );
});

test('it starts more as soon as there is room among them, and does not pause for five minutes first (ecs:R-4.37, R-5.9)', async () => {
  const simulation = await started(5);
  // The first two instances take four of the tasks, which is seen within three minutes.
  advanceTo(simulation, 3 * MINUTE_MS);
  expect(simulation.groups[0]!.members.size).toBeGreaterThanOrEqual(2);
  expect(simulation.serviceStates[0]!.deployments[0]!.tasks.size).toBeGreaterThanOrEqual(9);
});

test('where all of them can be in PROVISIONING the service is not throttled', async () => {
  const simulation = await started(12);
  advanceTo(simulation, 30 * MINUTE_MS);
  expect(messages(simulation).filter((message) => message.includes('throttled'))).toEqual([]);
  expect(simulation.serviceStates[0]!.deployments[0]!.rolloutState).toBe('COMPLETED');
});
