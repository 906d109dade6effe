import { launchableInstances } from './launchable-instances.ts';
import type { Scenario } from './scenario.ts';

/** Whether a cluster has, or may get, burstable instances in unlimited mode. */
export function hasUnlimitedInstances(
  { clusters, autoScalingGroups }: Pick<Scenario, 'clusters' | 'autoScalingGroups'>,
  cluster: string,
): boolean {
  const own = clusters
    .filter(({ clusterName }) => clusterName === cluster)
    .flatMap(({ containerInstances, idealFleet }) =>
      idealFleet === null ? containerInstances : [...containerInstances, idealFleet],
    );
  const launched = autoScalingGroups
    .filter((group) => group.cluster === cluster)
    .flatMap(launchableInstances);
  return [...own, ...launched].some(({ burstable }) => burstable?.mode === 'unlimited');
}
