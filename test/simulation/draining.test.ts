import { expect, test } from 'vitest';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { ServiceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { burst, DEFAULT_TIMINGS, instances, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;
const AT = 600_000;

/** Four instances with room for four tasks each. */
function runWith(service: Partial<ServiceSpec>, actions: readonly ActionSpec[], timings = {}): Simulation {
  return createSimulation(
    scenarioWith({
      simulation: { durationMs: 2 * HOUR },
      cluster: { containerInstances: [instances(4, 4096, 4096)] },
      workloads: [],
      services: [{ desiredCount: 4, placementStrategy: [{ type: 'binpack', field: 'cpu' }], ...service }],
      actions,
      ...timings,
    }),
  );
}

const drain = (atMs: number, ...containerInstances: string[]): ActionSpec => ({
  kind: 'updateContainerInstancesState',
  atMs,
  cluster: 'main',
  containerInstances,
  status: 'DRAINING',
});
const activate = (atMs: number, ...containerInstances: string[]): ActionSpec => ({
  ...(drain(atMs, ...containerInstances) as Extract<ActionSpec, { kind: 'updateContainerInstancesState' }>),
  status: 'ACTIVE',
});

/** Tasks with desiredStatus RUNNING on each instance. */
function wantedByInstance({ tasks, fleet }: Simulation): number[] {
  const counts = Array.from({ length: fleet.rows }, () => 0);
  for (const task of tasks.liveTasks())
    if (tasks.isWanted(task) && tasks.instance[task]! >= 0) counts[tasks.instance[task]!]!++;
  return counts;
}

function messages(simulation: Simulation): string[] {
  return simulation.services[0]!.events.filter(({ at }) => at >= AT).map(
    ({ at, message }) => `${(at - AT) / 1000} ${message.replace('(service web) ', '')}`,
  );
}

test('at 100/200 the replacements are healthy before the tasks of a draining instance stop', () => {
  const simulation = runWith({}, [drain(AT, 'box-1')]);
  advanceTo(simulation, AT - 1);
  expect(wantedByInstance(simulation)).toEqual([4, 0, 0, 0]);
  advanceTo(simulation, AT);
  expect(wantedByInstance(simulation)).toEqual([4, 4, 0, 0]);
  advanceTo(simulation, AT + 39_999);
  expect(wantedByInstance(simulation)).toEqual([4, 4, 0, 0]);
  advanceTo(simulation, AT + 40_000);
  expect(wantedByInstance(simulation)).toEqual([0, 4, 0, 0]);
  expect(simulation.fleet.status[0]).toBe(InstanceStatus.DRAINING);
  expect(messages(simulation)).toEqual(
    [
      '0 has started 4 tasks: (task job-5) (task job-6) (task job-7) (task job-8).',
      '40 has stopped 4 running tasks: (task job-1) (task job-2) (task job-3) (task job-4).',
      '40 has reached a steady state.',
    ].map((text) =>
      expect.stringMatching(new RegExp(text.replace(/[().]/g, '\\$&').replace(/job-[1-4]/g, 'job-[1-4]'))),
    ),
  );
});

test('at 50/100 two stop, two start, and so on', () => {
  const deployment = {
    minimumHealthyPercent: 50,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const simulation = runWith({ deployment }, [drain(AT, 'box-1')]);
  advanceTo(simulation, AT);
  expect(wantedByInstance(simulation)).toEqual([2, 2, 0, 0]);
  advanceTo(simulation, AT + 40_000);
  expect(wantedByInstance(simulation)).toEqual([0, 4, 0, 0]);
});

test('at 100/100 nothing can move, and the service says so once', () => {
  const deployment = {
    minimumHealthyPercent: 100,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const simulation = runWith({ deployment }, [drain(AT, 'box-1')]);
  advanceTo(simulation, AT + HOUR);
  expect(wantedByInstance(simulation)).toEqual([4, 0, 0, 0]);
  expect(messages(simulation)).toEqual([
    '0 was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
  ]);
});

test('an instance that is ACTIVE again keeps the tasks that it still has, and takes more', () => {
  const deployment = {
    minimumHealthyPercent: 100,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const simulation = runWith({ deployment }, [drain(AT, 'box-1'), activate(AT + 60_000, 'box-1')]);
  advanceTo(simulation, AT + 60_000);
  expect(wantedByInstance(simulation)).toEqual([4, 0, 0, 0]);
  expect(simulation.fleet.status[0]).toBe(InstanceStatus.ACTIVE);
  expect(messages(simulation).at(-1)).toBe('60 has reached a steady state.');
});

test('tasks of a service that do not run yet stop at once', () => {
  const simulation = runWith({}, [drain(500, 'box-1')], { timings: DEFAULT_TIMINGS });
  advanceTo(simulation, 500);
  expect(wantedByInstance(simulation)).toEqual([0, 4, 0, 0]);
  advanceTo(simulation, HOUR);
  expect(wantedByInstance(simulation)).toEqual([0, 4, 0, 0]);
});

test('standalone tasks are left alone, and those that wait get no room there', () => {
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(1, 2048, 2048)] },
    workloads: [{ source: burst(2, 0, 60_000) }, { name: 'late', source: burst(1, 30_000, 1000) }],
    actions: [drain(20_000, 'box-1'), activate(90_000, 'box-1')],
  });
  const simulation = createSimulation(scenario);
  advanceTo(simulation, 59_999);
  expect(wantedByInstance(simulation)).toEqual([2]);
  advanceTo(simulation, 89_999);
  expect(wantedByInstance(simulation)).toEqual([0]);
  advanceTo(simulation, 90_000);
  expect(wantedByInstance(simulation)).toEqual([1]);
  advanceTo(simulation, 1e9);
  expect(simulation.ended).toBe(true);
});

test('an id that is not there or an instance that is gone is refused by itself', () => {
  const simulation = runWith({}, [
    { kind: 'terminateInstances', atMs: 1000, cluster: 'main', instanceIds: ['box-2'] },
    drain(AT, 'box-9', 'box-2', 'box-1'),
  ]);
  advanceTo(simulation, AT);
  expect(simulation.refusedActions).toEqual([
    {
      at: AT,
      message:
        'AWS would have refused an action: UpdateContainerInstancesState: box-9 MISSING, box-2 INACTIVE',
    },
  ]);
  expect(simulation.fleet.status[0]).toBe(InstanceStatus.DRAINING);
});
