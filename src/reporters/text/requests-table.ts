import type { ServiceSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText, labelled, unbroken } from './layout.ts';
import {
  countOf,
  formatAmount,
  formatCount,
  formatManyCount,
  formatSeconds,
  formatShare,
} from './numbers.ts';
import { layTable, type TableStyle } from './table.ts';
import { worstOf } from './worst-of.ts';

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
  const parts = [tableOf(called, REQUESTS_TABLE, width), tableOf(queues, QUEUES_TABLE, width)].filter(
    (lines) => lines.length > 0,
  );
  return parts.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

function tableOf(
  entries: readonly Entry[],
  { header, style, cells, noteOf }: Table,
  width: number,
): string[] {
  if (entries.length === 0) return [];
  const shown = worstOf(entries, MOST_ROWS, failedOf);
  const left = entries.length - shown.length;
  const failing = worstOf(
    entries.filter(([, service]) => hasFailures(service)),
    MOST_TOLD,
    failedOf,
  );
  const note = noteOf(entries);
  return [
    ...layTable([header, ...shown.map(([name, service]) => cells(name, service))], style, width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other service')} in outcome.json`, width)] : []),
    ...(note === '' ? [] : labelled('', note, 2, width)),
    ...failing.flatMap(([name, service]) =>
      labelled('', `${cleanText(name)}: ${failures(service)}`, 2, width),
    ),
  ];
}

function failedOf([, { failedRequests }]: Entry): number {
  return failedRequests;
}

interface Table {
  readonly header: readonly string[];
  readonly style: TableStyle;
  readonly cells: (name: string, service: Offered) => string[];
  /** What a reader should know of its figures; may be empty. */
  readonly noteOf: (entries: readonly Entry[]) => string;
}

/** At 80 columns all of it has room for names of 14. */
const REQUESTS_TABLE: Table = {
  header: ['Service', 'Requests', 'Failed', 'Mean', 'p50', 'p95', 'p99', 'CPU'],
  style: {
    alignRight: [false, true, true, true, true, true, true, true],
    names: 0,
    // A service's name gives way first, then what is rarely looked at.
    yields: [
      [0, 14],
      [3, 0],
      [7, 0],
      [0, 9],
      [4, 0],
      [6, 0],
      [1, 5],
      [5, 5],
    ],
  },
  cells: cellsOf,
  noteOf: (entries) =>
    entries.some(([, { failedRequests }]) => failedRequests > 0)
      ? 'Response times are those of requests that were served.'
      : '',
};
const QUEUES_TABLE: Table = {
  header: ['Queue of', 'Messages', 'Most waiting', 'Oldest', 'Came back', 'p95', 'At end'],
  style: {
    alignRight: [false, true, true, true, true, true, true],
    names: 0,
    yields: [
      [0, 14],
      [4, 0],
      [0, 9],
      [1, 0],
      [2, 0],
      [6, 0],
      [3, 5],
      [5, 5],
    ],
  },
  cells: queueCellsOf,
  noteOf: () => 'Oldest: the longest wait; p95: from being sent to being done.',
};

/** Messages that came; the most that waited at once, how long the oldest did; those that came back; from put to done; those left. */
function queueCellsOf(name: string, { requests, queue, latencyMs }: Offered): string[] {
  const { messagesMax, oldestMaxSeconds, messagesAtEnd, returned } = queue!;
  return [
    cleanText(name),
    formatManyCount(requests),
    formatManyCount(messagesMax),
    formatTime(oldestMaxSeconds * 1000),
    formatManyCount(returned),
    latencyMs === null ? '-' : formatTime(latencyMs.p95),
    formatManyCount(messagesAtEnd),
  ];
}

function cellsOf(name: string, service: Offered): string[] {
  const { requests, failedRequests, requestsBy, latencyMs, cpuUtilization } = service;
  const times = (['mean', 'p50', 'p95', 'p99'] as const).map((figure) =>
    latencyMs === null ? '-' : formatTime(latencyMs[figure]),
  );
  const cpu = cpuUtilization === null ? '-' : formatShare(cpuUtilization.mean / 100);
  // Those in flight before may have failed, too.
  const all = requests + requestsBy!.inFlightAtStart;
  const failed = failedRequests === 0 ? 'none' : formatShare(failedRequests / Math.max(1, all));
  return [cleanText(name), formatManyCount(requests), failed, ...times, cpu];
}

/** To three digits, from a minute on to two, in at most seven columns: `87.8 ms`, `1.23 s`, `9.5 min`, `28 min`, `3.5 h`. */
function formatTime(ms: number): string {
  // Not `1,000 ms` nor `60 s`.
  if (ms < 999.5) return `${formatAmount(ms)} ms`;
  if (ms < 59_950) return `${formatAmount(ms / 1000)} s`;
  return ms < 59.5 * 60_000 ? `${twoDigits(ms / 60_000)} min` : `${twoDigits(ms / 3_600_000)} h`;
}

function twoDigits(value: number): string {
  return formatAmount(value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value));
}

function hasFailures({ failedRequests, unavailableSeconds }: Offered): boolean {
  return failedRequests > 0 || (unavailableSeconds ?? 0) > 0;
}

/** How many failed of what, the most first. */
function failures(service: Offered): string {
  const { requests, failedRequests, requestsBy, unavailableSeconds, queue } = service;
  const { rejected, timedOut, cutOff, noTarget, errors, failedCalls, inFlightAtStart } = requestsBy!;
  const parts = [
    [rejected, 'refused because all places were taken'],
    [timedOut, 'timed out'],
    [cutOff, 'cut off when their task stopped'],
    [noTarget, 'found no task to serve them'],
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
  const more =
    failedRequests > requests
      ? [`of ${formatCount(requests)} that came and ${formatCount(inFlightAtStart)} in flight before`]
      : [];
  return [
    ...(told.length > 0 ? [sentence, ...more] : []),
    ...(gap > 0
      ? [`no ${queue === null ? 'healthy task' : 'worker'} for ${unbroken(formatSeconds(gap))}`]
      : []),
  ].join('; ');
}
