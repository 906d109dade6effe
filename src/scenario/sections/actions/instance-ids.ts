import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import { listNames } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ContainerInstanceSpec } from '../../scenario.ts';
import { launchedInstancesOf, type ResolvedCluster } from '../clusters.ts';

/** Ids of one name that one cluster's instances can come to have. */
export interface InstanceRange {
  readonly clusterName: string;
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** The ids are of instances that the cluster has, or that it can come to have. */
export function checkInstanceIds(
  ids: readonly string[],
  { clusterName, isIncomplete }: ResolvedCluster,
  ranges: readonly InstanceRange[],
  path: Path,
  findings: Findings,
): void {
  if (isIncomplete) return;
  const own = ranges.filter((range) => range.clusterName === clusterName);
  for (const [i, id] of ids.entries()) {
    const [, name, number] = /^(.*)-([1-9]\d*)$/.exec(id) ?? [];
    const isKnown = own.some(
      (range) => range.name === name && range.first <= Number(number) && Number(number) <= range.last,
    );
    if (isKnown) continue;
    const known = own.map(wordsOf);
    findings.add(
      [...path, i],
      `a container instance of ${clusterName}${listNames(known)}`,
      describeValue(id),
    );
  }
}

function wordsOf({ name, first, last }: InstanceRange): string {
  if (last === first) return `${name}-${first}`;
  return Number.isFinite(last) ? `${name}-${first} to ${last}` : `${name}-${first} and up`;
}

/**
 * Ids count on from cluster to cluster and from entry to entry of one name; those of an ideal fleet and of Auto Scaling groups
 * come as they are needed. Behind those of the start come what actions register and what comes back when a zone does.
 * `durationMs`: how long the run is, `null` for as long as it takes.
 */
export function instanceRanges(
  clusters: readonly ResolvedCluster[],
  actions: readonly ActionSpec[],
  durationMs: number | null,
): InstanceRange[] {
  const counts = new Map<string, number>();
  const ranges: InstanceRange[] = [];
  for (const cluster of clusters) {
    const { clusterName, containerInstances } = cluster;
    for (const { name, count } of containerInstances) {
      const before = counts.get(name) ?? 0;
      counts.set(name, before + count);
      if (count > 0) ranges.push({ clusterName, name, first: before + 1, last: before + count });
    }
    for (const { name } of launchedInstancesOf(cluster))
      ranges.push({ clusterName, name, first: 1, last: Number.POSITIVE_INFINITY });
  }
  const later = laterInstances(clusters, actions, durationMs);
  const totals = new Map<string, number>();
  for (const { name, count } of later) totals.set(name, (totals.get(name) ?? 0) + count);
  for (const { clusterName, name, count } of later) {
    // Which cluster's comes first is not known here.
    const before = counts.get(name)!;
    if (count > 0) ranges.push({ clusterName, name, first: before + 1, last: before + totals.get(name)! });
  }
  return ranges;
}

/** How many instances of each name a cluster comes to have beside those of the start, at most. */
function laterInstances(
  clusters: readonly ResolvedCluster[],
  actions: readonly ActionSpec[],
  durationMs: number | null,
): { readonly clusterName: string; readonly name: string; readonly count: number }[] {
  const outages = outagesThatEnd(actions, durationMs);
  return clusters.flatMap(({ clusterName, containerInstances }) =>
    [...byName(containerInstances)].map(([name, entries]) => {
      const registered = (untilMs: number) => registeredUntil(actions, clusterName, name, untilMs);
      // Whatever a zone had comes back once; what was registered may lie in any zone of its entry.
      const lost = ({ zone, atMs }: Outage) =>
        entries.some(({ availabilityZones }) => availabilityZones.includes(zone))
          ? sumOf(entries.map((entry) => countInZone(entry, zone))) + registered(atMs)
          : 0;
      return { clusterName, name, count: registered(Number.POSITIVE_INFINITY) + sumOf(outages.map(lost)) };
    }),
  );
}

function byName(entries: readonly ContainerInstanceSpec[]): Map<string, ContainerInstanceSpec[]> {
  const groups = new Map<string, ContainerInstanceSpec[]>();
  for (const entry of entries) {
    const group = groups.get(entry.name);
    if (group === undefined) groups.set(entry.name, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** A time in which a zone is out. */
interface Outage {
  readonly zone: string;
  readonly atMs: number;
  readonly untilMs: number;
}

/** Those of which the run sees the end; what overlaps is one. */
function outagesThatEnd(actions: readonly ActionSpec[], durationMs: number | null): Outage[] {
  const outages: Outage[] = [];
  for (const action of actions.toSorted((one, other) => one.atMs - other.atMs)) {
    if (action.kind !== 'availabilityZoneOutage') continue;
    const { atMs, availabilityZone: zone } = action;
    const untilMs = atMs + action.forMs;
    const known = outages.findIndex((other) => other.zone === zone && other.untilMs > atMs);
    if (known < 0) outages.push({ zone, atMs, untilMs });
    else outages[known] = { ...outages[known]!, untilMs: Math.max(untilMs, outages[known]!.untilMs) };
  }
  return outages.filter(({ untilMs }) => durationMs === null || untilMs <= durationMs);
}

/** Instance n of an entry with k zones lies in zone (n-1) mod k. */
function countInZone({ count, availabilityZones: zones }: ContainerInstanceSpec, zone: string): number {
  return sumOf(
    zones.map((other, i) => (other === zone ? Math.max(0, Math.ceil((count - i) / zones.length)) : 0)),
  );
}

function registeredUntil(
  actions: readonly ActionSpec[],
  cluster: string,
  name: string,
  untilMs: number,
): number {
  return sumOf(
    actions.flatMap((action) =>
      action.kind === 'registerContainerInstances' &&
      action.cluster === cluster &&
      action.name === name &&
      action.atMs <= untilMs
        ? [action.count]
        : [],
    ),
  );
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
