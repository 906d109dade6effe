import type { Findings } from '../../findings.ts';
import type { Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { ResolvedProvider } from '../capacity-providers.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { GroupEntry } from './auto-scaling-groups.ts';
import { groupNameOf } from './group-name.ts';
import { keysOfGroup } from './group-provider.ts';

/** What is wrong with providers beside the clusters that have them. */
export function checkProviders(
  providers: Names<ResolvedProvider>,
  groups: Names<GroupEntry>,
  clusters: Names<ResolvedCluster>,
  findings: Findings,
): void {
  const known = clusters.all();
  const areWhole =
    !groups.isIncomplete &&
    !clusters.isIncomplete &&
    clusters.names().length === known.length &&
    known.every(({ isIncomplete }) => !isIncomplete);
  for (const provider of providers.all()) {
    if (provider.group !== null) checkOneCluster(provider, known, findings);
    else if (provider.kind === 'group' && areWhole) checkWithoutGroup(provider, groups, known, findings);
  }
}

/** A provider with managed scaling serves one cluster (ecs: ). */
function checkOneCluster(
  { name, groupSettings, path }: ResolvedProvider,
  clusters: readonly ResolvedCluster[],
  findings: Findings,
): void {
  const users = clusters.filter(({ capacityProviders }) => capacityProviders?.includes(name));
  if (users.length < 2 || groupSettings === null || groupSettings.managedScaling === null) return;
  findings.add(
    [...path, 'autoScalingGroupProvider', 'managedScaling'],
    'one cluster for a capacity provider with managed scaling',
    users.map(({ clusterName }) => clusterName).join(' and '),
  );
}

/** The fixed container instances that name it stand for its group; there must be something that does. */
function checkWithoutGroup(
  { name, groupSettings, stated, path }: ResolvedProvider,
  groups: Names<GroupEntry>,
  clusters: readonly ResolvedCluster[],
  findings: Findings,
): void {
  const where: Path = [...path, 'autoScalingGroupProvider'];
  const isFixed = clusters.some(({ containerInstances }) =>
    containerInstances.some(({ capacityProvider }) => capacityProvider === name),
  );
  const { autoScalingGroupArn } = stated;
  if (autoScalingGroupArn !== undefined && !isFixed) {
    groups.resolve(groupNameOf(autoScalingGroupArn), [...where, 'autoScalingGroupArn'], findings);
    return;
  }
  if (groupSettings !== null && groupSettings.managedScaling !== null)
    findings.add(
      [...where, 'managedScaling', 'status'],
      'DISABLED, or a group of `autoScalingGroups` that it scales',
      `ENABLED, and ${isFixed ? 'a fixed set of container instances' : 'no group'}`,
    );
  const keys = keysOfGroup(stated);
  if (keys.length > 0)
    findings.warn(
      'group-keys-without-effect',
      `Capacity provider ${name} has no group of \`autoScalingGroups\`: without effect is what it says of one (${keys.join(', ')}).`,
    );
}
