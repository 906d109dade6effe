import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * Writes `src/scenario/aws-keys/aws-keys.data.ts` from AWS's published SDK clients, installed into a folder of their own:
 *
 *     cd "$(mktemp -d)" && npm init -y && npm install @aws-sdk/client-ecs@3.1164.0 @aws-sdk/client-auto-scaling@3.1169.0 \
 *       @aws-sdk/client-application-auto-scaling@3.1141.0 @aws-sdk/client-elastic-load-balancing-v2@3.1142.0 \
 *       @aws-sdk/client-cloudwatch@3.1164.0
 *     npx tsx test/support/generate-aws-keys.ts FOLDER
 *
 * The clients carry the shapes of AWS's API as data (`exports.Cluster$`). Only names of members are taken from them.
 */
const CLIENTS = {
  ecs: '@aws-sdk/client-ecs',
  autoscaling: '@aws-sdk/client-auto-scaling',
  scaling: '@aws-sdk/client-application-auto-scaling',
  elb: '@aws-sdk/client-elastic-load-balancing-v2',
  cloudwatch: '@aws-sdk/client-cloudwatch',
} as const;

type Client = keyof typeof CLIENTS;

/** Shapes of which a scenario can hold the keys: what AWS takes and what AWS returns for one resource, or what an operation takes. */
const SHAPES: Readonly<Record<string, readonly [Client, ...string[]]>> = {
  Cluster: ['ecs', 'CreateClusterRequest', 'Cluster'],
  ContainerInstance: ['ecs', 'ContainerInstance'],
  CapacityProvider: ['ecs', 'CreateCapacityProviderRequest', 'CapacityProvider'],
  TaskDefinition: ['ecs', 'RegisterTaskDefinitionRequest', 'TaskDefinition'],
  ContainerDefinition: ['ecs', 'ContainerDefinition'],
  Service: ['ecs', 'CreateServiceRequest', 'Service'],
  TaskSet: ['ecs', 'CreateTaskSetRequest', 'TaskSet'],
  Task: ['ecs', 'Task'],
  AutoScalingGroup: ['autoscaling', 'CreateAutoScalingGroupType', 'AutoScalingGroup'],
  WarmPool: ['autoscaling', 'PutWarmPoolType', 'WarmPoolConfiguration'],
  AutoScalingPolicy: ['autoscaling', 'PutScalingPolicyType', 'ScalingPolicy'],
  AutoScalingScheduledAction: [
    'autoscaling',
    'PutScheduledUpdateGroupActionType',
    'ScheduledUpdateGroupAction',
  ],
  LifecycleHook: ['autoscaling', 'PutLifecycleHookType', 'LifecycleHook'],
  ScalableTarget: ['scaling', 'RegisterScalableTargetRequest', 'ScalableTarget'],
  ScalingPolicy: ['scaling', 'PutScalingPolicyRequest', 'ScalingPolicy'],
  ScheduledAction: ['scaling', 'PutScheduledActionRequest', 'ScheduledAction'],
  MetricAlarm: ['cloudwatch', 'PutMetricAlarmInput', 'MetricAlarm'],
  TargetGroup: ['elb', 'CreateTargetGroupInput', 'TargetGroup'],
  LoadBalancer: ['elb', 'CreateLoadBalancerInput', 'LoadBalancer'],
  Listener: ['elb', 'CreateListenerInput', 'Listener'],

  CreateService: ['ecs', 'CreateServiceRequest'],
  CreateTaskSet: ['ecs', 'CreateTaskSetRequest'],
  DeleteService: ['ecs', 'DeleteServiceRequest'],
  DeregisterContainerInstance: ['ecs', 'DeregisterContainerInstanceRequest'],
  DeregisterTaskDefinition: ['ecs', 'DeregisterTaskDefinitionRequest'],
  PutAttributes: ['ecs', 'PutAttributesRequest'],
  PutClusterCapacityProviders: ['ecs', 'PutClusterCapacityProvidersRequest'],
  RunTask: ['ecs', 'RunTaskRequest'],
  StartTask: ['ecs', 'StartTaskRequest'],
  StopServiceDeployment: ['ecs', 'StopServiceDeploymentRequest'],
  StopTask: ['ecs', 'StopTaskRequest'],
  UpdateCapacityProvider: ['ecs', 'UpdateCapacityProviderRequest'],
  UpdateCluster: ['ecs', 'UpdateClusterRequest'],
  UpdateContainerInstancesState: ['ecs', 'UpdateContainerInstancesStateRequest'],
  UpdateService: ['ecs', 'UpdateServiceRequest'],
  UpdateTaskProtection: ['ecs', 'UpdateTaskProtectionRequest'],
  UpdateTaskSet: ['ecs', 'UpdateTaskSetRequest'],
  SetDesiredCapacity: ['autoscaling', 'SetDesiredCapacityType'],
  SetInstanceProtection: ['autoscaling', 'SetInstanceProtectionQuery'],
  StartInstanceRefresh: ['autoscaling', 'StartInstanceRefreshType'],
  SuspendProcesses: ['autoscaling', 'ScalingProcessQuery'],
  TerminateInstanceInAutoScalingGroup: ['autoscaling', 'TerminateInstanceInAutoScalingGroupType'],
  UpdateAutoScalingGroup: ['autoscaling', 'UpdateAutoScalingGroupType'],
  RegisterScalableTarget: ['scaling', 'RegisterScalableTargetRequest'],
  DeregisterScalableTarget: ['scaling', 'DeregisterScalableTargetRequest'],
  DeleteScalingPolicy: ['scaling', 'DeleteScalingPolicyRequest'],
};

/** How the clients write a schema: a number is a scalar, or a list or map of scalars; a function gives the schema; traits may stand behind. */
type Schema = number | (() => Schema) | readonly [Schema, ...unknown[]] | Named;
type Named = readonly [kind: number, namespace: string, name: string, traits: unknown, ...inner: unknown[]];

const LIST = 1;
const MAP = 2;
const MAP_OF_SCALARS = 128;
const STRUCTURES: readonly number[] = [3, 4];
/** As the formatter breaks them. */
const LONGEST_LINE = 106;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: tsx test/support/generate-aws-keys.ts FOLDER\n');
  process.exit(2);
}
const requireFrom = createRequire(resolve(folder, 'package.json'));
const lines = new Map<string, string>();
const shapes = Object.entries(SHAPES).map(([shape, [client, ...names]]) => {
  const structures = names.map((name) => {
    const schema: Named | undefined = requireFrom(CLIENTS[client])[`${name}$`];
    if (schema === undefined) throw new Error(`${CLIENTS[client]} has no structure ${name}`);
    return addStructure(client, schema);
  });
  const value = `'${structures.join('+')}',`;
  return shape.length + value.length > LONGEST_LINE ? `  ${shape}:\n    ${value}` : `  ${shape}: ${value}`;
});
const versions = Object.values(CLIENTS).map((name) => {
  const { version, license } = JSON.parse(
    readFileSync(resolve(folder, 'node_modules', name, 'package.json'), 'utf8'),
  );
  if (license !== 'Apache-2.0') throw new Error(`${name} is now under ${license}`);
  return ` * ${name} ${version}`;
});
const target = join(import.meta.dirname, '../../src/scenario/aws-keys/aws-keys.data.ts');
const text = `// Generated by test/support/generate-aws-keys.ts on ${new Date().toISOString().slice(0, 10)}.

/*
 * Names of the members of AWS's API shapes, as AWS publishes them with its SDK for JavaScript (Apache-2.0,
 * Copyright Amazon.com, Inc. or its affiliates); nothing but the names is taken from it:
${versions.join('\n')}
 */

/** The structures whose members a shape has. */
export const awsShapes = {
${shapes.join('\n')}
} as const;

/** A structure a line: its name, then its members; behind a colon the structure of a member's value or items, \`*\` for a map with free keys. */
export const awsStructures: string = \`
${[...lines.keys()]
  .sort()
  .map((name) => lines.get(name))
  .join('\n')}
\`;
`;
writeFileSync(target, text);
process.stdout.write(`${shapes.length} shapes, ${lines.size} structures, ${text.length} characters\n`);

/** Adds the structure's line and those of all structures inside; gives its name, which is unique across the clients. */
function addStructure(client: Client, [, , name, , members, schemas]: Named): string {
  const unique = client === 'ecs' ? name : `${client}.${name}`;
  if (lines.has(unique)) return unique;
  lines.set(unique, '');
  const words = (members as string[]).map((member, i) => {
    const inner = structureIn((schemas as Schema[])[i]!);
    if (inner === null) return spelling(member);
    return `${spelling(member)}:${inner === 'map' ? '*' : addStructure(client, inner)}`;
  });
  lines.set(unique, [unique, ...words].join(' '));
  return unique;
}

/** The structure that a member's value has, or each item of its list; `null` for scalars. */
function structureIn(schema: Schema): Named | 'map' | null {
  if (typeof schema === 'number') return (schema & MAP_OF_SCALARS) !== 0 ? 'map' : null;
  if (typeof schema === 'function') return structureIn(schema());
  if (typeof schema[0] !== 'number') return structureIn(schema[0]);
  const [kind, , name, , ...inner] = schema as Named;
  if (STRUCTURES.includes(kind)) return schema as Named;
  if (kind === LIST) return structureIn(inner[0] as Schema);
  if (kind !== MAP) return null;
  if (structureIn(inner[1] as Schema) !== null)
    throw new Error(`${name} is a map of structures: give it a form`);
  return 'map';
}

/** As scenarios spell it: `MinSize` is `minSize`, `VPCZoneIdentifier` is `vpcZoneIdentifier`. */
function spelling(member: string): string {
  return member.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}
