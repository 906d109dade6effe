import type { ServiceSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText, labelled } from './layout.ts';
import { countOf, formatAmount, formatCount, formatSeconds, formatShare } from './numbers.ts';
import { layTable } from './table.ts';

/** So many services have a row of their own, those with the most failed requests first. */
const MOST_ROWS = 20;
/** So many services are told of whose requests failed, and so many queues. */
const MOST_TOLD = 6;

type Offered = ServiceSummary & { readonly requests: number; readonly failedRequests: number };

/** What users of each service felt: requests, response times and failures, as lines of at most `width` columns. */
export function requestsTable({ services }: StreamedOutcome, width: number): string[] {
  const offered = Object.entries(services)
    .filter((entry): entry is [string, Offered] => entry[1].requests !== null)
    .sort(([, a], [, b]) => b.failedRequests - a.failedRequests || b.requests - a.requests);
  if (offered.length === 0) return [];
  const rows = offered.slice(0, MOST_ROWS);
  const left = offered.length - rows.length;
  const queues = rows.filter(([, { queue }]) => queue !== null).slice(0, MOST_TOLD);
  const failing = rows.filter(([, service]) => hasFailures(service)).slice(0, MOST_TOLD);
  return [
    ...layTable([HEADER, ...rows.map(([name, service]) => cellsOf(name, service))], STYLE, width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other service')} in outcome.json`, width)] : []),
    ...failing.flatMap(([name, service]) =>
      labelled('', `${cleanText(name)}: ${failures(service)}`, 2, width),
    ),
    ...queues.flatMap(([name, service]) =>
      labelled('', `${cleanText(name)}: ${queueStory(service)}`, 2, width),
    ),
  ];
}

const HEADER = ['Requests to', 'Requests', 'Failed', 'Mean', 'p50', 'p95', 'p99', 'CPU', 'CPU p95'];
const STYLE = {
  alignRight: [false, true, true, true, true, true, true, true, true],
  // A service's name gives way first, then what is rarely looked at.
  yields: [
    [0, 9],
    [8, 4],
    [3, 4],
    [7, 4],
    [1, 5],
    [6, 5],
    [4, 4],
    [5, 4],
    [2, 4],
  ],
} as const;

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
  if (ms < 1000) return `${formatAmount(ms)} ms`;
  return ms < 60_000 ? `${formatAmount(ms / 1000)} s` : formatSeconds(Math.round(ms / 1000));
}

function hasFailures({ failedRequests, unavailableSeconds }: Offered): boolean {
  return failedRequests > 0 || (unavailableSeconds ?? 0) > 0;
}

/** How many failed of what, the most first. */
function failures({ failedRequests, requestsBy, unavailableSeconds, queue }: Offered): string {
  const { rejected, timedOut, cutOff, noTarget, failedCalls } = requestsBy!;
  const parts = [
    [rejected, 'refused because all places were taken'],
    [timedOut, 'timed out'],
    [cutOff, 'cut off when their task stopped'],
    [noTarget, 'found no healthy task'],
    [failedCalls, 'failed in a service that they call'],
  ] as const;
  const told = parts
    .filter(([count]) => count > 0)
    .sort(([a], [b]) => b - a)
    .map(([count, words]) => `${formatCount(count)} ${words}`);
  const gap = unavailableSeconds ?? 0;
  return [
    ...(failedRequests > 0 ? [`${countOf(failedRequests, 'request')} failed: ${told.join(', ')}`] : []),
    ...(gap > 0 ? [`no ${queue === null ? 'healthy task' : 'worker'} for ${formatSeconds(gap)}`] : []),
  ].join('; ');
}

function queueStory({ queue }: Offered): string {
  const { messagesMax, messagesAtEnd, oldestMaxSeconds } = queue!;
  if (messagesMax === 0) return 'no message had to wait for a worker';
  const left = messagesAtEnd === 0 ? 'none' : formatCount(messagesAtEnd);
  return `up to ${countOf(messagesMax, 'message')} waited, the oldest for ${formatSeconds(oldestMaxSeconds)}; ${left} at the end`;
}
