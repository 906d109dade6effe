import { expect, test } from 'vitest';
import type { StreamedOutcome } from '../../../src/experiment/outcome.ts';
import { timeChart } from '../../../src/reporters/text/chart.ts';
import { EMPTY_OUTCOME, timelineOf } from '../../support/outcome.ts';

/** A chart of 31 columns, 16 of them for blocks, of a timeline with steps of a minute. */
function linesOf(rows: Parameters<typeof timelineOf>[0], parts: Partial<StreamedOutcome> = {}): string[] {
  const timeline = { stepSeconds: 60, columns: timelineOf(rows) };
  return timeChart({ ...EMPTY_OUTCOME, ...parts, timeline }, 31).map((line) => line.trimEnd());
}

const namesOf = (lines: readonly string[]) =>
  ['requests/s', 'p95, ms', 'p95, s', 'failed/s', 'tasks', 'instances', 'CPU reserved'].filter((name) =>
    lines.some((line) => line.includes(` ${name} │`)),
  );

test('without steps there is no chart, and without requests none of them', () => {
  expect(linesOf([])).toEqual([]);
  expect(namesOf(linesOf([{ running: 1 }, { running: 2 }]))).toEqual(['tasks']);
  expect(namesOf(linesOf([{ running: 1, requests: 0, failedRequests: 0 }]))).toEqual(['tasks']);
});

test('requests and failures a second, and the 95th percentile of their response times', () => {
  const lines = linesOf([
    { running: 2, requests: 300, failedRequests: 0, latencyP95Ms: 22 },
    { running: 2, requests: 1200, failedRequests: 60, latencyP95Ms: 88 },
  ]);
  expect(lines).toEqual([
    '           20 │        ████████',
    '   requests/s │        ████████',
    '              │▆▆▆▆▆▆▆▆████████',
    '              │',
    '           88 │        ████████',
    '      p95, ms │▄▄▄▄▄▄▄▄████████',
    '              │',
    '            1 │        ████████',
    '     failed/s │        ████████',
    '            0 └────────────────',
    '               2026-03-02 00:00 2026-03-02 01:00 UTC',
  ]);
});

test('a few requests an hour do not read as none', () => {
  const lines = linesOf([
    { running: 1, requests: 3, failedRequests: 1, latencyP95Ms: 22.44 },
    { running: 1, requests: 90, failedRequests: 1, latencyP95Ms: 22.44 },
  ]);
  const labels = lines.filter((_, i) => [0, 4, 7].includes(i)).map((line) => line.slice(0, 13).trim());
  expect(labels).toEqual(['1.5', '22.4', '0.02']);
  expect(lines[2]).toBe('              │▁▁▁▁▁▁▁▁████████');
});

test('of what nobody served there are no response times, of what all served no failures', () => {
  const none = [{ running: 0, requests: 60, failedRequests: 60, latencyP95Ms: null }];
  expect(namesOf(linesOf(none))).toEqual(['requests/s', 'failed/s']);
  const all = [{ running: 1, requests: 60, failedRequests: 0, latencyP95Ms: 20 }];
  expect(namesOf(linesOf(all))).toEqual(['requests/s', 'p95, ms']);
});

test('tasks are drawn beside requests when their number changes, and always where there are no others', () => {
  const step = { requests: 60, failedRequests: 0, latencyP95Ms: 20 };
  expect(
    namesOf(
      linesOf([
        { ...step, running: 1 },
        { ...step, running: 2 },
      ]),
    ),
  ).toContain('tasks');
  expect(
    namesOf(
      linesOf([
        { ...step, running: 1 },
        { ...step, running: 1 },
      ]),
    ),
  ).not.toContain('tasks');
  expect(namesOf(linesOf([{ running: 1 }, { running: 1 }]))).toEqual(['tasks']);
});

test('steps of clusters and services are not those of the run', () => {
  const lines = linesOf([
    { running: 1, requests: 60, failedRequests: 0, latencyP95Ms: 20 },
    {
      scope: 'service',
      name: 'main/web',
      running: 9,
      requests: 6000,
      failedRequests: 60,
      latencyP95Ms: 2000,
    },
  ]);
  expect(namesOf(lines)).toEqual(['requests/s', 'p95, ms']);
  expect(lines[0]!.trim()).toMatch(/^1 │█+$/);
});

const OFFERED = { requests: 1, queue: null };
const QUEUE = { ...OFFERED, queue: {} };
const step = (name: string, requests: number, latencyP95Ms: number | null, failedRequests = 0) => ({
  scope: 'service',
  name,
  requests,
  failedRequests,
  latencyP95Ms,
});
/** Of a run whose own figures are never those of one kind. */
const RUN = { running: 1, requests: 600, failedRequests: 60, latencyP95Ms: 4000 };

test('several services are added up, their calls with them, and the slowest shows', () => {
  const services = { web: OFFERED, api: OFFERED } as never;
  const lines = linesOf([RUN, step('web', 300, 20), step('api', 300, 70, 30)], { services });
  expect(lines.slice(0, 2)).toEqual(['All services together, calls', 'between them included; p95 of']);
  expect(lines.filter((line) => /\d │█/.test(line)).map((line) => line.slice(0, 13).trim())).toEqual([
    '10',
    '70',
    '0.5',
  ]);
  expect(linesOf([RUN, step('web', 600, 20)], { services: { web: OFFERED } as never })[0]).toMatch(/ 10 │/);
});

test('messages are not requests', () => {
  const services = { web: OFFERED, films: QUEUE } as never;
  const lines = linesOf([RUN, step('web', 60, 20), step('films', 120, 9000)], { services });
  expect(lines.flatMap((line) => line.match(/(?:requests|messages|p95).*(?= │)/) ?? [])).toEqual([
    'requests/s',
    'p95, ms',
    'messages/s',
    'p95, ms',
  ]);
  const one = linesOf([RUN], { services: { films: QUEUE } as never });
  expect(one[1]).toMatch(/messages\/s │/);
  const queues = linesOf([RUN, step('films', 60, 1), step('more', 60, 1)], {
    services: { films: QUEUE, more: QUEUE } as never,
  });
  expect(queues[0]).toBe('All queues together; p95 of the');
});

test('response times that are long are told in seconds', () => {
  const labelsOf = (latencyP95Ms: number) =>
    linesOf([{ running: 1, requests: 60, failedRequests: 0, latencyP95Ms }])
      .slice(4, 6)
      .map((line) => line.slice(0, 13).trim());
  expect(labelsOf(9999)).toEqual(['9,999', 'p95, ms']);
  expect(labelsOf(10_000)).toEqual(['10', 'p95, s']);
  expect(labelsOf(1_499_136)).toEqual(['1,499', 'p95, s']);
});

test('labels of ten digits keep in their place', () => {
  const lines = linesOf([{ running: 1, requests: 9_876_543_210 * 60, failedRequests: 0, latencyP95Ms: 1e9 }]);
  expect(lines[0]).toMatch(/^9,876,543,210 │/);
  expect(lines[4]).toMatch(/^ {4}1,000,000 │/);
  const more = linesOf([{ running: 1, requests: 12_345_678_901 * 60, failedRequests: 0, latencyP95Ms: 1 }]);
  expect(more[0]).toMatch(/^ {6}1\.23e10 │/);
});
