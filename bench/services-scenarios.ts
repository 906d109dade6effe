import { DEFAULT_TIMINGS, INSTANT_TIMINGS } from '../src/catalog/defaults.ts';
import type { Scenario, TaskDefinitionSpec } from '../src/scenario/scenario.ts';
import { instances, scenarioWith } from '../test/support/scenario.ts';

const HOUR_MS = 3_600_000;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

/** Services of two Fargate tasks each that rest for 30 days. */
export function idleMonth(count: number): Scenario {
  return scenarioWith({
    simulation: { durationMs: 720 * HOUR_MS },
    timings: DEFAULT_TIMINGS,
    definition: { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] },
    workloads: [],
    services: Array.from({ length: count }, (_, i) => ({
      serviceName: `web-${i + 1}`,
      launchType: 'FARGATE',
      desiredCount: 2,
    })),
  });
}

/** A service on 200 large instances whose tasks start, and after an hour give way to those of the next revision, at 100/200. */
export function largeRelease(tasks: number, timings: 'default' | 'instant'): Scenario {
  const scenario = scenarioWith({
    simulation: { durationMs: 3 * HOUR_MS },
    timings: timings === 'default' ? DEFAULT_TIMINGS : INSTANT_TIMINGS,
    definition: { need: { cpu: 1024, memory: 2048, gpu: 0 } },
    cluster: { containerInstances: [instances(200, 65_536, 262_144, { availabilityZones: ZONES })] },
    workloads: [],
    services: [{ desiredCount: tasks, taskDefinitionIndexes: [0, 1] }],
    actions: [
      {
        kind: 'updateService',
        atMs: HOUR_MS,
        cluster: 'main',
        service: 'web',
        desiredCount: null,
        taskDefinitionIndex: 1,
        forceNewDeployment: false,
        deployment: {},
      },
    ],
  });
  const [first] = scenario.taskDefinitions as [TaskDefinitionSpec];
  return { ...scenario, taskDefinitions: [first, { ...first, revision: 2 }] };
}
