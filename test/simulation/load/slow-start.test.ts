import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../../src/catalog/defaults.ts';
import type { Scenario, ServiceSpec } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { instances, ROUTING, scenarioWith } from '../../support/scenario.ts';

const MINUTE = 60_000;
const UPDATE = { kind: 'updateService', cluster: 'main', service: 'web', deployment: {} } as const;
const UNCHANGED = { ...UPDATE, taskDefinitionIndex: null, forceNewDeployment: false, desiredCount: null };

/** When each target of `web` that there is at `until` entered slow start, ms, or -1, the oldest first. */
function startsOf(
  parts: {
    readonly desiredCount: number;
    readonly actions?: Scenario['actions'];
    readonly deployment?: ServiceSpec['deployment'];
    readonly slowStartMs?: number;
  },
  until: number,
): number[] {
  const { desiredCount, actions = [], deployment, slowStartMs = 5 * MINUTE } = parts;
  const simulation = createSimulation(
    scenarioWith({
      simulation: { durationMs: 60 * MINUTE },
      cluster: { containerInstances: [instances(4, 4096, 8192)] },
      workloads: [],
      services: [
        {
          desiredCount,
          loadBalancers: [{ targetGroup: 0, containerName: 'main', containerPort: 80 }],
          ...(deployment === undefined ? {} : { deployment }),
        },
      ],
      targetGroups: [
        {
          name: 'web',
          arn: 'arn:web',
          healthCheck: { intervalMs: 10_000, healthyThreshold: 2, unhealthyThreshold: 2 },
          deregistrationDelayMs: 10 * MINUTE,
          routing: { ...ROUTING, slowStartMs },
        },
      ],
      actions,
      timings: INSTANT_TIMINGS,
    }),
  );
  advanceTo(simulation, until);
  const { tasks, targets, serviceStates } = simulation;
  return serviceStates[0]!.deployments
    .flatMap((own) => [...own.tasks])
    .sort((a, b) => tasks.ordinal[a]! - tasks.ordinal[b]!)
    .map((task) => targets.get(task)!.slowStartAt);
}

const scaleTo = (desiredCount: number, atMs: number) => ({ ...UNCHANGED, atMs, desiredCount });

test('the first targets of a group do not enter it, whenever each is found healthy (autoscaling:R-5.2)', () => {
  expect(startsOf({ desiredCount: 3 }, 10 * MINUTE)).toEqual([-1, -1, -1]);
});

test('those that come to healthy ones do, once they are healthy, together', () => {
  const starts = startsOf({ desiredCount: 1, actions: [scaleTo(3, 10 * MINUTE)] }, 20 * MINUTE);
  expect(starts[0]).toBe(-1);
  for (const start of starts.slice(1)) {
    expect(start).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(start).toBeLessThanOrEqual(10.5 * MINUTE);
  }
});

test('without a duration none does', () => {
  const actions = [scaleTo(3, 10 * MINUTE)];
  expect(startsOf({ desiredCount: 1, actions, slowStartMs: 0 }, 20 * MINUTE)).toEqual([-1, -1, -1]);
});

test('one that comes when all healthy ones have risen enters it, too', () => {
  const actions = [scaleTo(2, 10 * MINUTE), scaleTo(3, 30 * MINUTE)];
  const starts = startsOf({ desiredCount: 1, actions }, 40 * MINUTE);
  expect(starts.map((start) => Math.floor(start / (10 * MINUTE)))).toEqual([-1, 1, 3]);
});

test('targets that are draining are not there: who takes the place of all others gets all at once', () => {
  const deployment = {
    minimumHealthyPercent: 0,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const actions = [{ ...UNCHANGED, atMs: 10 * MINUTE, forceNewDeployment: true }];
  expect(startsOf({ desiredCount: 1, actions, deployment }, 25 * MINUTE)).toEqual([-1]);
});

test('in a rolling deployment the old ones are there, and the new ones rise beside them', () => {
  const actions = [{ ...UNCHANGED, atMs: 10 * MINUTE, forceNewDeployment: true }];
  for (const start of startsOf({ desiredCount: 2, actions }, 25 * MINUTE)) {
    expect(start).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(start).toBeLessThanOrEqual(11 * MINUTE);
  }
});
