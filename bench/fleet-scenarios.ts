import { DEFAULT_TIMINGS } from '../src/catalog/defaults.ts';
import { DEFAULT_MAINTENANCE } from '../src/scenario/group-maintenance.ts';
import type { Scenario, ServiceSpec } from '../src/scenario/scenario.ts';
import { instances, scenarioWith } from '../test/support/scenario.ts';

const HOUR_MS = 3_600_000;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
/** An instance has room for so many tasks. */
const TASKS_PER_INSTANCE = 4;

/** What a large group is made of, and for how long. */
export interface LargeGroup {
  readonly instances: number;
  /** The tasks that fill the group, in as many services. */
  readonly services: number;
  readonly hours: number;
}

/** A group under managed scaling that services fill, and that rests from then on. */
export function restingGroup(size: LargeGroup): Scenario {
  return largeGroup(size, []);
}

/** The same; after an hour its services stop nine tasks in ten, three hours later they start them again. */
export function breathingGroup(size: LargeGroup): Scenario {
  const tasks = tasksOfService(size);
  const few = Math.max(1, Math.round(tasks / 10));
  return largeGroup(size, [
    ...changes(size.services, HOUR_MS, few),
    ...changes(size.services, 4 * HOUR_MS, tasks),
  ]);
}

const tasksOfService = ({ instances: count, services }: LargeGroup): number =>
  (count * TASKS_PER_INSTANCE) / services;

function changes(services: number, atMs: number, desiredCount: number): Scenario['actions'] {
  return Array.from({ length: services }, (_, i) => ({
    kind: 'updateService',
    atMs,
    cluster: 'main',
    service: nameOf(i),
    desiredCount,
    taskDefinitionIndex: null,
    forceNewDeployment: false,
    deployment: {},
  }));
}

const nameOf = (service: number): string => `web-${service + 1}`;

function largeGroup(size: LargeGroup, actions: Scenario['actions']): Scenario {
  const provider = {
    name: 'fleet',
    managedScaling: { targetCapacity: 100, minimumStep: 1, maximumStep: 10_000, warmUpMs: 300_000 },
    managedTerminationProtection: true,
    managedDraining: true,
  };
  return scenarioWith({
    simulation: { durationMs: size.hours * HOUR_MS },
    // As many as wait at once are seen at once: the group comes and goes in few, large steps.
    timings: { ...DEFAULT_TIMINGS, 'provisioning.mostTasks': 1_000_000 },
    definition: { need: { cpu: 1024, memory: 2048, gpu: 0 } },
    cluster: { capacityProviders: ['fleet'] },
    capacityProviders: [{ name: 'fleet', kind: 'group' }],
    autoScalingGroups: [
      {
        name: 'fleet',
        cluster: 'main',
        provider,
        availabilityZones: ZONES,
        configurations: [
          {
            options: [
              {
                instances: instances(0, 1024 * TASKS_PER_INSTANCE, 2048 * TASKS_PER_INSTANCE, {
                  name: 'fleet',
                  availabilityZones: ZONES,
                  capacityProvider: 'fleet',
                }),
                weight: 1,
              },
            ],
            mixed: null,
          },
        ],
        minSize: 0,
        maxSize: size.instances,
        desiredCapacity: size.instances,
        protectsNew: true,
        terminationPolicies: ['Default'],
        monitoring: { everyMs: 300_000, warmUpMs: 0 },
        maintenance: DEFAULT_MAINTENANCE,
      },
    ],
    workloads: [],
    services: Array.from(
      { length: size.services },
      (_, i): Partial<ServiceSpec> => ({
        serviceName: nameOf(i),
        desiredCount: tasksOfService(size),
        capacityProviderStrategy: [{ provider: 0, base: 0, weight: 1 }],
        placementStrategy: [{ type: 'binpack', field: 'memory' }],
      }),
    ),
    actions,
  });
}
