import type { Findings } from '../../findings.ts';
import type { GroupProviderSpec } from '../../group-spec.ts';
import { listNames, type Names } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ResolvedProvider } from '../capacity-providers.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { StatedGroup } from './auto-scaling-group-schema.ts';

/** What a group belongs to. */
interface Membership {
  /** `null` when it cannot be told. */
  readonly cluster: ResolvedCluster | null;
  /** `null`: none that a cluster has. */
  readonly provider: GroupProviderSpec | null;
}

/**
 * The cluster that a group's instances register with: that which is stated, else the one with the group's capacity provider,
 * else the only one.
 */
export function findGroupCluster(
  { autoScalingGroupName, cluster: stated }: StatedGroup,
  path: Path,
  { providers, clusters }: { providers: Names<ResolvedProvider>; clusters: Names<ResolvedCluster> },
  findings: Findings,
): Membership {
  const provider = providers.all().find(({ group }) => group === autoScalingGroupName);
  const all = clusters.all();
  const users =
    provider === undefined
      ? []
      : all.filter(({ capacityProviders }) => capacityProviders?.includes(provider.name));
  const areWhole =
    !clusters.isIncomplete &&
    clusters.names().length === all.length &&
    all.every(({ capacityProviders }) => capacityProviders !== null);
  const known = users.length > 0 ? users : all;
  const names = known.map(({ clusterName }) => clusterName);
  if (provider !== undefined && users.length === 0 && areWhole)
    findings.warn(
      'capacity-provider-without-cluster',
      `No cluster has capacity provider ${provider.name}: ECS leaves its Auto Scaling group ${autoScalingGroupName} alone.`,
    );
  const spec = users.length > 0 ? (provider?.groupSettings ?? null) : null;
  if (stated === undefined) {
    if (known.length === 1 && areWhole) return { cluster: known[0]!, provider: spec };
    const expected =
      users.length > 0
        ? `one of the clusters of capacity provider ${provider!.name}${listNames(names)}`
        : `the cluster that its instances register with${listNames(names)}`;
    if (areWhole) findings.add(path, expected, 'nothing');
    return { cluster: null, provider: spec };
  }
  const cluster = clusters.resolve(stated, path, findings);
  if (cluster !== null && areWhole && !known.includes(cluster))
    findings.add(
      path,
      `a cluster that has the group's capacity provider ${provider!.name}${listNames(names)}`,
      describeValue(stated),
    );
  return { cluster, provider: spec };
}
