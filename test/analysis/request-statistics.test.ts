import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestStatistics } from '../../src/analysis/request-statistics.ts';
import { failedOf, type RequestFlow } from '../../src/events/request-flow.ts';
import type { World } from '../../src/events/world.ts';
import { LogHistogram } from '../../src/kernel/log-histogram.ts';

const MINUTE = 60_000;
const [WEB, API, IDLE, OTHER] = [0, 1, 2, 3];
/** Nothing comes to `idle`; `db` runs in another cluster. */
const WORLD = {
  clusters: ['main', 'back/end'],
  services: [
    { name: 'main/web', isOffered: true },
    { name: 'main/api', isOffered: true },
    { name: 'main/idle', isOffered: false },
    { name: 'back/end/db', isOffered: true },
  ],
} as unknown as World;

function statisticsOf(warmUpMs = 0, world = WORLD): RequestStatistics {
  const statistics = new RequestStatistics(warmUpMs);
  statistics.begin(world);
  return statistics;
}

function flowOf(parts: Partial<RequestFlow>): RequestFlow {
  return {
    offered: 0,
    served: 0,
    rejected: 0,
    timedOut: 0,
    cutOff: 0,
    noTarget: 0,
    errors: 0,
    failedCalls: 0,
    ...parts,
  };
}

function lasting(valueMs: number): LogHistogram {
  const histogram = new LogHistogram();
  histogram.add(valueMs, 1);
  histogram.seal();
  return histogram;
}

test('requests and response times are added up by service', () => {
  const statistics = statisticsOf();
  statistics.requestsFlowed(1000, WEB, flowOf({ offered: 10, served: 7, rejected: 2 }));
  statistics.requestsFlowed(2000, WEB, flowOf({ offered: 5, served: 4, timedOut: 1, cutOff: 1 }));
  statistics.responsesSeen(1000, WEB, lasting(20), 7);
  statistics.responsesSeen(2000, WEB, lasting(42), 4);
  const { flow, responses, inFlightBefore } = statistics.totals(WEB)!;
  expect(flow).toEqual(flowOf({ offered: 15, served: 11, rejected: 2, timedOut: 1, cutOff: 1 }));
  expect(inFlightBefore).toBe(0);
  expect(responses.whole(new LogHistogram())!.mean()).toBeCloseTo((7 * 20 + 4 * 42) / 11, 9);
  expect(statistics.totals(API)!.flow.offered).toBe(0);
  expect(statistics.totals(API)!.responses.whole(new LogHistogram())).toBeNull();
  expect(statistics.totals(IDLE)).toBeNull();
});

test('the warm-up is forgotten, but for the requests in flight when it was over', () => {
  const statistics = statisticsOf(5 * MINUTE);
  expect(statistics.firstSampleMs()).toBe(5 * MINUTE);
  statistics.requestsFlowed(MINUTE, WEB, flowOf({ offered: 100, served: 80, noTarget: 13 }));
  statistics.responsesSeen(MINUTE, WEB, lasting(1000), 80);
  expect(statistics.sampled(5 * MINUTE)).toBe(-1);
  statistics.requestsFlowed(6 * MINUTE, WEB, flowOf({ offered: 10, served: 12, failedCalls: 1 }));
  statistics.responsesSeen(6 * MINUTE, WEB, lasting(20), 12);
  const { flow, inFlightBefore, responses } = statistics.totals(WEB)!;
  expect(inFlightBefore).toBe(7);
  expect(flow).toEqual(flowOf({ offered: 10, served: 12, failedCalls: 1 }));
  expect(inFlightBefore + flow.offered - flow.served - failedOf(flow)).toBe(4);
  expect(responses.whole(new LogHistogram())!.quantile(1)).toBe(20);
  expect(statistics.takeStep()![0]).toMatchObject({ requests: 10, failed: 1, p99: 20 });
});

test('without a warm-up there is nothing to wait for', () => {
  expect(statisticsOf().firstSampleMs()).toBe(-1);
});

test('time without a task is added up, up to now while there is none', () => {
  const statistics = statisticsOf();
  expect(statistics.unavailableMs(WEB, MINUTE)).toBe(0);
  statistics.availabilityChanged(MINUTE, WEB, false);
  expect(statistics.unavailableMs(WEB, 3 * MINUTE)).toBe(2 * MINUTE);
  statistics.availabilityChanged(4 * MINUTE, WEB, true);
  statistics.availabilityChanged(10 * MINUTE, WEB, false);
  expect(statistics.unavailableMs(WEB, 10 * MINUTE)).toBe(3 * MINUTE);
  statistics.availabilityChanged(11 * MINUTE, WEB, true);
  expect(statistics.unavailableMs(WEB, 60 * MINUTE)).toBe(4 * MINUTE);
  expect(statistics.unavailableMs(API, 60 * MINUTE)).toBe(0);
});

test('of a gap that began in the warm-up only what comes after it counts', () => {
  const statistics = statisticsOf(5 * MINUTE);
  statistics.availabilityChanged(MINUTE, WEB, false);
  statistics.availabilityChanged(2 * MINUTE, WEB, true);
  statistics.availabilityChanged(4 * MINUTE, WEB, false);
  statistics.sampled(5 * MINUTE);
  statistics.availabilityChanged(8 * MINUTE, WEB, true);
  expect(statistics.unavailableMs(WEB, 9 * MINUTE)).toBe(3 * MINUTE);
});

test('of a queue the most, the oldest, and what came back', () => {
  const statistics = statisticsOf();
  expect(statistics.queue(WEB)).toBeNull();
  statistics.queueSeen(MINUTE, WEB, 30, 9000, 0);
  statistics.queueSeen(2 * MINUTE, WEB, 80, 4000, 3);
  statistics.queueSeen(3 * MINUTE, WEB, 10, 2000, 5);
  expect(statistics.queue(WEB)).toEqual({ atEnd: 10, most: 80, oldestMs: 9000, returned: 5 });
});

test('a queue that was long in the warm-up is as long as it was at its end', () => {
  const statistics = statisticsOf(5 * MINUTE);
  statistics.queueSeen(MINUTE, WEB, 80, 9000, 3);
  statistics.queueSeen(2 * MINUTE, WEB, 30, 4000, 3);
  statistics.sampled(5 * MINUTE);
  expect(statistics.queue(WEB)).toEqual({ atEnd: 30, most: 30, oldestMs: 0, returned: 0 });
  statistics.queueSeen(6 * MINUTE, WEB, 20, 1000, 7);
  expect(statistics.queue(WEB)).toEqual({ atEnd: 20, most: 30, oldestMs: 1000, returned: 4 });
});

test('a step has the run, each cluster and each service; what is in one of them is in those around it', () => {
  const statistics = statisticsOf();
  statistics.requestsFlowed(MINUTE, WEB, flowOf({ offered: 90, served: 90 }));
  statistics.responsesSeen(MINUTE, WEB, lasting(10), 90);
  statistics.requestsFlowed(MINUTE, API, flowOf({ offered: 10, served: 8, rejected: 2 }));
  statistics.responsesSeen(MINUTE, API, lasting(500), 8);
  statistics.requestsFlowed(MINUTE, OTHER, flowOf({ offered: 5, noTarget: 5 }));
  const [run, main, backEnd, web, api, idle, other] = statistics.takeStep()!;
  expect([run, main, backEnd, web, api, idle, other].map((step) => step?.requests ?? null)).toEqual([
    105,
    100,
    5,
    90,
    10,
    null,
    5,
  ]);
  expect([run!.failed, main!.failed, web!.failed, api!.failed]).toEqual([7, 2, 0, 2]);
  expect(run!.p50).toBeCloseTo(10, 0);
  expect(run!.p95).toBeCloseTo(500, -1);
  expect([web!.p99, api!.p50]).toEqual([10, 500]);
  expect([other!.p50, other!.p95, other!.p99]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(statistics.takeStep()![0]).toEqual({
    requests: 0,
    failed: 0,
    p50: Number.NaN,
    p95: Number.NaN,
    p99: Number.NaN,
    messages: Number.NaN,
    oldestMs: Number.NaN,
  });
  expect(statistics.totals(WEB)!.flow.offered).toBe(90);
});

test('nothing comes to any service: no step, and of one cluster the run says all', () => {
  const idle = { clusters: ['main'], services: [{ name: 'main/idle', isOffered: false }] };
  expect(statisticsOf(0, idle as unknown as World).takeStep()).toBeNull();
  const single = { clusters: ['main'], services: WORLD.services.slice(0, 1) };
  const statistics = statisticsOf(0, single as unknown as World);
  statistics.requestsFlowed(MINUTE, WEB, flowOf({ offered: 3 }));
  const [run, cluster, service] = statistics.takeStep()!;
  expect(cluster).toBe(run);
  expect(service).toEqual(run);
});

test('queues: what waits at the end of a step, and the longest that the oldest waited in it', () => {
  const statistics = statisticsOf();
  statistics.queueSeen(1000, WEB, 40, 9000, 0);
  statistics.queueSeen(MINUTE, WEB, 30, 4000, 2);
  statistics.queueSeen(MINUTE, API, 5, 6000, 0);
  const [run, , , web] = statistics.takeStep()!;
  expect([run!.messages, run!.oldestMs, web!.messages, web!.oldestMs]).toEqual([35, 9000, 30, 9000]);
  statistics.queueSeen(2 * MINUTE, WEB, 0, 100, 2);
  expect(statistics.takeStep()![3]).toMatchObject({ messages: 0, oldestMs: 100 });
});

const seen = fc.record({
  service: fc.constantFrom(WEB, API, OTHER),
  served: fc.nat(1000),
  failed: fc.nat(50),
  left: fc.nat(5),
  responsesMs: fc.nat(9),
  stepEnds: fc.boolean(),
});
const RESPONSES = Array.from({ length: 10 }, (_, i) => lasting(3 ** i));

test('steps add up to the totals, services to the run, and percentiles ascend', () => {
  fc.assert(
    fc.property(fc.array(seen), (list) => {
      const statistics = statisticsOf();
      const sums = WORLD.services.map(() => ({ requests: 0, failed: 0 }));
      const endStep = () => {
        const [run, ...rest] = statistics.takeStep()!;
        const services = rest.slice(WORLD.clusters.length);
        expect(run!.requests).toBe(services.reduce((sum, step) => sum + (step?.requests ?? 0), 0));
        expect(run!.failed).toBe(services.reduce((sum, step) => sum + (step?.failed ?? 0), 0));
        for (const [service, step] of services.entries()) {
          if (step === null) continue;
          sums[service]!.requests += step.requests;
          sums[service]!.failed += step.failed;
          if (Number.isNaN(step.p50)) continue;
          expect(step.p50).toBeLessThanOrEqual(step.p95);
          expect(step.p95).toBeLessThanOrEqual(step.p99);
          // Those of the run lie between those of the service that is the quickest and the one that is the slowest.
          const p95s = services.flatMap((other) => other?.p95 ?? []).filter((p95) => !Number.isNaN(p95));
          expect(run!.p95).toBeGreaterThanOrEqual(Math.min(...p95s) * 0.99);
          expect(run!.p95).toBeLessThanOrEqual(Math.max(...p95s) * 1.01);
        }
      };
      for (const { service, served, failed, left, responsesMs, stepEnds } of list) {
        const flow = flowOf({ offered: served + failed + left, served, timedOut: failed });
        statistics.requestsFlowed(0, service, flow);
        if (served > 0) statistics.responsesSeen(0, service, RESPONSES[responsesMs]!, served);
        if (stepEnds) endStep();
      }
      endStep();
      for (const service of [WEB, API, OTHER]) {
        const { flow } = statistics.totals(service)!;
        expect(sums[service]).toEqual({ requests: flow.offered, failed: failedOf(flow) });
      }
    }),
    { numRuns: 200, seed: 6 },
  );
});
