import * as z from 'zod';
import type { ActionSpec } from '../../action-spec.ts';
import type { LoadContext } from '../../context.ts';
import type { CapacityProviderSpec } from '../../group-spec.ts';
import { checkServiceSettings, ofConfiguration } from '../../operations/create-service.ts';
import { checkEarlySuccess } from '../../operations/deployment-configuration.ts';
import { checkVolumeName } from '../../operations/managed-volumes.ts';
import { checkNetworkConfiguration } from '../../operations/network-configuration.ts';
import { checkRunTask } from '../../operations/run-task.ts';
import { checkServiceConnect } from '../../operations/service-connect.ts';
import { checkLoadBalancers } from '../../operations/service-load-balancers.ts';
import type { Path } from '../../reading/problem.ts';
import { flag, integer, text } from '../../shapes/fields.ts';
import { type Harmless, mapping, unless, withoutEffect } from '../../shapes/mapping.ts';
import { strategyItemSchema } from '../capacity-provider-strategy.ts';
import { checkFargatePrices } from '../launch/fargate-prices.ts';
import { checkFargateWindows } from '../launch/fargate-windows.ts';
import { checkFit } from '../launch/placement.ts';
import {
  deploymentConfigurationSchema,
  isOff,
  statedDeployment,
} from '../services/deployment-configuration.ts';
import type { ResolvedService, Services } from '../services/services.ts';
import type { Subnets } from '../subnets.ts';
import type { ResolvedTaskDefinition, TaskDefinitions } from '../task-definitions.ts';
import { clusterKey } from './find-cluster.ts';
import { resolveLaterStrategy } from './later-strategy.ts';

/** What a skeleton of AWS's command line has for a key that is not used. */
const isAbsent: Harmless = (value) => value === null || value === '';
/** A list that has nothing, of things that no service has here. */
const isNone: Harmless = (value) => isAbsent(value) || (Array.isArray(value) && value.length === 0);

/** Not with AWS's list of members: an empty list of these takes away what the service has. */
export const updateServiceSchema = mapping(
  {
    cluster: clusterKey,
    service: text('the name of a service').describe('Name or ARN.'),
    desiredCount: integer(0).optional().describe('Tasks to keep running from now on.'),
    taskDefinition: text('a task definition')
      .optional()
      .describe('Family, family:revision or ARN: a new deployment begins, with these tasks.'),
    capacityProviderStrategy: z
      .array(strategyItemSchema)
      .optional()
      .describe(
        "Where tasks that start from now on run; those that run stay unless a deployment is forced. Empty: the cluster's default strategy, else the launch type.",
      ),
    forceNewDeployment: flag().optional().describe('A new deployment begins, whatever else is said.'),
    deploymentConfiguration: deploymentConfigurationSchema
      .optional()
      .describe('What is not said of it stays as it is.'),
  },
  {
    notModelled: {
      networkConfiguration: isAbsent,
      placementConstraints: isAbsent,
      placementStrategy: isAbsent,
      availabilityZoneRebalancing: isAbsent,
      healthCheckGracePeriodSeconds: isAbsent,
      deploymentController: isAbsent,
      platformVersion: unless('LATEST', '1.4.0', '', null),
      loadBalancers: isAbsent,
      serviceRegistries: isNone,
      volumeConfigurations: isNone,
      vpcLatticeConfigurations: isNone,
      gatewayConnectors: isNone,
      serviceConnectConfiguration: (value) => isAbsent(value) || isOff(value),
      propagateTags: isAbsent,
      ...withoutEffect('enableExecuteCommand', 'enableECSManagedTags', 'monitoring'),
    },
  },
);

/** What an UpdateService refers to. */
export interface UpdateServiceParts {
  readonly services: Services;
  readonly definitions: TaskDefinitions;
  readonly subnets: Subnets;
  readonly capacityProviders: readonly CapacityProviderSpec[];
}

/** UpdateService on a service of a cluster that is known; `null` when something about it is wrong. */
export function resolveUpdateService(
  stated: z.output<typeof updateServiceSchema>,
  { atMs, cluster }: { readonly atMs: number; readonly cluster: string },
  path: Path,
  { services, definitions, subnets, capacityProviders }: UpdateServiceParts,
  context: LoadContext,
): Extract<ActionSpec, { kind: 'updateService' }> | null {
  const { desiredCount = null, forceNewDeployment = false, deploymentConfiguration = {} } = stated;
  const { findings } = context;
  const service = services.names.resolve(cluster, stated.service, [...path, 'service'], findings);
  const definition =
    stated.taskDefinition === undefined
      ? null
      : definitions.resolve(stated.taskDefinition, [...path, 'taskDefinition'], findings);
  if (service === null) return null;
  const { schedulingStrategy, deployment } = service.spec;
  findings.addAll(path, [
    ...checkServiceSettings(stated, schedulingStrategy),
    ...checkEarlySuccess(deploymentConfiguration, deployment.minimumHealthyPercent).map(ofConfiguration),
  ]);
  if (definition !== null) checkTaskDefinition(definition, service, subnets, path, context);
  const strategy = resolveLaterStrategy(
    stated.capacityProviderStrategy,
    service,
    definition ?? service.definition,
    capacityProviders,
    path,
    context,
  );
  return {
    kind: 'updateService',
    atMs,
    cluster,
    service: service.spec.serviceName,
    desiredCount,
    taskDefinitionIndex: definition?.index ?? null,
    forceNewDeployment,
    ...(strategy === null ? {} : { capacityProviderStrategy: strategy }),
    deployment: statedDeployment(deploymentConfiguration),
  };
}

/** Whether the service, as it is launched, can run the tasks of a definition that comes later. */
function checkTaskDefinition(
  { spec, request }: ResolvedTaskDefinition,
  { spec: service, cluster, launch, stated, connectServices }: ResolvedService,
  subnets: Subnets,
  path: Path,
  context: LoadContext,
): void {
  const { findings } = context;
  const { launchType, placementStrategy: strategies, placementConstraints: constraints } = service;
  const loadBalancers = service.loadBalancers.map((entry) => ({ ...entry, targetGroupArn: '', group: null }));
  const at: Path = [...path, 'taskDefinition'];
  const task = { launchType, networkMode: spec.networkMode };
  const problems = [
    ...(request === null ? [] : checkRunTask({ ...stated, launchType }, request)),
    ...checkNetworkConfiguration(stated.networkConfiguration, task, subnets.areStated),
    ...checkLoadBalancers(loadBalancers, launchType, request),
    ...(request === null ? [] : checkVolumeName(stated.volumeConfigurations ?? [], request)),
    ...checkServiceConnect(connectServices, request),
  ];
  // Where they stand is the service's; what is at odds with it is the definition.
  for (const { expected, received, hint } of problems) findings.add(at, expected, received, hint);
  if (launchType === 'FARGATE') {
    if (request !== null) checkFargateWindows(spec, launch.strategy, at, context);
    checkFargatePrices(spec, launch.strategy, at, context);
  } else {
    const subject = `Service ${service.cluster}/${service.serviceName}`;
    const fleet = { cluster, external: launchType === 'EXTERNAL' };
    checkFit(subject, spec, { strategies, constraints }, fleet, at, findings);
  }
}
