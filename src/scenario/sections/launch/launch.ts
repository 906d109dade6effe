import type { LoadContext } from '../../context.ts';
import type { Names } from '../../names.ts';
import { isFargateProvider } from '../../operations/capacity-provider-strategy.ts';
import type { Path } from '../../reading/problem.ts';
import type { WorkloadSpec } from '../../scenario.ts';
import { findCluster } from '../actions/find-cluster.ts';
import type { StrategyItem } from '../capacity-provider-strategy.ts';
import { instancesOf, type ResolvedCluster } from '../clusters.ts';
import type { ResolvedTaskDefinition } from '../task-definitions.ts';
import { checkFargatePrices } from './fargate-prices.ts';
import { checkFargateWindows } from './fargate-windows.ts';
import { resolveStatedStrategy, type StatedStrategy, warnOfUnseenTasks } from './launch-strategy.ts';

/** The keys of RunTask and CreateService that say where tasks run. */
export interface StatedLaunch extends StatedStrategy {
  readonly cluster?: string | undefined;
  /** What DescribeServices calls it. */
  readonly clusterArn?: string | undefined;
  /** Of a service only. */
  readonly schedulingStrategy?: 'REPLICA' | 'DAEMON' | undefined;
}

/** Where the tasks of a workload or a service run. */
export interface Launch {
  /** `null` when there is no such cluster. */
  readonly cluster: ResolvedCluster | null;
  /** `null` when what the scenario says of it is wrong. */
  readonly launchType: WorkloadSpec['launchType'] | null;
  /** Its own or the cluster's default; empty for a launch type. */
  readonly strategy: readonly StrategyItem[];
}

/** Cluster and launch type of a workload or a service, and whether anything can run there. */
export function resolveLaunch(
  stated: StatedLaunch,
  definition: ResolvedTaskDefinition | null,
  clusters: Names<ResolvedCluster>,
  path: Path,
  context: LoadContext,
): Launch {
  const cluster = resolveCluster(stated, clusters, path, context);
  const strategy = resolveStatedStrategy(stated, cluster, path, context);
  const launchType = strategy === null ? null : launchTypeOf(stated, strategy);
  if (launchType === 'FARGATE') {
    if (definition !== null && definition.request !== null)
      checkFargateWindows(definition.spec, strategy ?? [], [...path, 'taskDefinition'], context);
    checkFargatePrices(definition?.spec, strategy ?? [], path, context);
  } else if (launchType !== null && cluster !== null && strategy?.length === 0)
    checkInstances(cluster, stated, definition, path, context);
  return { cluster, launchType, strategy: strategy ?? [] };
}

/** The cluster that is named, else the only one, else `default`. */
function resolveCluster(
  { cluster, clusterArn }: StatedLaunch,
  clusters: Names<ResolvedCluster>,
  path: Path,
  { findings }: LoadContext,
): ResolvedCluster | null {
  const isByArn = cluster === undefined && clusterArn !== undefined;
  return findCluster(
    cluster ?? clusterArn,
    [...path, isByArn ? 'clusterArn' : 'cluster'],
    clusters,
    findings,
  );
}

/** With a strategy that of its providers, which are all of one kind; else what is stated, else EC2 (ecs: ). */
function launchTypeOf(
  { launchType = 'EC2' }: StatedLaunch,
  [first]: readonly StrategyItem[],
): WorkloadSpec['launchType'] {
  if (first === undefined) return launchType;
  return isFargateProvider(first.capacityProvider) ? 'FARGATE' : 'EC2';
}

/** A cluster without a single instance, and without a way to get one, can run nothing on EC2. */
function checkInstances(
  cluster: ResolvedCluster,
  { launchType, schedulingStrategy }: StatedLaunch,
  definition: ResolvedTaskDefinition | null,
  path: Path,
  { findings }: LoadContext,
): void {
  const external = launchType === 'EXTERNAL';
  const { clusterName, isIncomplete } = cluster;
  const instances = instancesOf(cluster);
  if (isIncomplete) return;
  if (instances.some((entry) => entry.external === external)) {
    // A daemon goes where instances are, whoever starts them.
    if (!external && schedulingStrategy !== 'DAEMON') warnOfUnseenTasks(cluster, findings);
    return;
  }
  if (external) {
    findings.add(
      [...path, 'launchType'],
      'a cluster with external container instances for launch type EXTERNAL',
      `\`${clusterName}\`, which has none`,
      'Give the cluster `containerInstances` with `external: true`.',
    );
    return;
  }
  if (instances.length > 0) {
    findings.add(
      [...path, launchType === undefined ? 'cluster' : 'launchType'],
      'a cluster with container instances for launch type EC2',
      `\`${clusterName}\`, whose instances are all external`,
      'Tasks run on external instances with `launchType: EXTERNAL`.',
    );
    return;
  }
  const isForFargate =
    launchType === undefined && definition?.spec.requiresCompatibilities.includes('FARGATE') === true;
  findings.add(
    [...path, launchType === undefined ? 'cluster' : 'launchType'],
    'a cluster with container instances for launch type EC2',
    `\`${clusterName}\`, which has none`,
    isForFargate
      ? 'Without a launch type tasks run on EC2: add `launchType: FARGATE`.'
      : 'Give the cluster `containerInstances`, an Auto Scaling group or an `idealFleet`, or say `launchType: FARGATE`.',
  );
}
