import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { TaskStatus } from '../../src/model/task-status.ts';
import type { TaskIndex } from '../../src/model/task-table.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import { load } from '../support/load.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { traceLines } from '../support/replay.ts';

const TRACE = 'nasa-http-1995-07-1min.csv.gz';
const MINUTES = 39_692;
const MINUTE_MS = 60_000;

/** NASA's traffic of July 1995 comes so often: of few requests chance would decide. */
const SCALE = 100;

/** Results of an independent script on this file: requests a task serves in a minute, task-minutes, peak, minutes that scale out. */
const PERFECT: readonly [number, number, number, number][] = [
  [10, 207_258, 41, 14_425],
  [20, 113_608, 21, 10_586],
  [50, 57_921, 9, 4419],
];

test.each(PERFECT)(
  'tasks as needed, minute by minute, for %d requests each, are %d task-minutes',
  async (perTask, taskMinutes, peak, scaleOuts) => {
    const needed = tasksNeeded(perTask);
    const { service, minutesOfStarts } = await run(needed);
    // Means are told to nine decimals.
    expect(service.running.mean * needed.length).toBeCloseTo(taskMinutes, 3);
    expect(service.running.max).toBe(peak);
    minutesOfStarts.delete(0);
    expect(minutesOfStarts.size).toBe(scaleOuts);
  },
);

test('so many tasks serve every request', async () => {
  const { service } = await run(tasksNeeded(50), 50);
  expect(service.running.mean * MINUTES).toBeCloseTo(57_921, 3);
  expect(service.requests).toBe(1_891_675 * SCALE);
  expect(service.failedRequests).toBe(0);
  expect(service.unavailableSeconds).toBe(0);
});

test('as many all the time as those are on average turn requests away', async () => {
  const { service } = await run(
    tasksNeeded(50).map(() => 2),
    50,
  );
  expect(service.requestsBy!.rejected).toBeGreaterThan(1e6);
});

function tasksNeeded(perTask: number): number[] {
  return requestsByMinute().map((requests) => Math.max(1, Math.ceil(requests / perTask)));
}

/** Requests of each minute, unscaled. */
function requestsByMinute(): number[] {
  const [, ...lines] = traceLines(TRACE);
  return lines.map((line) => Number(line.split(',')[1]));
}

/**
 * A policy that knows what will come: at the beginning of each minute the service is told how many tasks it needs. Tasks start and
 * leave at once, and those that leave finish what they have in hand, which STOPPING tasks do.
 */
async function run(
  needed: readonly number[],
  perTask?: number,
): Promise<{ service: Outcome['services'][string]; minutesOfStarts: Set<number> }> {
  const definition = { family: 'web', cpu: '1024', memory: '2048', networkMode: 'awsvpc' };
  const text = JSON.stringify({
    simulation: { duration: MINUTES * 60 },
    timings: 'instant',
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
    taskDefinitions: [
      {
        ...definition,
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ name: 'web', image: 'web' }],
      },
    ],
    services: [{ serviceName: 'web', taskDefinition: 'web', launchType: 'FARGATE', desiredCount: needed[0] }],
    workloads: perTask === undefined ? [] : [{ service: 'web', requests: requestsOf(perTask) }],
  });
  const scenario = await load(text, { files: { 'nasa.csv': `${traceLines(TRACE).join('\n')}\n` } });
  const timings = { ...scenario.timings, 'task.sigtermExit': { kind: 'constant', value: 5000 } } as const;
  const actions = needed.flatMap((count, minute) =>
    count === needed[minute - 1] ? [] : [desire(count, minute)],
  );
  const starts = new Starts();
  const outcome = runScenario({ scenario: { ...scenario, timings, actions }, prices: TEST_PRICES }, null, [
    starts,
  ]);
  return { service: outcome.services['main/web']!, minutesOfStarts: starts.minutes };
}

/** A task that gets as many as it should is busy to 80 %; few enough are in flight then that nobody meets the limit by chance. */
function requestsOf(perTask: number): unknown {
  return {
    rate: { file: 'nasa.csv', timeColumn: 't_s', valueColumn: 'requests', per: '1m', scale: SCALE },
    noise: 'exact',
    cpuMsPerRequest: { constant: (0.8 * MINUTE_MS) / (perTask * SCALE) },
    maxConcurrentPerTask: 100,
  };
}

function desire(desiredCount: number, minute: number): ActionSpec {
  return {
    kind: 'updateService',
    atMs: minute * MINUTE_MS,
    cluster: 'main',
    service: 'web',
    desiredCount,
    taskDefinitionIndex: null,
    forceNewDeployment: false,
    deployment: {},
  };
}

/** The minutes in which tasks came to RUNNING. */
class Starts extends Observer {
  readonly minutes: Set<number> = new Set();
  override taskStatusChanged(at: number, _task: TaskIndex, _from: TaskStatus, to: TaskStatus): void {
    if (to === TaskStatus.RUNNING) this.minutes.add(Math.floor(at / MINUTE_MS));
  }
}
