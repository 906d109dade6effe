import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskStatistics } from '../../../src/analysis/task-statistics.ts';
import type { TaskStory } from '../../../src/experiment/explain/explanation.ts';
import { DecisionsAt } from '../../../src/experiment/explain/listeners/decisions-at.ts';
import { FailedPlacements } from '../../../src/experiment/explain/listeners/failed-placements.ts';
import { TaskStoryTeller } from '../../../src/experiment/explain/listeners/task-story.ts';
import type { Scenario, WorkloadSpec } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { TaskRecorder } from '../../support/task-recorder.ts';

/** One box for two tasks at a time; `others` come a second after the first two. */
function oneBox(others: Partial<WorkloadSpec>): Scenario {
  return scenarioWith({
    cluster: { containerInstances: [instances(1, 2048, 4096)] },
    workloads: [
      { source: burst(1, 0, 60_000), placementStrategy: [{ type: 'firstFit', field: '' }] },
      { source: burst(1, 0, 90_000), placementStrategy: [{ type: 'firstFit', field: '' }] },
      { source: burst(3, 1000, 60_000), ...others },
    ],
  });
}

function story(scenario: Scenario, task: string): TaskStory | null {
  const teller = new TaskStoryTeller(task);
  advanceTo(createSimulation(scenario, [teller]), 1e12);
  return teller.found;
}

test('a task that waits behind another: its refusals, what came free, what let it in', () => {
  const found = story(oneBox({}), 'job-4');
  expect(found).toMatchObject({
    task: 'job-4',
    requestedAt: '2026-03-02T00:00:01.000Z',
    end: 'placed',
    endedAt: '2026-03-02T00:01:30.000Z',
    waitedSeconds: 89,
    // At its request, and when job-3 had been placed before it.
    refusals: 2,
    firstRefusal: {
      task: 'job-4',
      result: { behind: { task: 'job-3', order: 'like', waiting: 1 }, closest: ['box-1'] },
    },
    lastRefusal: { task: 'job-4', at: '2026-03-02T00:01:00.000Z', result: { behind: null } },
    released: {
      tasks: 2,
      instances: 1,
      room: { cpu: 2048, memory: 2048, gpu: 0 },
      onClosest: [{ task: 'job-1' }, { task: 'job-2' }],
      onClosestBefore: 0,
      letIn: { task: 'job-2', containerInstance: 'box-1', at: '2026-03-02T00:01:30.000Z', cpu: 1024 },
    },
    acceptance: { result: { kind: 'placed', containerInstance: 'box-1' } },
  });
});

test('a task that is placed at once has nothing but its placement', () => {
  expect(story(oneBox({}), 'job-1')).toMatchObject({
    end: 'placed',
    waitedSeconds: 0,
    refusals: 0,
    firstRefusal: null,
    lastRefusal: null,
    released: null,
    acceptance: { result: { kind: 'placed', tie: { equals: 1 } } },
  });
});

test('given up, waiting at the end, strictly behind a larger one, and no such task', () => {
  expect(story(oneBox({ onFailure: { kind: 'giveUp' } }), 'job-5')).toMatchObject({
    end: 'givenUp',
    refusals: 1,
    acceptance: null,
  });
  const endless = scenarioWith({
    cluster: { containerInstances: [instances(1, 512, 512)] },
    workloads: [{ source: burst(2, 0, 1000) }],
  });
  expect(story(endless, 'job-2')).toMatchObject({
    end: 'waiting',
    refusals: 1,
    lastRefusal: null,
    firstRefusal: {
      result: {
        helps: [
          { kind: 'larger', resource: 'cpu', needs: 1024, most: 512 },
          { kind: 'larger', resource: 'memory', needs: 1024, most: 512 },
        ],
      },
    },
  });
  expect(story(oneBox({ waitOrder: 'strict' }), 'job-4')?.firstRefusal?.result).toMatchObject({
    behind: { task: 'job-3', order: 'strict' },
  });
  expect(story(endless, 'job-3')).toBeNull();
});

test('who asks for a task that is not there hears what was there', () => {
  const describe = (id: string) => {
    const teller = new TaskStoryTeller(id);
    advanceTo(createSimulation(oneBox({}), [teller]), 1e12);
    return teller.names.describe();
  };
  expect(describe('job-9')).toBe('it had job-1 to job-5 (5 tasks). Did you mean job-5?');
  expect(describe('jbo-2')).toBe('it had job-1 to job-5 (5 tasks). Did you mean job-2?');
  expect(describe('web-1')).toBe('it had job-1 to job-5 (5 tasks).');
});

test('a network interface that comes back lets a task in', () => {
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(1, 8192, 8192, { awsvpcTasks: 1 })] },
    definition: { networkMode: 'awsvpc' },
    workloads: [{ source: burst(2, 0, 60_000) }],
  });
  const found = story(scenario, 'job-2');
  expect(found?.firstRefusal).toMatchObject({
    networkInterfaces: 1,
    instances: [{ ruledOut: [{ kind: 'short', need: 'RESOURCE:ENI', needs: 1, left: 0, kept: 0 }] }],
  });
  expect(found?.released?.letIn).toMatchObject({ task: 'job-1', cpu: 0, networkInterfaces: 1 });
});

test('an ideal fleet opens an instance, and a task that none could hold hears why', () => {
  const scenario = scenarioWith({
    cluster: { idealFleet: instances(1, 1024, 2048, { name: 'open' }) },
    workloads: [{ source: burst(2, 0, 60_000) }],
  });
  expect(story(scenario, 'job-2')?.acceptance?.result).toEqual({
    kind: 'opened',
    containerInstance: 'open-2',
    availabilityZone: 'us-east-1a',
  });
  const small = { ...scenario.clusters[0]!, idealFleet: instances(1, 1024, 512, { name: 'open' }) };
  expect(story({ ...scenario, clusters: [small] }, 'job-1')?.firstRefusal?.result).toMatchObject({
    kind: 'refused',
    reason: 'RESOURCE:MEMORY',
    helps: [{ kind: 'larger', resource: 'memory', needs: 1024, most: 512 }],
  });
});

test('on Fargate: the capacity provider by base and weight, the zone by tasks and addresses', () => {
  const scenario = scenarioWith({
    capacityProviders: [
      { name: 'FARGATE', kind: 'FARGATE' },
      { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
    ],
    subnets: [
      { subnetId: 'subnet-a', availabilityZone: 'us-east-1a', addresses: 1 },
      { subnetId: 'subnet-b', availabilityZone: 'us-east-1b', addresses: 9 },
    ],
    workloads: [
      {
        launchType: 'FARGATE',
        subnets: [0, 1],
        capacityProviderStrategy: [
          { provider: 0, base: 2, weight: 1 },
          { provider: 1, base: 0, weight: 3 },
        ],
        source: burst(5, 0, 60_000),
      },
    ],
  });
  expect(story(scenario, 'job-2')?.acceptance).toMatchObject({
    choice: { by: 'base', items: [{ tasks: 1, chosen: true }, { tasks: 0 }] },
  });
  expect(story(scenario, 'job-4')?.acceptance).toMatchObject({
    capacityProvider: 'FARGATE_SPOT',
    choice: {
      by: 'weight',
      counted: 'workload',
      items: [
        { capacityProvider: 'FARGATE', base: 2, weight: 1, tasks: 2, chosen: false },
        { capacityProvider: 'FARGATE_SPOT', base: 0, weight: 3, tasks: 1, chosen: true },
      ],
    },
    zones: [
      { availabilityZone: 'us-east-1a', tasks: 0, ruledOut: 'no address' },
      { availabilityZone: 'us-east-1b', tasks: 1, ruledOut: null },
      { availabilityZone: 'us-east-1c', ruledOut: 'no subnet' },
    ],
    result: { kind: 'placed', availabilityZone: 'us-east-1b', subnet: 'subnet-b', hasAddress: true },
  });
});

test('a moment: all of its decisions, or those of the first one after it', () => {
  const at = (askedMs: number) => {
    const listener = new DecisionsAt(askedMs);
    advanceTo(createSimulation(oneBox({}), [listener]), 1e12);
    return {
      at: listener.momentMs,
      tasks: listener.decisions.map(({ task }) => task),
      done: listener.isDone,
    };
  };
  expect(at(0)).toEqual({ at: 0, tasks: ['job-1', 'job-2'], done: true });
  expect(at(500)).toEqual({ at: 1000, tasks: ['job-3', 'job-4', 'job-5'], done: true });
  // One leaves: the first in line comes, the next is tried.
  expect(at(1001)).toEqual({ at: 60_000, tasks: ['job-3', 'job-4'], done: true });
  expect(at(1e9)).toEqual({ at: -1, tasks: [], done: false });
});

test('of a moment with very many decisions the rest is told in short', () => {
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(3000, 2048, 4096)] },
    workloads: [{ source: burst(150, 0, 60_000) }],
  });
  const listener = new DecisionsAt(0);
  advanceTo(createSimulation(scenario, [listener]), 1e12);
  const { decisions, brief, more } = listener;
  expect([decisions.length, brief.length, more]).toEqual([67, 83, 0]);
  expect(brief[0]).toMatchObject({ task: 'job-68', availabilityZone: 'us-east-1a', reason: null });
});

test('in random runs stories end as the tasks do, and failures are those of the statistics', () => {
  let waited = 0;
  fc.assert(
    fc.property(scenarioArbitrary, fc.nat(), (scenario, pick) => {
      const recorder = new TaskRecorder();
      const statistics = new TaskStatistics(0);
      const failed = new FailedPlacements();
      const simulation = createSimulation(scenario, [recorder, statistics, failed]);
      advanceTo(simulation, 1e12);
      const failures = Object.values(statistics.placementFailures()).reduce((sum, count) => sum + count, 0);
      expect(failed.found.tasks).toBe(failures);
      for (const { first, reason } of failed.found.kinds)
        expect(first.result).toMatchObject({ kind: 'refused', reason });
      if (recorder.tasks.length === 0) return;
      const task = recorder.tasks[pick % recorder.tasks.length]!;
      const found = storyOf(scenario, task.ordinal);
      expect(found?.end).toBe(task.createdAt < 0 ? 'givenUp' : 'placed');
      if (task.createdAt >= 0 && task.instance !== '')
        expect(found?.acceptance?.result).toMatchObject({ containerInstance: task.instance });
      if (found !== null && found.waitedSeconds > 0) {
        waited++;
        expect(found.refusals).toBeGreaterThan(0);
        expect(found.firstRefusal?.at).toBe(found.requestedAt);
      }
    }),
    { numRuns: 80, seed: 7 },
  );
  expect(waited).toBeGreaterThan(5);
});

/** The story of the task that was requested as the n-th. */
function storyOf(scenario: Scenario, ordinal: number): TaskStory | null {
  let id = '';
  const simulation = createSimulation(scenario, [
    new (class extends TaskRecorder {
      override taskRequested(_at: number, task: number): void {
        if (simulation.tasks.ordinal[task] === ordinal) id = simulation.taskId(task);
      }
    })(),
  ]);
  advanceTo(simulation, 1e12);
  return story(scenario, id);
}
