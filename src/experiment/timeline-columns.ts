import { Quantity } from '../analysis/level-statistics.ts';
import type { ScopeSample, TimelineRecorder } from '../analysis/timeline.ts';
import { formatInstant } from '../units/calendar.ts';
import { TIMELINE_COLUMNS, type Timeline, type TimelineColumn } from './outcome.ts';

/** The recorded rows as columns; what no scope of a run has yet (services, requests) is null. */
export function timelineColumns({ rows, stepMs }: TimelineRecorder, startMs: number): Timeline {
  const columns = Object.fromEntries(TIMELINE_COLUMNS.map((name) => [name, []])) as unknown as Columns;
  const spent = new Map<string, number>();
  for (const { at, scopes } of rows) {
    const time = formatInstant(startMs + at);
    for (const sample of scopes) {
      const key = `${sample.scope}/${sample.name}`;
      const cost = sample.cost - (spent.get(key) ?? 0);
      spent.set(key, sample.cost);
      const row = rowOf(time, sample, cost);
      for (const name of TIMELINE_COLUMNS) columns[name].push(row[name] ?? null);
    }
  }
  return { stepSeconds: stepMs / 1000, columns };
}

type Columns = Record<TimelineColumn, (string | number | null)[]>;

function rowOf(
  time: string,
  { scope, name, levels }: ScopeSample,
  cost: number,
): Partial<Record<TimelineColumn, string | number>> {
  const of = (...quantities: Quantity[]) =>
    quantities.reduce<number>((sum, quantity) => sum + levels[quantity]!, 0);
  return {
    time,
    scope,
    name,
    running: of(Quantity.running),
    pending: of(Quantity.pending),
    instances: of(Quantity.instances),
    cpuRegistered: of(Quantity.cpuRegistered) / 1024,
    cpuReserved: of(Quantity.cpuReserved, Quantity.cpuFargate) / 1024,
    cpuUsed: of(Quantity.cpuUsed, Quantity.cpuUsedFargate) / 1024,
    memoryRegistered: of(Quantity.memoryRegistered) / 1024,
    memoryReserved: of(Quantity.memoryReserved, Quantity.memoryFargate) / 1024,
    memoryUsed: of(Quantity.memoryUsed, Quantity.memoryUsedFargate) / 1024,
    cost: cost / 1e9,
  };
}
