import type { LoadContext } from '../../context.ts';
import { listNames, type Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import { FARGATE, resolveStrategy } from '../capacity-provider-strategy.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { ResolvedTaskDefinition } from '../task-definitions.ts';
import { checkFargatePrices } from './fargate-prices.ts';

/** RunTask's keys that say where tasks run. */
export interface StatedLaunch {
  readonly cluster?: string | undefined;
  readonly launchType?: 'EC2' | 'FARGATE' | undefined;
  readonly capacityProviderStrategy?: readonly { readonly capacityProvider: string }[] | undefined;
}

/** Where the tasks of a workload run. */
export interface Launch {
  /** `null` when there is no such cluster. */
  readonly cluster: ResolvedCluster | null;
  /** `null` when what the scenario says of it is wrong. */
  readonly fargate: boolean | null;
  /** Whether a capacity provider strategy put them there. */
  readonly byProvider: boolean;
}

/** Cluster and launch type of a workload, and whether anything can run there. */
export function resolveLaunch(
  stated: StatedLaunch,
  definition: ResolvedTaskDefinition | null,
  clusters: Names<ResolvedCluster>,
  path: Path,
  context: LoadContext,
): Launch {
  const cluster = resolveCluster(stated, clusters, path, context);
  const { fargate, byProvider } = resolveLaunchType(stated, cluster, path, context);
  if (fargate === true) checkFargatePrices(definition?.spec, path, context);
  if (fargate === false && cluster !== null) checkInstances(cluster, stated, definition, path, context);
  return { cluster, fargate, byProvider };
}

/** The cluster that is named, else the only one, else `default`. */
function resolveCluster(
  { cluster }: StatedLaunch,
  clusters: Names<ResolvedCluster>,
  path: Path,
  { findings }: LoadContext,
): ResolvedCluster | null {
  const at: Path = [...path, 'cluster'];
  if (cluster !== undefined) return clusters.resolve(cluster, at, findings);
  const names = clusters.names();
  const name = names.length === 1 ? names[0]! : 'default';
  if (clusters.has(name)) return clusters.resolve(name, at, findings);
  if (names.length > 1)
    findings.add(at, `one of the clusters${listNames(names)}, as none is called default`, 'nothing');
  return null;
}

/** Launch type, else strategy, else the cluster's default strategy, else EC2 (ecs: ). */
function resolveLaunchType(
  { launchType, capacityProviderStrategy: strategy = [] }: StatedLaunch,
  cluster: ResolvedCluster | null,
  path: Path,
  { findings }: LoadContext,
): Pick<Launch, 'fargate' | 'byProvider'> {
  const at: Path = [...path, 'capacityProviderStrategy'];
  if (findings.isBroken([...path, 'launchType']) || findings.isBroken(at))
    return { fargate: null, byProvider: false };
  if (strategy.length > 0) {
    if (launchType !== undefined)
      findings.add(
        [...path, 'launchType'],
        'no `launchType` beside `capacityProviderStrategy`',
        launchType,
        'AWS: InvalidParameterException: Specifying both a launch type and capacity provider strategy is not supported.',
      );
    const fargate = resolveStrategy(strategy, cluster?.capacityProviders ?? null, at, findings);
    return { fargate, byProvider: true };
  }
  if (launchType !== undefined) return { fargate: launchType === FARGATE, byProvider: false };
  const byDefault = cluster === null ? null : cluster.defaultsToFargate;
  return { fargate: byDefault, byProvider: byDefault === true };
}

/** A cluster without a single instance, and without a way to get one, can run nothing on EC2. */
function checkInstances(
  { clusterName, containerInstances, idealFleet, isIncomplete }: ResolvedCluster,
  { launchType }: StatedLaunch,
  definition: ResolvedTaskDefinition | null,
  path: Path,
  { findings }: LoadContext,
): void {
  if (idealFleet !== null || containerInstances.some(({ count }) => count > 0) || isIncomplete) return;
  const isForFargate =
    launchType === undefined && definition?.spec.requiresCompatibilities.includes(FARGATE) === true;
  findings.add(
    [...path, launchType === undefined ? 'cluster' : 'launchType'],
    'a cluster with container instances for launch type EC2',
    `\`${clusterName}\`, which has none`,
    isForFargate
      ? 'Without a launch type tasks run on EC2: add `launchType: FARGATE`.'
      : 'Give the cluster `containerInstances` or an `idealFleet`, or the workload `launchType: FARGATE`.',
  );
}
