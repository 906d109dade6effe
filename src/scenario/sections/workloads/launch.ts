import type { LoadContext } from '../../context.ts';
import { listNames, type Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import { FARGATE, resolveStrategy } from '../capacity-provider-strategy.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { ResolvedTaskDefinition } from '../task-definitions.ts';

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
  readonly fargate: boolean;
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
  const launch = { cluster, ...resolveLaunchType(stated, cluster, path, context) };
  if (launch.fargate) checkFargatePrice(path, context);
  else if (cluster !== null) checkInstances(cluster, stated, definition, path, context);
  return launch;
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
  if (strategy.length > 0) {
    const at: Path = [...path, 'capacityProviderStrategy'];
    resolveStrategy(strategy, cluster?.capacityProviders ?? [FARGATE], at, findings);
    if (launchType !== undefined)
      findings.add(
        [...path, 'launchType'],
        'no `launchType` beside `capacityProviderStrategy`',
        launchType,
        'AWS: InvalidParameterException: Specifying both a launch type and capacity provider strategy is not supported.',
      );
    return { fargate: true, byProvider: true };
  }
  if (launchType !== undefined) return { fargate: launchType === FARGATE, byProvider: false };
  const byDefault = cluster?.defaultsToFargate ?? false;
  return { fargate: byDefault, byProvider: byDefault };
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
  const isGuess =
    findings.isBroken([...path, 'launchType']) || findings.isBroken([...path, 'capacityProviderStrategy']);
  if (isGuess) return;
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

/** Nothing runs without a price. */
function checkFargatePrice(path: Path, { prices, region, findings }: LoadContext): void {
  if (prices === null || prices.fargate !== null) return;
  findings.add(path, `a Fargate price for ${region}`, 'none', 'Bring it in with `ecsim prices import`.');
}
