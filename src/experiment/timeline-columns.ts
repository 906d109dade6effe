import { Quantity } from '../analysis/level-statistics.ts';
import type { ScopeSample, TimelineRecorder } from '../analysis/timeline.ts';
import { formatInstant } from '../units/calendar.ts';
import { TIMELINE_COLUMNS, type Timeline, type TimelineColumn } from './outcome.ts';

/** What a column shows of a sample; columns that are not here (of requests) are null in every row. */
const AMOUNTS: Partial<Record<TimelineColumn, (levels: readonly number[]) => number>> = {
  desired: (levels) => levels[Quantity.desired]!,
  running: (levels) => levels[Quantity.running]!,
  pending: (levels) => levels[Quantity.pending]!,
  instances: (levels) => levels[Quantity.instances]!,
  cpuRegistered: (levels) => levels[Quantity.cpuRegistered]! / 1024,
  cpuReserved: (levels) => (levels[Quantity.cpuReserved]! + levels[Quantity.cpuFargate]!) / 1024,
  cpuUsed: (levels) => (levels[Quantity.cpuUsed]! + levels[Quantity.cpuUsedFargate]!) / 1024,
  memoryRegistered: (levels) => levels[Quantity.memoryRegistered]! / 1024,
  memoryReserved: (levels) => (levels[Quantity.memoryReserved]! + levels[Quantity.memoryFargate]!) / 1024,
  memoryUsed: (levels) => (levels[Quantity.memoryUsed]! + levels[Quantity.memoryUsedFargate]!) / 1024,
};

/** A service has no instances of its own, and nothing else has a desired count. */
const OF_INSTANCES: readonly TimelineColumn[] = ['instances', 'cpuRegistered', 'memoryRegistered'];

/** The recorded rows as columns; what a scope does not have is null. */
export function timelineColumns({ rows, stepMs }: TimelineRecorder, startMs: number): Timeline {
  const samples = rows.flatMap((row) => row.scopes);
  const columns = Object.fromEntries(
    TIMELINE_COLUMNS.map((name) => {
      const amount = AMOUNTS[name];
      return [
        name,
        samples.map(({ scope, levels }) =>
          amount === undefined || !hasColumn(scope, name) ? null : amount(levels),
        ),
      ];
    }),
  ) as unknown as Record<TimelineColumn, readonly (string | number | null)[]>;
  columns.time = rows.flatMap(({ at, scopes }) => {
    const time = formatInstant(startMs + at);
    return scopes.map(() => time);
  });
  columns.scope = samples.map(({ scope }) => scope);
  columns.name = samples.map(({ name }) => name);
  columns.cost = costPerStep(samples);
  return { stepSeconds: stepMs / 1000, columns };
}

function hasColumn(scope: ScopeSample['scope'], column: TimelineColumn): boolean {
  return scope === 'service' ? !OF_INSTANCES.includes(column) : column !== 'desired';
}

/** USD that each scope has spent since its row before. */
function costPerStep(samples: readonly ScopeSample[]): number[] {
  const spent = new Map<string, number>();
  return samples.map(({ scope, name, cost }) => {
    const key = `${scope}/${name}`;
    const before = spent.get(key) ?? 0;
    spent.set(key, cost);
    return (cost - before) / 1e9;
  });
}
