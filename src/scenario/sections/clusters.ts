import * as z from 'zod';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import type { AutoScalingGroupSpec } from '../group-spec.ts';
import { launchableInstances } from '../launchable-instances.ts';
import { didYouMean, listNames, Names, nameIn, nameOf } from '../names.ts';
import { isFargateProvider } from '../operations/capacity-provider-strategy.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { ClusterSpec, ContainerInstanceSpec } from '../scenario.ts';
import { pattern } from '../shapes/fields.ts';
import { mapping, unless } from '../shapes/mapping.ts';
import { resolveStrategy, type StrategyItem, strategyItemSchema } from './capacity-provider-strategy.ts';
import { type ResolvedProvider, resolveAssociated } from './capacity-providers.ts';
import { clusterSettingsSchema, hasContainerInsights, hasEnhancedInsights } from './cluster-settings.ts';
import {
  checkInstanceNames,
  containerInstanceSchema,
  idealFleetSchema,
  resolveContainerInstances,
  resolveIdealFleet,
} from './container-instances.ts';
import type { InstanceSettings } from './machine.ts';

export const clusterSchema = mapping(
  {
    clusterName: pattern(/^[\w-]{1,255}$/, 'up to 255 letters, digits, hyphens and underscores')
      .prefault('default')
      .describe('Name of the cluster.'),
    capacityProviders: z
      .array(z.string('the name of a capacity provider'))
      .optional()
      .describe(
        'Capacity providers that strategies may name: FARGATE, FARGATE_SPOT and those of `capacityProviders`.',
      ),
    defaultCapacityProviderStrategy: z
      .array(strategyItemSchema)
      .optional()
      .describe('What a workload runs on that names neither a launch type nor a strategy.'),
    containerInstances: z
      .array(containerInstanceSchema)
      .optional()
      .describe('A fixed fleet, registered at the start.'),
    settings: clusterSettingsSchema
      .optional()
      .describe('Settings of the cluster: whether it has Container Insights.'),
    idealFleet: idealFleetSchema
      .optional()
      .describe('Not of AWS: an instance opens the moment nothing fits, and closes the moment it is empty.'),
  },
  {
    aws: { shape: 'Cluster', path: [] },
    notModelled: { status: unless('ACTIVE') },
  },
);

/** A cluster, and what of it only workloads need to know. */
export interface ResolvedCluster extends Omit<ClusterSpec, 'capacityProviders'> {
  /** `null` when something is wrong with them. */
  readonly capacityProviders: readonly string[] | null;
  /** `null` when it is wrong. */
  readonly defaultStrategy: readonly StrategyItem[] | null;
  /** The Auto Scaling groups whose instances join it. */
  readonly groups: readonly ClusterGroup[];
  /** Whether some of its instances are wrong and left out. */
  readonly isIncomplete: boolean;
}

/** An Auto Scaling group of a cluster. */
export interface ClusterGroup {
  readonly spec: AutoScalingGroupSpec;
  /** Whether some action, or a policy or schedule of its own, changes its sizes. */
  readonly isChanged: boolean;
}

/** What AWS takes when nothing is said: a cluster called default, empty. */
const DEFAULT_CLUSTER: ResolvedCluster = {
  clusterName: 'default',
  containerInstances: [],
  idealFleet: null,
  containerInsights: false,
  enhancedInsights: false,
  capacityProviders: [],
  defaultStrategy: [],
  groups: [],
  isIncomplete: false,
};

/** The clusters by name; one called `default` when there is no such section. */
export function resolveClusters(
  section: unknown,
  settings: InstanceSettings,
  providers: Names<ResolvedProvider>,
  context: LoadContext,
): Names<ResolvedCluster> {
  const { findings } = context;
  const clusters = new Names<ResolvedCluster>('a cluster');
  if (section === undefined)
    clusters.add(DEFAULT_CLUSTER.clusterName, DEFAULT_CLUSTER, ['clusters'], findings);
  for (const [i, decoded] of decodeList(clusterSchema, section, ['clusters'], findings).entries()) {
    const path: Path = ['clusters', i];
    const resolved = decoded === null ? null : resolveCluster(decoded, path, settings, providers, context);
    if (resolved === null || findings.isBroken([...path, 'clusterName']))
      clusters.addBroken(nameIn(section, i, 'clusterName'));
    else clusters.add(resolved.clusterName, resolved, [...path, 'clusterName'], findings);
  }
  if (section !== undefined && !Array.isArray(section)) clusters.addBroken(null);
  return clusters;
}

function resolveCluster(
  decoded: z.output<typeof clusterSchema>,
  path: Path,
  settings: InstanceSettings,
  providers: Names<ResolvedProvider>,
  context: LoadContext,
): ResolvedCluster {
  const { clusterName, containerInstances = [], idealFleet } = decoded;
  const { findings } = context;
  const at = (key: keyof typeof decoded): Path => [...path, key];
  checkInstanceNames(containerInstances, at('containerInstances'), findings);
  const entries = containerInstances.map((entry, i) =>
    resolveContainerInstances(entry, [...at('containerInstances'), i], settings, context),
  );
  const ideal =
    idealFleet === undefined ? null : resolveIdealFleet(idealFleet, at('idealFleet'), settings, context);
  const associated = resolveAssociated(
    decoded.capacityProviders ?? [],
    providers,
    at('capacityProviders'),
    context,
  );
  checkProvidersOfInstances(containerInstances, { associated, providers }, at('containerInstances'), context);
  const strategy = decoded.defaultCapacityProviderStrategy ?? [];
  return {
    clusterName,
    containerInstances: entries.flat(),
    idealFleet: ideal,
    containerInsights: hasContainerInsights(decoded.settings ?? [], at('settings'), findings),
    enhancedInsights: hasEnhancedInsights(decoded.settings ?? []),
    capacityProviders: associated,
    defaultStrategy: resolveStrategy(strategy, associated, at('defaultCapacityProviderStrategy'), findings),
    groups: [],
    isIncomplete:
      entries.some((entry) => entry.length === 0) ||
      (idealFleet !== undefined && ideal === null) ||
      findings.isBroken(at('containerInstances')) ||
      findings.isBroken(at('idealFleet')),
  };
}

/** Instances belong to a group's provider of their cluster; what ECS Anywhere manages belongs to none (ecs: ). */
function checkProvidersOfInstances(
  entries: readonly z.output<typeof containerInstanceSchema>[],
  {
    associated,
    providers,
  }: { readonly associated: readonly string[] | null; readonly providers: Names<ResolvedProvider> },
  path: Path,
  { findings }: LoadContext,
): void {
  const groups = associated?.filter((name) => !isFargateProvider(name));
  for (const [i, { capacityProviderName, external = false }] of entries.entries()) {
    if (capacityProviderName === undefined) continue;
    const at: Path = [...path, i, 'capacityProviderName'];
    const received = describeValue(capacityProviderName);
    const provider = providers.all().find(({ name }) => name === nameOf(capacityProviderName));
    if (external) findings.add(at, 'no capacity provider of an external instance', received);
    else if (groups !== undefined && !groups.includes(nameOf(capacityProviderName)))
      findings.add(
        at,
        `one of the cluster's \`capacityProviders\` that is not of Fargate${listNames(groups)}`,
        received,
        didYouMean(nameOf(capacityProviderName), groups),
      );
    else if (provider !== undefined && provider.group !== null)
      findings.add(
        at,
        'a capacity provider without an Auto Scaling group of `autoScalingGroups`',
        `${received}, whose instances ${provider.group} launches`,
      );
  }
}

/** All that its instances can be: those that are there at the start, those that its groups launch, those that its ideal fleet opens. */
export function instancesOf(cluster: ResolvedCluster): readonly ContainerInstanceSpec[] {
  return [...cluster.containerInstances.filter(({ count }) => count > 0), ...launchedInstancesOf(cluster)];
}

/** Those that come on the way: what its groups can launch, and its ideal fleet. */
export function launchedInstancesOf({
  groups,
  idealFleet,
}: ResolvedCluster): readonly ContainerInstanceSpec[] {
  const open = groups.filter(({ spec, isChanged }) => spec.maxSize > 0 || isChanged);
  return [
    ...open.flatMap(({ spec }) => launchableInstances(spec)),
    ...(idealFleet === null ? [] : [idealFleet]),
  ];
}
