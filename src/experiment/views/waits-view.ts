import type { TaskStatistics } from '../../analysis/task-statistics.ts';
import { WAIT_BOUNDS_MS } from '../../analysis/wait-buckets.ts';
import type { World } from '../../events/world.ts';
import type { WaitsOf, WaitsView } from '../outcome-views.ts';

const MOST_KINDS = 24;

/** Counted waits, without the empty buckets before the first and after the last. */
export function waitsView(
  { workloads, definitions }: World,
  { waitsByWorkload }: Pick<TaskStatistics, 'waitsByWorkload'>,
): WaitsView {
  const all = WAIT_BOUNDS_MS.map(() => 0);
  const kinds = new Map<
    string,
    { readonly of: Omit<WaitsOf, 'counts'>; readonly counts: number[]; tasks: number }
  >();
  for (const [workload, buckets] of waitsByWorkload.entries()) {
    if (buckets.count === 0) continue;
    const { service, definition } = workloads[workload]!;
    const of = { service, taskDefinition: service === '' ? definitions[definition]!.label : '' };
    const key = JSON.stringify(of);
    const kind = kinds.get(key) ?? { of, counts: WAIT_BOUNDS_MS.map(() => 0), tasks: 0 };
    kinds.set(key, kind);
    kind.tasks += buckets.count;
    for (const [i, count] of buckets.counts.entries()) {
      kind.counts[i]! += count;
      all[i]! += count;
    }
  }
  const from = all.findIndex((count) => count > 0);
  if (from < 0) return { bounds: [], counts: [], by: [], left: 0 };
  const to = all.findLastIndex((count) => count > 0) + 1;
  const sorted = [...kinds.values()].sort((a, b) => b.tasks - a.tasks);
  return {
    bounds: [...WAIT_BOUNDS_MS.slice(from, to + 1)].map((ms) => ms / 1000),
    counts: all.slice(from, to),
    by: sorted.slice(0, MOST_KINDS).map(({ of, counts }) => ({ ...of, counts: counts.slice(from, to) })),
    left: Math.max(0, sorted.length - MOST_KINDS),
  };
}
