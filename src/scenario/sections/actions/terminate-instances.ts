import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { listNames, type Names } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { ResolvedCluster } from '../clusters.ts';
import { clusterKey } from './find-cluster.ts';

export const terminateInstancesSchema = mapping({
  cluster: clusterKey,
  instanceIds: z
    .array(text('the id of a container instance'), 'a list of ids')
    .min(1, 'at least one container instance')
    .describe('NAME-n.'),
});

/**
 * Ids count on from cluster to cluster and from entry to entry of one name; an ideal fleet's come as they are needed.
 * `registered`: by name, how many more the actions register.
 */
export function checkInstanceIds(
  ids: readonly string[],
  cluster: ResolvedCluster,
  path: Path,
  { clusters, registered }: InstanceNames,
  findings: Findings,
): void {
  if (cluster.isIncomplete) return;
  const ranges = instanceRanges(clusters.all(), registered).filter(
    (range) => range.clusterName === cluster.clusterName,
  );
  for (const [i, id] of ids.entries()) {
    const [, name, number] = /^(.*)-([1-9]\d*)$/.exec(id) ?? [];
    if (
      ranges.some(
        (range) => range.name === name && range.first <= Number(number) && Number(number) <= range.last,
      )
    )
      continue;
    const known = ranges.map(({ name: stem, first, last }) =>
      last === first ? `${stem}-${first}` : `${stem}-${first} to ${last}`,
    );
    findings.add(
      [...path, i],
      `a container instance of ${cluster.clusterName}${listNames(known)}`,
      describeValue(id),
    );
  }
}

/** What instances there can be. */
export interface InstanceNames {
  readonly clusters: Names<ResolvedCluster>;
  readonly registered: ReadonlyMap<string, number>;
}

interface InstanceRange {
  readonly clusterName: string;
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

function instanceRanges(
  clusters: readonly ResolvedCluster[],
  registered: ReadonlyMap<string, number>,
): InstanceRange[] {
  const counts = new Map<string, number>();
  const ranges: InstanceRange[] = [];
  for (const { clusterName, containerInstances, idealFleet } of clusters) {
    for (const { name, count } of containerInstances) {
      const before = counts.get(name) ?? 0;
      counts.set(name, before + count);
      if (count > 0) ranges.push({ clusterName, name, first: before + 1, last: before + count });
    }
    if (idealFleet !== null)
      ranges.push({ clusterName, name: idealFleet.name, first: 1, last: Number.POSITIVE_INFINITY });
  }
  for (const { clusterName, containerInstances } of clusters)
    for (const name of new Set(containerInstances.map((entry) => entry.name))) {
      const before = counts.get(name)!;
      const more = registered.get(name) ?? 0;
      if (more > 0) ranges.push({ clusterName, name, first: before + 1, last: before + more });
    }
  return ranges;
}
