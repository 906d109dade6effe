import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import type { CapacityProviderSpec } from '../../group-spec.ts';
import type { Path } from '../../reading/problem.ts';
import type {
  PlacementConstraintSpec,
  PlacementStrategySpec,
  TaskDefinitionSpec,
  WorkloadSpec,
} from '../../scenario.ts';
import { checkContradictionsWith } from '../cluster-queries.ts';
import type { ResolvedCluster } from '../clusters.ts';
import {
  type constraintSchema,
  resolveConstraints,
  resolveStrategies,
  type strategySchema,
  warnOfUnknownAttributes,
} from '../placement.ts';
import type { Subnets } from '../subnets.ts';
import { warnOfOtherPlatform, warnOfTooLarge } from './fits-nowhere.ts';
import type { Launch } from './launch.ts';
import { type networkConfigurationSchema, resolveNetworkConfiguration } from './network-configuration.ts';

/** The keys of RunTask and CreateService that say how tasks are placed. */
export interface StatedPlacement {
  readonly networkConfiguration?: z.output<typeof networkConfigurationSchema> | undefined;
  readonly placementStrategy?: readonly z.output<typeof strategySchema>[] | undefined;
  readonly placementConstraints?: readonly z.output<typeof constraintSchema>[] | undefined;
}

/** Where the tasks of a workload or a service run, and by what rules, as the engine takes it. */
export type Placement = Pick<
  WorkloadSpec,
  | 'cluster'
  | 'launchType'
  | 'capacityProviderStrategy'
  | 'subnets'
  | 'assignPublicIp'
  | 'placementStrategy'
  | 'placementConstraints'
>;

/** What a placement refers to. */
export interface PlacementParts {
  /** Those that are associated with some cluster. */
  readonly capacityProviders: readonly CapacityProviderSpec[];
  readonly subnets: Subnets;
}

/**
 * How the tasks of `subject`, such as `Workload job`, are placed; `null` when cluster, launch type or task definition are
 * wrong. Warns of what ECS takes and never places.
 */
export function resolvePlacement(
  subject: string,
  stated: StatedPlacement,
  { cluster, launchType, strategy }: Launch,
  definition: TaskDefinitionSpec | null,
  { capacityProviders, subnets }: PlacementParts,
  path: Path,
  { findings }: LoadContext,
): Placement | null {
  const { placementStrategy = [], placementConstraints = [] } = stated;
  const strategies = resolveStrategies(placementStrategy, [...path, 'placementStrategy'], findings);
  const at: Path = [...path, 'placementConstraints'];
  const constraints = resolveConstraints(placementConstraints, at, findings);
  if (launchType === null || definition === null) return null;
  const task = { networkMode: definition.networkMode, launchType };
  const addresses = resolveNetworkConfiguration(stated.networkConfiguration, task, subnets, path, findings);
  if (cluster === null) return null;
  const rules = { strategies, constraints };
  if (launchType !== 'FARGATE')
    checkFit(subject, definition, rules, { cluster, external: launchType === 'EXTERNAL' }, at, findings);
  return {
    cluster: cluster.clusterName,
    launchType,
    capacityProviderStrategy: strategy.map(({ capacityProvider, base, weight }) => ({
      provider: capacityProviders.findIndex(({ name }) => name === capacityProvider),
      base,
      weight,
    })),
    ...addresses,
    placementStrategy: strategies,
    placementConstraints: constraints,
  };
}

/** Whether some instance of the cluster can ever take a task of the definition; `at`: where the constraints stand. */
export function checkFit(
  subject: string,
  definition: TaskDefinitionSpec,
  rules: {
    readonly strategies: readonly PlacementStrategySpec[];
    readonly constraints: readonly PlacementConstraintSpec[];
  },
  { cluster, external }: { readonly cluster: ResolvedCluster; readonly external: boolean },
  at: Path,
  findings: Findings,
): void {
  const { family, revision, placementConstraints } = definition;
  const constraints = [...placementConstraints, ...rules.constraints];
  warnOfUnknownAttributes(subject, { ...rules, constraints }, cluster, findings);
  warnOfTooLarge(subject, definition, external, cluster, findings);
  warnOfOtherPlatform(subject, definition, external, cluster, findings);
  const own = { label: `${family}:${revision}`, constraints: placementConstraints };
  checkContradictionsWith(own, rules.constraints, at, findings);
}
