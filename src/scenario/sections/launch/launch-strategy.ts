import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import {
  askedItems,
  type CapacityProviderRequest,
  checkWeights,
  isFargateProvider,
} from '../../operations/capacity-provider-strategy.ts';
import { invalidParameterException } from '../../operations/request-problem.ts';
import type { Path } from '../../reading/problem.ts';
import type { WorkloadSpec } from '../../scenario.ts';
import {
  resolveStrategy,
  type StrategyItem,
  type strategyItemSchema,
} from '../capacity-provider-strategy.ts';
import { type ClusterGroup, instancesOf, type ResolvedCluster } from '../clusters.ts';

/** The keys of RunTask and CreateService that say by what strategy tasks run, if by any. */
export interface StatedStrategy {
  readonly launchType?: WorkloadSpec['launchType'] | undefined;
  readonly capacityProviderStrategy?: readonly z.output<typeof strategyItemSchema>[] | undefined;
}

/**
 * A custom strategy wins over the cluster's default, and a launch type too (ecs: ): the items, none for a launch type,
 * `null` when something is wrong with them.
 */
export function resolveStatedStrategy(
  { launchType, capacityProviderStrategy: stated = [] }: StatedStrategy,
  cluster: ResolvedCluster | null,
  path: Path,
  { findings }: LoadContext,
): readonly StrategyItem[] | null {
  const at: Path = [...path, 'capacityProviderStrategy'];
  if (findings.isBroken([...path, 'launchType']) || findings.isBroken(at)) return null;
  if (stated.length === 0 && launchType !== undefined) return [];
  if (stated.length > 0 && launchType !== undefined)
    findings.add(
      [...path, 'launchType'],
      'no `launchType` beside `capacityProviderStrategy`',
      launchType,
      invalidParameterException(
        'Specifying both a launch type and capacity provider strategy is not supported.',
      ),
    );
  const strategy =
    stated.length > 0
      ? resolveStrategy(stated, cluster?.capacityProviders ?? null, at, findings)
      : (cluster?.defaultStrategy ?? null);
  if (strategy === null || cluster === null) return null;
  if (stated.length > 0) findings.addAll(at, checkWeights(strategy));
  else checkDefaultWeights(strategy, cluster, path, findings);
  warnOfOnlyWeight(strategy, findings);
  warnOfEmptyProviders(strategy, cluster, findings);
  return strategy;
}

/** AWS takes a default strategy without weights and refuses whatever would run by it. */
function checkDefaultWeights(
  strategy: readonly CapacityProviderRequest[],
  { clusterName }: ResolvedCluster,
  path: Path,
  findings: Findings,
): void {
  if (checkWeights(strategy).length === 0) return;
  findings.add(
    path,
    `a weight above 0 in the default capacity provider strategy of \`${clusterName}\``,
    'none',
    invalidParameterException(
      'There are no capacity providers with a weight value greater than zero defined in the default capacity provider strategy.',
    ),
  );
}

/** The documents demand a weight of several providers only; users had an only provider without one refused, too. */
function warnOfOnlyWeight(strategy: readonly StrategyItem[], findings: Findings): void {
  if (strategy.length !== 1 || strategy[0]!.weight > 0) return;
  warnOnce(
    'capacity-provider-weight',
    `The only capacity provider of a strategy, ${strategy[0]!.capacityProvider}, has weight 0: it takes all tasks here, but AWS has refused such a strategy for want of a weight above 0. Give it \`weight: 1\`.`,
    findings,
  );
}

/** Fine for AWS, and probably not what is meant (ecs: ). */
function warnOfEmptyProviders(
  strategy: readonly StrategyItem[],
  cluster: ResolvedCluster,
  findings: Findings,
): void {
  const { clusterName, groups, isIncomplete } = cluster;
  if (isIncomplete) return;
  for (const { capacityProvider } of askedItems(strategy)) {
    const isEmpty = instancesOf(cluster).every((entry) => entry.capacityProvider !== capacityProvider);
    const group = groups.find(({ spec }) => spec.provider?.name === capacityProvider);
    const reason = group === undefined ? null : whyEmpty(group);
    if (reason !== null)
      warnOnce(
        'empty-capacity-provider',
        `The Auto Scaling group of capacity provider ${capacityProvider} never has an instance: ${reason}.`,
        findings,
      );
    else if (isEmpty && !isFargateProvider(capacityProvider))
      warnOnce(
        'empty-capacity-provider',
        `No container instance of cluster ${clusterName} belongs to capacity provider ${capacityProvider} (\`capacityProviderName\`): tasks that it is chosen for are refused with EMPTY CAPACITY PROVIDER.`,
        findings,
      );
  }
}

/** Why a group never has an instance; `null` when it can have some. */
function whyEmpty({ spec, isChanged }: ClusterGroup): string | null {
  if (isChanged) return null;
  if (spec.maxSize === 0) return 'its maxSize is 0';
  const isScaled = spec.provider !== null && spec.provider.managedScaling !== null;
  return spec.desiredCapacity === 0 && !isScaled ? 'its desiredCapacity is 0, and nothing changes it' : null;
}

/** Tasks of a launch type are nothing to managed scaling (ecs: ): where groups begin without instances, they wait for others. */
export function warnOfUnseenTasks(cluster: ResolvedCluster, findings: Findings): void {
  const { clusterName, containerInstances, groups, idealFleet } = cluster;
  const has =
    idealFleet !== null ||
    containerInstances.some(({ count, external }) => count > 0 && !external) ||
    groups.some(({ spec, isChanged }) => spec.desiredCapacity > 0 || isChanged);
  if (!has && groups.length > 0)
    warnOnce(
      'launch-type-without-instances',
      `The Auto Scaling groups of cluster ${clusterName} begin without instances, and managed scaling starts none for tasks of launch type EC2: name a capacity provider in their \`capacityProviderStrategy\`, or in the cluster's \`defaultCapacityProviderStrategy\`.`,
      findings,
    );
}

function warnOnce(code: string, message: string, findings: Findings): void {
  if (findings.warnings.every((warning) => warning.message !== message)) findings.warn(code, message);
}
