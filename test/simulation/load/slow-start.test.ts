import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../../src/catalog/defaults.ts';
import type { Scenario, ServiceSpec } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { beginSlowStart } from '../../../src/simulation/load/slow-start.ts';
import { instances, ROUTING, scenarioWith } from '../../support/scenario.ts';

const MINUTE = 60_000;
const UPDATE = { kind: 'updateService', cluster: 'main', service: 'web', deployment: {} } as const;
const UNCHANGED = { ...UPDATE, taskDefinitionIndex: null, forceNewDeployment: false, desiredCount: null };

interface Parts {
  readonly desiredCount: number;
  readonly actions?: Scenario['actions'];
  readonly deployment?: ServiceSpec['deployment'];
  readonly slowStartMs?: number;
}

/** A service `web` behind one target group, at `until`, and its tasks, the oldest first. */
function run(parts: Parts, until: number) {
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
  const { tasks, serviceStates } = simulation;
  const own = serviceStates[0]!.deployments
    .flatMap((deployment) => [...deployment.tasks])
    .sort((a, b) => tasks.ordinal[a]! - tasks.ordinal[b]!);
  return { simulation, own };
}

/** When each of its targets entered slow start, ms, or -1. */
function startsOf(parts: Parts, until: number): number[] {
  const { simulation, own } = run(parts, until);
  return own.map((task) => simulation.targets.get(task)!.slowStartAt);
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

test('beside those that are rising themselves it does not, beside those that have risen it does', () => {
  const release = { ...UNCHANGED, atMs: 10 * MINUTE, forceNewDeployment: true };
  const starts = (atMs: number) =>
    startsOf({ desiredCount: 2, actions: [release, scaleTo(3, atMs)] }, 40 * MINUTE);
  const minutesOf = (list: readonly number[]) => list.map((start) => Math.floor(start / MINUTE));
  expect(minutesOf(starts(12 * MINUTE))).toEqual([10, 10, -1]);
  expect(minutesOf(starts(30 * MINUTE))).toEqual([10, 10, 30]);
});

test('one that is found healthy again is judged by those that are there now', () => {
  const { simulation, own } = run({ desiredCount: 2 }, 10 * MINUTE);
  const [task] = own;
  const targets = simulation.targets.get(task!)!;
  beginSlowStart(simulation, task!, targets, true);
  expect(targets.slowStartAt).toBe(-1);
  beginSlowStart(simulation, task!, targets, false);
  expect(targets.slowStartAt).toBe(simulation.now);
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
