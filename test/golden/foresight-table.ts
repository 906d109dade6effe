import type { Outcome } from '../../src/experiment/outcome.ts';
import { traceLines } from '../support/replay.ts';
import { scalingTable } from './scaling-table.ts';

const TRACE = 'nasa-http-1995-07-1min.csv.gz';
const SCALE = 100;
const CPU_MS = 20;
const MINUTE_MS = 60_000;

/**
 * NASA's month under target tracking, a service for each target, beside what whoever knew the traffic in advance would have needed at
 * the same utilisation: for every minute as few tasks as keep it, at least one; then what the services did. The services are called
 * after their targets.
 */
export function foresightTable(outcome: Outcome): string {
  const rows = Object.entries(outcome.services).map(([name, service]) => {
    const target = Number(/\d+$/.exec(name)![0]);
    const { durationSeconds, warmUpSeconds } = outcome.simulation;
    const hours = (service.running.mean * (durationSeconds - warmUpSeconds)) / 3600;
    const needed = perfectTaskHours(target, warmUpSeconds / 60, durationSeconds / 60);
    const { p50, p95 } = service.latencyMs!;
    return [
      name.slice(name.indexOf('/') + 1),
      hours.toFixed(0),
      needed.toFixed(0),
      `${(hours / needed).toFixed(2)} x`,
      `$${costOf(outcome, name).toFixed(2)}`,
      `${p50.toFixed(1)} ms`,
      `${p95.toFixed(0)} ms`,
      String(service.failedRequests),
      `${((100 * service.failedRequests!) / service.requests!).toFixed(2)} %`,
    ];
  });
  const heads = ['', 'task-hours', 'needed', '', 'cost', 'p50', 'p95', 'failed', ''];
  const table = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, j) => pad(cell, widths[j]!, j))
      .join('  ')
      .trimEnd(),
  );
  const title = `${outcome.scenario.name}: task-hours, and how many foresight would have needed`;
  return [title, '', ...lines, '', scalingTable(outcome)].join('\n');
}

const pad = (cell: string, width: number, column: number) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

/** Of a trace that has a row for every minute. */
function perfectTaskHours(target: number, from: number, until: number): number {
  const minutes = traceLines(TRACE).slice(1 + from, 1 + until);
  const tasks = minutes.map((line) => {
    const cpuMs = Number(line.split(',')[1]) * SCALE * CPU_MS;
    return Math.max(1, Math.ceil(cpuMs / ((MINUTE_MS * target) / 100)));
  });
  return tasks.reduce((sum, count) => sum + count, 0) / 60;
}

function costOf({ costs }: Outcome, name: string): number {
  return costs
    .filter((row) => `${row.cluster}/${row.service}` === name)
    .reduce((sum, { effectiveCost }) => sum + Number(effectiveCost), 0);
}
