import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import type { Scenario, WorkloadSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { Log } from '../support/log.ts';
import { burst, instances, memberOf, scenarioWith } from '../support/scenario.ts';

function lines(scenario: Scenario): string[] {
  const log = new Log();
  const simulation = createSimulation(scenario, [log]);
  log.read(simulation);
  advanceTo(simulation, 1e12);
  return [...log.lines, `${simulation.now} over`];
}

/** When each task has started, by its ordinal. */
function starts(scenario: Scenario): string[] {
  return lines(scenario).filter((line) => line.endsWith('RUNNING'));
}

const retry = (everyMs: number, forMs: number | null = null): WorkloadSpec['onFailure'] => ({
  kind: 'retry',
  everyMs,
  attempts: null,
  forMs,
});

test('a client that retries calls on the grid of its own first request, also after the one before it has given up', () => {
  const workloads = [
    { source: burst(1, 0, 40_000) },
    { name: 'a', source: burst(1, 1000, 1000), onFailure: retry(30_000, 35_000) },
    { name: 'b', source: burst(1, 33_000, 1000), onFailure: retry(30_000, 45_000) },
  ].map((workload, i) => ({ ...workload, name: `w${i}` }));
  const both = starts(
    scenarioWith({
      cluster: { containerInstances: [instances(1, 1024, 1024)] },
      workloads: [workloads[0]!, { ...workloads[1]!, source: burst(1, 1000, 1000) }, workloads[2]!],
    }),
  );
  // Room from 40 s; the first client calls at 31 s, gives up at 36 s; the second calls at 63 s.
  expect(both).toEqual(['0 task 0 RUNNING', '63000 task 2 RUNNING']);
});

test('strict: the first in line is never overtaken, whatever its place on the grid', () => {
  const source = (atMs: number): WorkloadSpec['source'] => ({
    kind: 'arrivals',
    arrivals: { form: { kind: 'every', everyMs: 6000 }, fromMs: atMs, untilMs: null, limit: 2 },
    duration: { kind: 'constant', value: 5000 },
  });
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    workloads: [
      { source: burst(1, 0, 20_000) },
      { name: 'line', source: source(5000), waitOrder: 'strict', onFailure: retry(10_000) },
    ],
  });
  expect(starts(scenario)).toEqual(['0 task 0 RUNNING', '25000 task 1 RUNNING', '31000 task 2 RUNNING']);
});

test('without a duration a run is over when all that is left waits, though a stopped task would have run for weeks', () => {
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    workloads: [
      { source: burst(1, 0, 3_600_000_000) },
      {
        name: 'never',
        source: burst(1, 0, 1000),
        placementConstraints: [memberOf('attribute:stack == none')],
      },
    ],
    actions: [{ kind: 'stopTask', atMs: 3_600_000, cluster: 'main', task: 'job-1', reason: 'enough' }],
  });
  expect(lines(scenario).at(-1)).toBe('3600000 over');
});

test('a task that queues on its host and is stopped leaves the queue; who stood behind it comes up', () => {
  const timings = {
    ...INSTANT_TIMINGS,
    'ec2.stop': { kind: 'constant', value: 1000 },
    'task.sigtermExit': { kind: 'constant', value: 1000 },
  } as const;
  const scenario = scenarioWith({
    timings,
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    workloads: [{ source: burst(3, 0, 600_000) }],
    actions: [
      { kind: 'stopTask', atMs: 100_000, cluster: 'main', task: 'job-1', reason: 'a' },
      { kind: 'stopTask', atMs: 101_500, cluster: 'main', task: 'job-2', reason: 'b' },
    ],
  });
  const seen = lines(scenario);
  expect(seen).toContain('101500 task 1 STOPPING');
  expect(seen.filter((line) => line.startsWith('102') && line.includes('task 1 '))).toEqual([
    '102500 task 1 STOPPED',
  ]);
  expect(seen).toContain('102000 task 2 RUNNING');
});

test('StopTask on a task that has stopped changes nothing, and is told apart from one that never was', () => {
  const simulation = createSimulation(
    scenarioWith({
      cluster: { containerInstances: [instances(1, 1024, 1024)] },
      actions: [
        { kind: 'stopTask', atMs: 90_000, cluster: 'main', task: 'job-1', reason: 'late' },
        { kind: 'stopTask', atMs: 90_000, cluster: 'main', task: 'job-2', reason: 'never was' },
      ],
      simulation: { durationMs: 100_000 },
    }),
  );
  advanceTo(simulation, 1e12);
  expect(simulation.refusedActions.map(({ message }) => message)).toEqual([
    'StopTask job-1 changed nothing: the task had already stopped.',
    'AWS would have refused an action: StopTask job-2: InvalidParameterException: The referenced task was not found.',
  ]);
});

test('a loop at one instant is named; a million tasks at one instant are none', () => {
  const many = createSimulation(
    scenarioWith({ workloads: [{ launchType: 'FARGATE', source: burst(150_000, 0, 0) }] }),
  );
  expect(advanceTo(many, 1e12)).toBe('ended');
  many.ended = false;
  many.eventsThisInstant = many.eventsAllowed;
  expect(() => many.countEvent()).toThrow(
    /a loop of TASK_STOPPED timers|a loop of TASK_EXITED timers|a loop of ARRIVAL timers/,
  );
});
