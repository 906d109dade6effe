import type { QuotaName } from '../../catalog/quotas.ts';
import type { Path } from '../reading/problem.ts';
import type { Scenario } from '../scenario.ts';

/** How much of a quota a request asks for. */
export interface QuotaUse {
  readonly quota: QuotaName;
  readonly amount: number;
  /** When, milliseconds from the start. */
  readonly atMs: number;
  /** Where the scenario asks for it. */
  readonly path: Path;
}

/** What the requests of a scenario use of the account's quotas, as far as the requests alone tell (ecs: ). */
export function quotaUses(
  scenario: Pick<Scenario, 'clusters' | 'services' | 'taskDefinitions' | 'actions'>,
): QuotaUse[] {
  const { clusters, services, taskDefinitions } = scenario;
  const use = (quota: QuotaName, amount: number, path: Path): QuotaUse => ({ quota, amount, atMs: 0, path });
  return [
    use('clustersPerAccount', clusters.length, ['clusters']),
    ...clusters.flatMap(({ clusterName, capacityProviders, containerInstances }, i) => {
      const instances = containerInstances.reduce((sum, { count }) => sum + count, 0);
      const own = services.filter(({ cluster }) => cluster === clusterName).length;
      return [
        use('capacityProvidersPerCluster', capacityProviders.length, ['clusters', i, 'capacityProviders']),
        use('containerInstancesPerCluster', instances, ['clusters', i, 'containerInstances']),
        use('servicesPerCluster', own, ['services']),
      ];
    }),
    ...taskDefinitions.map(({ containers }, i) =>
      use('containersPerTaskDefinition', containers.length, ['taskDefinitions', i, 'containerDefinitions']),
    ),
    ...services.map(({ desiredCount }, i) =>
      use('tasksPerService', desiredCount, ['services', i, 'desiredCount']),
    ),
    ...updates(scenario.actions),
    ...registrations(scenario),
  ];
}

function updates(actions: Scenario['actions']): QuotaUse[] {
  return actions.flatMap((action, i): QuotaUse[] => {
    if (action.kind !== 'updateService' || action.desiredCount === null) return [];
    const path: Path = ['actions', i, 'updateService', 'desiredCount'];
    return [{ quota: 'tasksPerService', amount: action.desiredCount, atMs: action.atMs, path }];
  });
}

/** What each registration brings its cluster's fleet to. */
function registrations({ clusters, actions }: Pick<Scenario, 'clusters' | 'actions'>): QuotaUse[] {
  return actions.flatMap((action, i): QuotaUse[] => {
    if (action.kind !== 'registerContainerInstances') return [];
    const { atMs, cluster } = action;
    const path: Path = ['actions', i, 'registerContainerInstances', 'count'];
    const fixed = clusters.find(({ clusterName }) => clusterName === cluster)?.containerInstances ?? [];
    const registered = actions
      .slice(0, i + 1)
      .flatMap((other) =>
        other.kind === 'registerContainerInstances' && other.cluster === cluster ? [other.count] : [],
      );
    const amount = [...fixed.map(({ count }) => count), ...registered].reduce((sum, count) => sum + count, 0);
    return [{ quota: 'containerInstancesPerCluster', amount, atMs, path }];
  });
}
