import { expect, test } from 'vitest';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { appService, runOnFargate } from '../support/run-on-fargate.ts';

test('messages that nobody worked on for half an hour have waited that long', async () => {
  const [putPerSecond, putSeconds, workers] = [1, 1800, 10];
  const outcome = await runOnFargate({
    simulation: { duration: '1h' },
    services: [appService('worker', 0)],
    workloads: [
      {
        service: 'worker',
        requests: {
          noise: 'exact',
          queue: {
            messages: {
              steps: [
                ['0s', putPerSecond],
                [putSeconds, 0],
              ],
            },
            workMs: 1000,
          },
        },
      },
    ],
    actions: [{ at: putSeconds, updateService: { service: 'worker', desiredCount: workers } }],
  });
  const { queue, latencyMs, requestsBy } = outcome.services['main/worker']!;
  // Message i is taken when all before it are, ten a second, and takes a second.
  const meanSeconds = putSeconds - (putSeconds / 2) * (1 - 1 / workers) + 1;
  expect(latencyMs!.mean / 1000 / meanSeconds).toBeCloseTo(1, 1.5);
  expect(latencyMs!.p99).toBeGreaterThan(1_750_000);
  expect(queue).toMatchObject({ messagesMax: 1800, messagesAtEnd: 0 });
  expect(queue!.oldestMaxSeconds).toBeCloseTo(putSeconds, 0);
  expect(requestsBy!.served).toBe(1800);
});

test('messages of workers that are killed come back when their visibility time-out is over, as old as they are', async () => {
  const messages = async (sigtermExit: string) => {
    const outcome = await runOnFargate({
      simulation: { duration: '1h' },
      timings: { 'task.sigtermExit': sigtermExit },
      services: [appService('worker', 4)],
      workloads: [
        {
          service: 'worker',
          requests: {
            noise: 'exact',
            // Four a minute is all that four workers can do: they have all hands full.
            queue: {
              messages: {
                steps: [
                  ['5m', 4],
                  ['30m', 0],
                ],
                per: '1m',
              },
              workMs: 60_000,
              visibilityTimeout: '10m',
            },
          },
        },
      ],
      actions: [{ at: '20m', updateService: { service: 'worker', forceNewDeployment: true } }],
    });
    return outcome.services['main/worker']!;
  };
  const ended = await messages('25s');
  const killed = await messages('1s');
  expect(ended.requestsBy!.served).toBe(100);
  expect(killed.requestsBy!.served).toBe(100);
  expect(killed.queue!.oldestMaxSeconds).toBeGreaterThan(ended.queue!.oldestMaxSeconds);
  expect(killed.queue!.oldestMaxSeconds).toBeGreaterThan(600);
});

test('callers wait for the backlog of what they call while it grows and while it shrinks', async () => {
  const call = {
    noise: 'exact',
    cpuMsPerRequest: { constant: 1 },
    timeout: '60s',
    calls: [{ service: 'db' }],
  };
  const outcome = await runOnFargate({
    simulation: { duration: '20m' },
    services: [appService('web', 2), appService('db', 1)],
    workloads: [
      { service: 'web', requests: { ...call, rate: { constant: 50 } } },
      {
        service: 'db',
        requests: {
          noise: 'exact',
          rate: {
            steps: [
              ['0s', 0],
              ['5m', 60],
              ['9m', 0],
            ],
          },
          cpuMsPerRequest: { constant: 10 },
          timeout: '60s',
        },
      },
    ],
  });
  // 10 a second more than a task can serve, for four minutes: up to 24 s.
  const web = minutesOf(outcome, 'main/web');
  const db = minutesOf(outcome, 'main/db');
  for (const minute of [6, 7, 8, 9, 10]) {
    expect(db[minute]).toBeGreaterThan(2500);
    // They are told of it in steps of a second or a quarter.
    expect(Math.abs(web[minute]! - db[minute]!)).toBeLessThan(1000 + db[minute]! / 4);
  }
  expect(web[12]).toBeLessThan(100);
  expect(outcome.services['main/web']!.failedRequests).toBe(0);
});

/** Median response times, ms, by the minute that ends then. */
function minutesOf({ timeline: { columns } }: Outcome, name: string): (number | null)[] {
  const rows = [...columns.time.keys()].filter(
    (i) => columns.name[i] === name && columns.scope[i] === 'service',
  );
  return [null, ...rows.map((i) => columns.latencyP50Ms[i] as number | null)];
}
