import * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import { decodeList } from '../../decode.ts';
import { type Names, nameIn, nameOf } from '../../names.ts';
import { checkCreateService } from '../../operations/create-service.ts';
import { MAX_HEALTH_CHECK_GRACE_PERIOD_SECONDS } from '../../operations/published-figures.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ServiceSpec } from '../../scenario.ts';
import { choice, integer, pattern, text } from '../../shapes/fields.ts';
import { mapping, notModelled, unless } from '../../shapes/mapping.ts';
import type { ResolvedCluster } from '../clusters.ts';
import { type Launch, resolveLaunch } from '../launch/launch.ts';
import { launchKeys } from '../launch/launch-keys.ts';
import { resolveManagedVolume, type StatedVolumes, serviceVolumesSchema } from '../launch/managed-volume.ts';
import { type PlacementParts, resolvePlacement, type StatedPlacement } from '../launch/placement.ts';
import { resolveTags, tagsSchema } from '../launch/tags.ts';
import type { TargetGroups } from '../load-balancing/target-groups.ts';
import { strategySchema } from '../placement.ts';
import type { ResolvedTaskDefinition, TaskDefinitions } from '../task-definitions.ts';
import { deploymentConfigurationSchema, resolveDeployment } from './deployment-configuration.ts';
import { connectServices, discoveryKeys, resolveDiscovery } from './discovery.ts';
import { monitoringSchema, resolveMonitoring } from './monitoring.ts';
import { resolveRebalancing } from './rebalancing.ts';
import { resolveServiceTargets, serviceLoadBalancersSchema } from './service-load-balancers.ts';
import { ServiceNames } from './service-names.ts';

export const serviceSchema = mapping(
  {
    serviceName: pattern(/^[\w-]{1,255}$/, 'up to 255 letters, digits, hyphens and underscores').describe(
      'Name of the service; no other of its cluster has it.',
    ),
    taskDefinition: text('a task definition').describe(
      'What its tasks are made by: family, family:revision or ARN.',
    ),
    ...launchKeys,
    clusterArn: text('a cluster').optional().describe('What DescribeServices calls the cluster.'),
    schedulingStrategy: choice(['REPLICA', 'DAEMON'])
      .prefault('REPLICA')
      .describe('So many tasks, or one on each matching container instance.'),
    desiredCount: integer(0).optional().describe('Tasks to keep running; none with DAEMON.'),
    placementStrategy: z
      .array(strategySchema)
      .optional()
      .describe('At most five; default: spread over zones, then the instance with the fewest tasks of it.'),
    deploymentConfiguration: deploymentConfigurationSchema
      .optional()
      .describe('How a rolling deployment replaces tasks.'),
    availabilityZoneRebalancing: choice(['ENABLED', 'DISABLED'])
      .optional()
      .describe('Default ENABLED for services that ECS can rebalance.'),
    loadBalancers: serviceLoadBalancersSchema
      .optional()
      .describe('Target groups that its tasks are registered with, at most five.'),
    healthCheckGracePeriodSeconds: integer(0, MAX_HEALTH_CHECK_GRACE_PERIOD_SECONDS)
      .optional()
      .describe('How long failed health checks of a task are ignored; default 0.'),
    volumeConfigurations: serviceVolumesSchema
      .optional()
      .describe('The volume of EBS that ECS makes for each of its tasks.'),
    tags: tagsSchema.optional(),
    propagateTags: choice(['TASK_DEFINITION', 'SERVICE', 'NONE'])
      .optional()
      .describe('Whose tags its tasks have; default none.'),
    monitoring: monitoringSchema.optional().describe('How often it publishes its metrics.'),
    ...discoveryKeys,
  },
  {
    aws: { shape: 'Service', path: [] },
    notModelled: {
      ...notModelled('vpcLatticeConfigurations', 'gatewayConnectors', 'taskSets'),
      deploymentController: isEcs,
      platformVersion: unless('LATEST', '1.4.0'),
      status: unless('ACTIVE'),
    },
  },
);

/** The rolling update; CODE_DEPLOY and EXTERNAL are another's work. */
function isEcs(controller: unknown): boolean {
  return /^\{"type":"ECS"\}$/i.test(JSON.stringify(controller));
}

/** A service, and what only its updates need to know. */
export interface ResolvedService {
  readonly spec: ServiceSpec;
  readonly cluster: ResolvedCluster;
  readonly launch: Launch;
  readonly definition: ResolvedTaskDefinition;
  readonly stated: StatedPlacement & { readonly volumeConfigurations?: StatedVolumes | undefined };
  /** Its ports that Service Connect makes known to others. */
  readonly connectServices: ReturnType<typeof connectServices>;
}

/** What the services refer to. */
export interface ServiceParts extends PlacementParts {
  readonly clusters: Names<ResolvedCluster>;
  readonly definitions: TaskDefinitions;
  readonly targetGroups: TargetGroups;
  /** `null`: the run ends with its workloads, which a service never does. */
  readonly durationMs: number | null;
  /** How long callers keep what DNS told them. */
  readonly dnsTtlMs: number;
}

/** The services in the order of the file; those that are wrong are left out. */
export interface Services {
  readonly specs: readonly ServiceSpec[];
  readonly names: ServiceNames<ResolvedService>;
}

/** Creates the services of the section. */
export function resolveServices(section: unknown, parts: ServiceParts, context: LoadContext): Services {
  const { findings } = context;
  const names = new ServiceNames<ResolvedService>();
  const specs: ServiceSpec[] = [];
  const decoded = decodeList(serviceSchema, section, ['services'], findings);
  for (const [i, stated] of decoded.entries()) {
    const path: Path = ['services', i];
    const service = stated === null ? null : resolveService(stated, path, parts, context);
    if (service === null || findings.isBroken([...path, 'serviceName'])) {
      names.addBroken(nameIn(section, i, 'serviceName'));
      continue;
    }
    const { cluster, serviceName } = service.spec;
    names.add(cluster, serviceName, service, [...path, 'serviceName'], findings);
    specs.push(service.spec);
  }
  if (section !== undefined && !Array.isArray(section)) names.addBroken(null);
  const [first] = decoded;
  if (parts.durationMs === null && first !== null && first !== undefined)
    findings.add(
      ['simulation', 'duration'],
      `a duration, because service \`${first.serviceName}\` runs for ever`,
      'nothing',
    );
  return { specs, names };
}

function resolveService(
  stated: z.output<typeof serviceSchema>,
  path: Path,
  parts: ServiceParts,
  context: LoadContext,
): ResolvedService | null {
  const { serviceName, schedulingStrategy, desiredCount = 0, deploymentConfiguration = {} } = stated;
  const { findings } = context;
  const at: Path = [...path, 'taskDefinition'];
  const definition = parts.definitions.resolve(stated.taskDefinition, at, findings);
  const launch = resolveLaunch(stated, definition, parts.clusters, path, context);
  checkRequest(stated, definition, launch, path, context);
  const label = `Service ${launch.cluster?.clusterName}/${serviceName}`;
  const spec = definition?.spec ?? null;
  const loadBalancers = resolveServiceTargets(
    stated.loadBalancers ?? [],
    launch.launchType,
    definition,
    parts.targetGroups,
    [...path, 'loadBalancers'],
    findings,
  );
  const request = definition?.request ?? null;
  const taker = { launchType: launch.launchType, isDaemon: schedulingStrategy === 'DAEMON' };
  const volume = resolveManagedVolume(stated.volumeConfigurations, taker, request, path, findings);
  const discovery = resolveDiscovery(label, stated, request, parts.dnsTtlMs, path, findings);
  const placement = resolvePlacement(label, stated, launch, spec, parts, path, context);
  if (placement === null || launch.cluster === null || definition === null) return null;
  const tags = resolveTags(stated.tags, [...path, 'tags'], findings);
  const propagatedTags = stated.propagateTags === 'SERVICE' ? tags : stated.propagateTags;
  const deployment = resolveDeployment(deploymentConfiguration, schedulingStrategy);
  const rebalanced = { ...placement, schedulingStrategy, deployment };
  const { availabilityZoneRebalancing: asked, healthCheckGracePeriodSeconds = 0 } = stated;
  return {
    spec: {
      ...rebalanced,
      ...volume,
      serviceName,
      taskDefinitionIndex: definition.index,
      taskDefinitionIndexes: [definition.index],
      desiredCount: schedulingStrategy === 'DAEMON' ? 0 : desiredCount,
      healthCheckGracePeriodMs: healthCheckGracePeriodSeconds * 1000,
      loadBalancers,
      discovery,
      ...(propagatedTags === undefined || propagatedTags === 'NONE' ? {} : { propagatedTags }),
      resolutionMs: resolveMonitoring(stated.monitoring ?? {}, [...path, 'monitoring'], findings),
      availabilityZoneRebalancing: resolveRebalancing(asked, rebalanced, definition.spec, path, findings),
    },
    cluster: launch.cluster,
    launch,
    definition,
    stated,
    connectServices: connectServices(stated),
  };
}

/** What CreateService itself would refuse. */
function checkRequest(
  stated: z.output<typeof serviceSchema>,
  definition: ResolvedTaskDefinition | null,
  { launchType, strategy }: Launch,
  path: Path,
  { findings }: LoadContext,
): void {
  const { cluster, clusterArn, capacityProviderStrategy: own = [] } = stated;
  if (cluster !== undefined && clusterArn !== undefined && nameOf(cluster) !== nameOf(clusterArn))
    findings.add([...path, 'clusterArn'], `the same as \`cluster\`, ${cluster}`, describeValue(clusterArn));
  if (launchType === null) return;
  const capacityProviderStrategy = own.length > 0 ? 'own' : strategy.length > 0 ? 'default' : null;
  findings.addAll(
    path,
    checkCreateService({ ...stated, launchType, capacityProviderStrategy }, definition?.request ?? null),
  );
}
