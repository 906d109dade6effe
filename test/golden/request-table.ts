import type { Outcome } from '../../src/experiment/outcome.ts';

/**
 * What came to every service with requests in each step of the timeline, how much of it failed, and in what time half and 95 % of
 * the others were answered, in columns side by side.
 */
export function requestTable({ scenario, services, timeline: { columns, stepSeconds } }: Outcome): string {
  const names = Object.keys(services).filter((name) => (services[name]!.requests ?? 0) > 0);
  const rows = new Map<string, string[]>();
  for (const [i, time] of columns.time.entries()) {
    const at = names.indexOf(String(columns.name[i]));
    if (columns.scope[i] !== 'service' || at < 0) continue;
    const row = rows.get(String(time)) ?? names.map(() => '');
    rows.set(String(time), row.with(at, cellOf(columns, i)));
  }
  const head = names.map((name) => name.padStart(CELL));
  const units = names.map(() =>
    ['came', 'failed', 'p50', 'p95'].map((text, j) => text.padStart(WIDTHS[j]!)).join(''),
  );
  const lines = [...rows].map(([time, row]) => `${time.slice(11, 16)}${row.join('')}`);
  const title = `${scenario.name}: requests in steps of ${stepSeconds / 60} min, response times in seconds`;
  return [title, '', `     ${head.join('')}`, `     ${units.join('')}`, ...lines, ''].join('\n');
}

function cellOf(columns: Outcome['timeline']['columns'], i: number): string {
  const { requests, failedRequests, latencyP50Ms, latencyP95Ms } = columns;
  const cells = [requests[i], failedRequests[i], seconds(latencyP50Ms[i]), seconds(latencyP95Ms[i])];
  return cells.map((cell, j) => String(cell ?? '-').padStart(WIDTHS[j]!)).join('');
}

/** Three digits, to the millisecond; nobody was answered: null. */
function seconds(ms: unknown): string | null {
  if (typeof ms !== 'number') return null;
  return ms < 1000 ? (ms / 1000).toFixed(3) : String(Number((ms / 1000).toPrecision(3)));
}

/** Of a service's four columns. */
const WIDTHS: readonly number[] = [6, 7, 6, 6];
const CELL = WIDTHS.reduce((sum, width) => sum + width, 0);
