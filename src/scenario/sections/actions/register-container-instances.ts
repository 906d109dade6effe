import type { Findings } from '../../findings.ts';
import { didYouMean, listNames } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { ResolvedCluster } from '../clusters.ts';
import { clusterKey } from './find-cluster.ts';

/** More instances than this at once are a slip of the finger. */
const MOST_INSTANCES = 100_000;

export const registerContainerInstancesSchema = mapping({
  cluster: clusterKey,
  name: text('the name of container instances', 255).describe(
    "Of the cluster's `containerInstances`, the entry that there are more of; its `count` may be 0.",
  ),
  count: integer(1, MOST_INSTANCES)
    .prefault(1)
    .describe("How many more; each lies in that zone of the entry's that has the fewest of them."),
});

/** Exactly one entry of the fixed fleet has the name. */
export function checkEntryName(name: string, cluster: ResolvedCluster, path: Path, findings: Findings): void {
  if (cluster.isIncomplete) return;
  const names = cluster.containerInstances.map((entry) => entry.name);
  const found = names.filter((other) => other === name).length;
  if (found === 1) return;
  const known = [...new Set(names)];
  findings.add(
    path,
    `the name of one entry of containerInstances of ${cluster.clusterName}${listNames(known)}`,
    found === 0 ? describeValue(name) : `${describeValue(name)}, which ${found} entries are called`,
    found === 0 ? hintOf(name, known, cluster) : 'Give each entry a `name` of its own.',
  );
}

function hintOf(name: string, known: readonly string[], { groups }: ResolvedCluster): string | undefined {
  const isGroup = groups.some(({ spec }) => spec.name === name);
  return isGroup ? 'An Auto Scaling group grows by `setDesiredCapacity`.' : didYouMean(name, known);
}
