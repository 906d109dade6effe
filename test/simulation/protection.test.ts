import { expect, test } from 'vitest';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { ServiceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const AT = 600_000;

function runWith(service: Partial<ServiceSpec>, actions: readonly ActionSpec[]): Simulation {
  const scenario = scenarioWith({
    simulation: { durationMs: 4 * HOUR },
    cluster: { containerInstances: [instances(4, 4096, 4096)] },
    workloads: [{ name: 'batch', taskDefinitionIndex: 1, source: burst(1, 0, HOUR) }],
    services: [{ desiredCount: 4, taskDefinitionIndexes: [0, 1], ...service }],
    actions,
  });
  const [job] = scenario.taskDefinitions;
  return createSimulation({ ...scenario, taskDefinitions: [job!, { ...job!, family: 'other' }] });
}

const protect = (atMs: number, tasks: readonly string[], expiresInMinutes = 120): ActionSpec => ({
  kind: 'updateTaskProtection',
  atMs,
  cluster: 'main',
  service: null,
  tasks,
  protectionEnabled: true,
  expiresInMinutes,
});
const update = (atMs: number, change: { desiredCount?: number; revision?: number }): ActionSpec => ({
  kind: 'updateService',
  atMs,
  cluster: 'main',
  service: 'web',
  desiredCount: change.desiredCount ?? null,
  taskDefinitionIndex: change.revision ?? null,
  forceNewDeployment: false,
  deployment: {},
});

/** Ids of the service's tasks whose desiredStatus is RUNNING. */
function wanted(simulation: Simulation): string[] {
  return simulation.serviceStates[0]!.deployments.flatMap(({ tasks }) =>
    [...tasks].map((task) => simulation.taskId(task)),
  ).sort();
}

test('a scale-in passes over protected tasks', () => {
  const simulation = runWith({}, [protect(AT, ['job-1', 'job-3']), update(AT + 1, { desiredCount: 2 })]);
  advanceTo(simulation, AT + 1);
  expect(wanted(simulation)).toEqual(['job-1', 'job-3']);
});

test('protected tasks above the desired count stay until their protection ends, and the service says so', () => {
  const simulation = runWith({}, [protect(AT, ['job-1', 'job-3'], 10), update(AT + 1, { desiredCount: 1 })]);
  advanceTo(simulation, AT + 10 * MINUTE - 1);
  expect(wanted(simulation)).toEqual(['job-1', 'job-3']);
  expect(simulation.services[0]!.events.at(-1)!.message).toBe(
    '(service web) was unable to reach steady state because task set (ecs-svc/1) was unable to scale in. Reason: The number of protected tasks are more than the desired count of tasks.',
  );
  advanceTo(simulation, AT + 10 * MINUTE);
  expect(wanted(simulation).length).toBe(1);
  expect(simulation.services[0]!.events.at(-1)!.message).toBe('(service web) has reached a steady state.');
});

test('each call sets the clock anew; without protectionEnabled it ends', () => {
  const end: ActionSpec = {
    ...(protect(AT + 20 * MINUTE, ['job-3']) as Extract<ActionSpec, { kind: 'updateTaskProtection' }>),
    protectionEnabled: false,
  };
  const simulation = runWith({}, [
    protect(AT, ['job-1', 'job-2', 'job-3'], 10),
    protect(AT + 9 * MINUTE, ['job-1', 'job-3'], 30),
    update(AT + 9 * MINUTE, { desiredCount: 1 }),
    end,
  ]);
  advanceTo(simulation, AT + 10 * MINUTE - 1);
  expect(wanted(simulation)).toEqual(['job-1', 'job-2', 'job-3']);
  advanceTo(simulation, AT + 10 * MINUTE);
  expect(wanted(simulation)).toEqual(['job-1', 'job-3']);
  advanceTo(simulation, AT + 20 * MINUTE);
  expect(wanted(simulation)).toEqual(['job-1']);
  expect(simulation.protectedUntil.size).toBe(1);
});

test('a deployment leaves protected tasks of the old revision alone, and they count for its maximum', () => {
  const deployment = {
    minimumHealthyPercent: 50,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const simulation = runWith({ deployment }, [
    protect(AT, ['job-1', 'job-2'], 60),
    update(AT + 1, { revision: 1 }),
  ]);
  advanceTo(simulation, AT + 59 * MINUTE);
  expect(wanted(simulation)).toEqual(['job-1', 'job-2', 'other-2', 'other-3']);
  advanceTo(simulation, AT + 62 * MINUTE);
  expect(wanted(simulation)).toEqual(['other-2', 'other-3', 'other-4', 'other-5']);
});

test('a protected task on an instance that drains waits, but StopTask and the loss of its instance end it', () => {
  const simulation = runWith({ placementStrategy: [{ type: 'binpack', field: 'cpu' }] }, [
    protect(AT, ['job-1', 'job-2'], 60),
    {
      kind: 'updateContainerInstancesState',
      atMs: AT + 1,
      cluster: 'main',
      containerInstances: ['box-1'],
      status: 'DRAINING',
    },
    { kind: 'stopTask', atMs: AT + 10 * MINUTE, cluster: 'main', task: 'job-1', reason: 'by hand' },
    { kind: 'terminateInstances', atMs: AT + 20 * MINUTE, cluster: 'main', instanceIds: ['box-1'] },
  ]);
  advanceTo(simulation, AT + 9 * MINUTE);
  expect(wanted(simulation)).toContain('job-1');
  expect(wanted(simulation)).toContain('job-2');
  expect(wanted(simulation)).not.toContain('job-3');
  advanceTo(simulation, AT + 10 * MINUTE);
  expect(wanted(simulation)).not.toContain('job-1');
  advanceTo(simulation, AT + 20 * MINUTE);
  expect(wanted(simulation)).not.toContain('job-2');
  expect(simulation.protectedUntil.size).toBe(0);
  expect(wanted(simulation).length).toBe(4);
});

test('what AWS refuses: a task that is not there, a standalone one, and more than the service is to have', () => {
  const simulation = runWith({ desiredCount: 2 }, [
    protect(AT, ['job-1', 'job-9', 'other-1', 'job-2']),
    update(AT + 1, { desiredCount: 1 }),
    protect(AT + 2, ['job-1']),
  ]);
  advanceTo(simulation, HOUR - 1);
  expect(simulation.refusedActions.map(({ message }) => message)).toEqual([
    'AWS would have refused an action: UpdateTaskProtection: job-9 MISSING, other-1 TASK_NOT_VALID',
    'AWS would have refused an action: UpdateTaskProtection: job-1 DEPLOYMENT_BLOCKED',
  ]);
});
