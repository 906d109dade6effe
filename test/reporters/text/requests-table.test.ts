import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome, RequestsSummary, ServiceSummary } from '../../../src/experiment/outcome.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import { requestsTable } from '../../../src/reporters/text/requests-table.ts';
import { EMPTY_OUTCOME, outcomeArbitrary } from '../../support/outcome.ts';

const NONE_FAILED: RequestsSummary = {
  served: 120_340,
  inFlightAtStart: 0,
  inFlightAtEnd: 0,
  rejected: 0,
  timedOut: 0,
  cutOff: 0,
  noTarget: 0,
  errors: 0,
  failedCalls: 0,
};
/** A service whose users have nothing to complain of. */
const FINE: ServiceSummary = {
  desiredCount: 4,
  runningCount: 4,
  pendingCount: 0,
  desired: { mean: 4, min: 4, max: 4 },
  running: { mean: 4, min: 4, max: 4 },
  belowDesiredSeconds: 0,
  requests: 120_340,
  failedRequests: 0,
  requestsBy: NONE_FAILED,
  requestCountPerTarget: 501,
  latencyMs: { mean: 87.8, p50: 65.5, p95: 350, p99: 4380 },
  unavailableSeconds: 0,
  queue: null,
  cpuUtilization: { mean: 13, p95: 14 },
  memoryUtilization: { mean: 50, p95: 50 },
  scaling: null,
  deployments: [],
  events: [],
};
const QUEUE: ServiceSummary = {
  ...FINE,
  requests: 4905,
  latencyMs: { mean: 400_000, p50: 77_000, p95: 1_352_000, p99: 1_466_000 },
  queue: { messagesAtEnd: 3, messagesMax: 480, oldestMaxSeconds: 1464, returned: 20 },
};
const LONG = 'production/checkout-and-payment-of-the-european-shops-backend';

function failing(parts: Partial<RequestsSummary>, others: Partial<ServiceSummary> = {}): ServiceSummary {
  const failedRequests = Object.values(parts).reduce((sum, count) => sum + count, 0);
  const requestsBy = { ...NONE_FAILED, ...parts, served: 120_340 - failedRequests };
  return { ...FINE, failedRequests, requestsBy, ...others };
}

function linesOf(services: Outcome['services'], width = 80): string[] {
  return requestsTable({ ...EMPTY_OUTCOME, services }, width).map((line) => line.trimEnd());
}

test('nothing comes to any service: nothing is printed', () => {
  const idle = {
    ...FINE,
    requests: null,
    failedRequests: null,
    requestsBy: null,
    latencyMs: null,
    unavailableSeconds: null,
  };
  expect(linesOf({})).toEqual([]);
  expect(linesOf({ 'main/web': idle })).toEqual([]);
  expect(linesOf({ 'main/web': idle, 'main/api': FINE })).toHaveLength(2);
});

test('one service, and what its failed requests failed by, the most first', () => {
  expect(linesOf({ 'main/web': failing({ rejected: 431, noTarget: 1, failedCalls: 7 }) })).toEqual([
    'Service   Requests  Failed     Mean      p50     p95     p99   CPU',
    'main/web   120,340   0.4 %  87.8 ms  65.5 ms  350 ms  4.38 s  13 %',
    '  Response times are those of requests that were served.',
    '  main/web: 439 requests failed: 431 refused because all places were taken, 7',
    '  failed in a service that they call, 1 found no task to serve them',
  ]);
});

test('requests that failed by one cause are told of without a list', () => {
  const told = (parts: Partial<RequestsSummary>) =>
    linesOf({ web: failing(parts) })
      .slice(3)
      .join(' ');
  expect(told({ rejected: 24 })).toBe('  web: 24 requests refused because all places were taken');
  expect(told({ timedOut: 1 })).toBe('  web: 1 request timed out');
  expect(told({ cutOff: 2 })).toBe('  web: 2 requests cut off when their task stopped');
  expect(told({ errors: 2 })).toBe('  web: 2 requests answered with an error by a task that does not work');
});

test('no served request: there are no response times, and no use where no task ran', () => {
  const nobody = failing(
    { noTarget: 120_340 },
    { latencyMs: null, cpuUtilization: null, unavailableSeconds: 1800 },
  );
  expect(linesOf({ 'main/web': nobody, 'main/api': { ...FINE, requests: 0, latencyMs: null } })).toEqual([
    'Service   Requests  Failed  Mean  p50  p95  p99   CPU',
    'main/web   120,340   100 %     -    -    -    -     -',
    'main/api         0    none     -    -    -    -  13 %',
    '  Response times are those of requests that were served.',
    '  main/web: 120,340 requests found no task to serve them; no healthy task for',
    '  30 min',
  ]);
});

test('a queue has a table of its own', () => {
  expect(linesOf({ 'main/films': QUEUE })).toEqual([
    'Queue of    Messages  Most waiting  Oldest  Came back     p95  At end',
    'main/films     4,905           480  24 min         20  23 min       3',
    '  Oldest: the longest wait; p95: from being sent to being done.',
  ]);
  const both = linesOf({ 'main/films': { ...QUEUE, unavailableSeconds: 90 }, 'main/web': FINE });
  expect(both.map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
    'Service',
    'main/web',
    '',
    'Queue of',
    'main/films',
    'Oldest: the longest wait; p95: from being sent to being done.',
    'main/films: no worker for 1 min 30 s',
  ]);
});

test('what was in flight before may fail, too', () => {
  const before = failing({ cutOff: 120, inFlightAtStart: 200 }, { requests: 100, failedRequests: 120 });
  const lines = linesOf({ web: before });
  expect(lines[1]).toMatch(/^web +100 +40 % /);
  expect(lines.slice(3).join(' ')).toBe(
    '  web: 120 requests cut off when their task stopped; of 100 that came and 200 in   flight before',
  );
});

test('messages are not requests', () => {
  const lost = { ...QUEUE, failedRequests: 3, requestsBy: { ...NONE_FAILED, failedCalls: 3 } };
  expect(linesOf({ films: lost }).at(-1)).toBe('  films: 3 messages failed in a service that they call');
});

test('of very many services those with the most failed requests are shown, and six told of', () => {
  const services = Object.fromEntries(
    Array.from({ length: 25 }, (_, i) => [`main/s${i}`, i % 3 === 0 ? failing({ timedOut: i }) : FINE]),
  );
  const lines = linesOf(services);
  const rows = lines.slice(1, 21).map((line) => line.split(' ')[0]);
  const all = Array.from({ length: 25 }, (_, i) => i);
  expect(rows).toEqual(all.filter((i) => i % 3 === 0 || i < 17).map((i) => `main/s${i}`));
  expect(lines[21]).toBe('and 5 other services in outcome.json');
  expect(lines.slice(23)).toEqual(
    [9, 12, 15, 18, 21, 24].map((i) => `  main/s${i}: ${i} requests timed out`),
  );
});

test('up to twenty stand in the order of the scenario', () => {
  const services = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`main/s${i}`, failing({ timedOut: i })]),
  );
  expect(
    linesOf(services)
      .slice(1, 21)
      .map((line) => line.split(' ')[0]),
  ).toEqual(Object.keys(services));
});

test('times read as people say them, and never as 1,000 ms or 60 s', () => {
  const timesOf = (mean: number, p50: number, p95: number, p99: number) =>
    linesOf({ w: { ...FINE, latencyMs: { mean, p50, p95, p99 } } })[1]!
      .split(/ {2,}/)
      .slice(3, 7);
  expect(timesOf(0, 0.004, 9.994, 123.4)).toEqual(['0 ms', '<0.01 ms', '9.99 ms', '123 ms']);
  expect(timesOf(999.4, 999.5, 1234, 59_900)).toEqual(['999 ms', '1 s', '1.23 s', '59.9 s']);
  expect(timesOf(59_950, 90_400, 9.94 * 60_000, 9.95 * 60_000)).toEqual([
    '1 min',
    '1.5 min',
    '9.9 min',
    '10 min',
  ]);
  expect(timesOf(59.4 * 60_000, 59.5 * 60_000, 7_200_000, 400 * 3_600_000)).toEqual([
    '59 min',
    '1 h',
    '2 h',
    '400 h',
  ]);
});

const HUGE = failing(
  {},
  {
    requests: 9_876_543_210,
    failedRequests: 1_234_567_890,
    requestsBy: { ...NONE_FAILED, served: 8_641_975_320, rejected: 1e9, timedOut: 234_567_890 },
    latencyMs: { mean: 77_777, p50: 61_000, p95: 1_344_000, p99: 12_600_000 },
  },
);

test('numbers stand whole where there is little room: what is rarely looked at is left out', () => {
  expect(linesOf({ 'main/web': FINE }, 60)).toEqual([
    'Service   Requests  Failed      p50     p95     p99   CPU',
    'main/web   120,340    none  65.5 ms  350 ms  4.38 s  13 %',
  ]);
  expect(linesOf({ 'main/web': HUGE, [LONG]: FINE }, 80).slice(0, 3)).toEqual([
    'Service                 Requests  Failed     Mean      p50     p95     p99   CPU',
    'main/web                 9,877 M    12 %  1.3 min    1 min  22 min   3.5 h  13 %',
    'production…ops-backend   120,340    none  87.8 ms  65.5 ms  350 ms  4.38 s  13 %',
  ]);
  expect(linesOf({ 'main/web': HUGE, [LONG]: FINE }, 60).slice(0, 3)).toEqual([
    'Service            Requests  Failed      p50     p95     p99',
    'main/web            9,877 M    12 %    1 min  22 min   3.5 h',
    'producti…-backend   120,340    none  65.5 ms  350 ms  4.38 s',
  ]);
});

test('so do those of queues', () => {
  const queue = {
    messagesAtEnd: 1_234_567_890,
    messagesMax: 2_234_567_890,
    oldestMaxSeconds: 90_000,
    returned: 12,
  };
  const huge = { ...QUEUE, requests: 9_876_543_210, queue };
  for (const width of [60, 80]) {
    const lines = linesOf({ 'main/films': huge, [LONG]: QUEUE }, width);
    expect(lines.join('\n')).toContain('1,235 M');
    expect(
      lines
        .slice(0, 3)
        .map((line) => line.slice(20))
        .join(),
    ).not.toContain('…');
    for (const word of ['Oldest', 'p95', 'At end']) expect(lines[0]).toContain(word);
  }
});

test('names of fourteen columns leave room for all columns at 80', () => {
  const name = 'main/warehouse';
  const wide = failing(
    { rejected: 120_000 },
    { latencyMs: { mean: 87.8, p50: 65.5, p95: 90_000, p99: 90_000 }, requests: 9_999_999 },
  );
  const busy = { ...wide, cpuUtilization: { mean: 99.95, p95: 100 } };
  const headerOf = (service: ServiceSummary) => linesOf({ [name]: service })[0]!.split(/ {2,}/).length;
  expect(headerOf(busy)).toBe(8);
  const queue = {
    messagesAtEnd: 9_999_999,
    messagesMax: 9_999_999,
    oldestMaxSeconds: 90,
    returned: 9_999_999,
  };
  expect(headerOf({ ...wide, queue })).toBe(7);
  for (const service of [busy, { ...wide, queue }]) expect(linesOf({ [name]: service })[1]).toContain(name);
});

test('no line is wider than asked for, and only names are ever cut where counts are counts', () => {
  fc.assert(
    fc.property(outcomeArbitrary, fc.constantFrom(60, 72, 80, 120), (outcome, width) => {
      for (const line of requestsTable(outcome, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 60, seed: 6 },
  );
  const count = fc.nat(9_999_999_999);
  const ms = fc.double({ min: 0, max: 1e8, noNaN: true });
  const served = fc
    .record({
      requests: count,
      mean: ms,
      p50: ms,
      p95: ms,
      p99: ms,
      most: count,
      left: count,
      isQueue: fc.boolean(),
    })
    .map(({ requests, most, left, isQueue, ...latencyMs }): ServiceSummary => {
      const queue = {
        messagesAtEnd: left,
        messagesMax: most,
        oldestMaxSeconds: latencyMs.p95,
        returned: most,
      };
      return { ...FINE, requests, latencyMs, queue: isQueue ? queue : null };
    });
  fc.assert(
    fc.property(fc.array(served, { minLength: 1, maxLength: 4 }), fc.constantFrom(60, 80), (list, width) => {
      const services = Object.fromEntries(list.map((each, i) => [`${LONG}-${i}`, each]));
      for (const line of linesOf(services, width)) {
        expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(line.replace(/^\S+/, '')).not.toContain('…');
      }
    }),
    { numRuns: 100, seed: 6 },
  );
});
