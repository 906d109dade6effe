import type { ServiceSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText, labelled } from './layout.ts';
import { countOf, formatAmount, formatCount, formatSeconds, formatShare } from './numbers.ts';
import { layTable, type TableStyle } from './table.ts';

/** So many services have a row of their own: those with the most failed requests. */
const MOST_ROWS = 20;
/** So many services are told of whose requests failed. */
const MOST_TOLD = 6;

type Offered = ServiceSummary & { readonly requests: number; readonly failedRequests: number };
type Entry = readonly [name: string, service: Offered];

/**
 * What users of each service felt: requests, response times and failures; and the queues that services work on, as lines of at
 * most `width` columns.
 */
export function requestsTable({ services }: StreamedOutcome, width: number): string[] {
  const offered = Object.entries(services).filter(
    (entry): entry is [string, Offered] => entry[1].requests !== null,
  );
  const queues = offered.filter(([, { queue }]) => queue !== null);
  const called = offered.filter(([, { queue }]) => queue === null);
  const parts = [
    tableOf(called, HEADER, STYLE, cellsOf, width),
    tableOf(queues, QUEUE_HEADER, QUEUE_STYLE, queueCellsOf, width),
  ].filter((lines) => lines.length > 0);
  return parts.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

function tableOf(
  entries: readonly Entry[],
  header: readonly string[],
  style: TableStyle,
  cells: (name: string, service: Offered) => string[],
  width: number,
): string[] {
  if (entries.length === 0) return [];
  const worst = [...entries].sort(([, a], [, b]) => b.failedRequests - a.failedRequests);
  const shown = entries.length <= MOST_ROWS ? entries : worst.slice(0, MOST_ROWS);
  const left = entries.length - shown.length;
  const failing = worst.filter(([, service]) => hasFailures(service)).slice(0, MOST_TOLD);
  return [
    ...layTable([header, ...shown.map(([name, service]) => cells(name, service))], style, width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other service')} in outcome.json`, width)] : []),
    ...failing.flatMap(([name, service]) =>
      labelled('', `${cleanText(name)}: ${failures(service)}`, 2, width),
    ),
  ];
}

const HEADER = ['Service', 'Requests', 'Failed', 'Mean', 'p50', 'p95', 'p99', 'CPU', 'CPU p95'];
const STYLE: TableStyle = {
  alignRight: [false, true, true, true, true, true, true, true, true],
  keepsEndOf: 0,
  // A service's name gives way first, then what is rarely looked at.
  yields: [
    [0, 18],
    [8, 0],
    [3, 0],
    [7, 0],
    [0, 9],
    [4, 0],
    [6, 0],
    [1, 5],
    [5, 5],
  ],
};
const QUEUE_HEADER = ['Queue of', 'Messages', 'Waiting', 'Oldest', 'Back', 'p50', 'p95', 'Left'];
const QUEUE_STYLE: TableStyle = {
  alignRight: [false, true, true, true, true, true, true, true],
  keepsEndOf: 0,
  yields: [
    [0, 18],
    [5, 0],
    [4, 0],
    [0, 9],
    [1, 0],
    [2, 0],
    [7, 0],
    [3, 5],
    [6, 5],
  ],
};

/** Messages that came; the most that waited at once, how long the oldest did; those that came back; from put to done; those left. */
function queueCellsOf(name: string, { requests, queue, latencyMs }: Offered): string[] {
  const { messagesMax, oldestMaxSeconds, messagesAtEnd, returned } = queue!;
  return [
    cleanText(name),
    formatCount(requests),
    formatCount(messagesMax),
    formatTime(oldestMaxSeconds * 1000),
    formatCount(returned),
    latencyMs === null ? '-' : formatTime(latencyMs.p50),
    latencyMs === null ? '-' : formatTime(latencyMs.p95),
    formatCount(messagesAtEnd),
  ];
}

function cellsOf(name: string, { requests, failedRequests, latencyMs, cpuUtilization }: Offered): string[] {
  const times = (['mean', 'p50', 'p95', 'p99'] as const).map((figure) =>
    latencyMs === null ? '-' : formatTime(latencyMs[figure]),
  );
  const percents = (['mean', 'p95'] as const).map((figure) =>
    cpuUtilization === null ? '-' : formatShare(cpuUtilization[figure] / 100),
  );
  const failed = failedRequests === 0 ? 'none' : formatShare(failedRequests / Math.max(1, requests));
  return [cleanText(name), formatCount(requests), failed, ...times, ...percents];
}

/** To three digits: milliseconds, from one second on seconds, from a minute on as people say it. */
function formatTime(ms: number): string {
  // Not `1,000 ms` nor `60 s`.
  if (ms < 999.5) return `${formatAmount(ms)} ms`;
  return ms < 59_950 ? `${formatAmount(ms / 1000)} s` : formatSeconds(Math.round(ms / 1000));
}

function hasFailures({ failedRequests, unavailableSeconds }: Offered): boolean {
  return failedRequests > 0 || (unavailableSeconds ?? 0) > 0;
}

/** How many failed of what, the most first. */
function failures({ failedRequests, requestsBy, unavailableSeconds, queue }: Offered): string {
  const { rejected, timedOut, cutOff, noTarget, errors, failedCalls } = requestsBy!;
  const parts = [
    [rejected, 'refused because all places were taken'],
    [timedOut, 'timed out'],
    [cutOff, 'cut off when their task stopped'],
    [noTarget, 'found no task'],
    [errors, 'answered with an error by a task that does not work'],
    [failedCalls, 'failed in a service that they call'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).sort(([a], [b]) => b - a);
  const all = countOf(failedRequests, queue === null ? 'request' : 'message');
  const [only] = told;
  const sentence =
    told.length === 1
      ? `${all} ${only![1]}`
      : `${all} failed: ${told.map(([count, words]) => `${formatCount(count)} ${words}`).join(', ')}`;
  const gap = unavailableSeconds ?? 0;
  return [
    ...(told.length > 0 ? [sentence] : []),
    ...(gap > 0 ? [`no ${queue === null ? 'healthy task' : 'worker'} for ${formatSeconds(gap)}`] : []),
  ].join('; ');
}
