import { AGENT_VERSION, INSTANT_TIMINGS, type Timings } from '../catalog/defaults.ts';
import { NO_QUOTAS } from '../catalog/quotas.ts';
import type { Observer } from '../events/observer.ts';
import type { DeploymentPercents } from '../policies/deployment/bounds.ts';
import type { ActionSpec } from '../scenario/action-spec.ts';
import { NO_BILLED_SERVICES } from '../scenario/billed-services.ts';
import { stopTimeoutSeconds } from '../scenario/operations/container-definition.ts';
import { fixedHostPorts, type PortMappingRequest } from '../scenario/operations/port-mappings.ts';
import { taskNeed } from '../scenario/operations/register-task-definition.ts';
import { taskLimits } from '../scenario/operations/task-limits.ts';
import type {
  ContainerInstanceSpec,
  PlacementConstraintSpec,
  PlacementStrategySpec,
  Scenario,
  ServiceSpec,
  TaskDefinitionSpec,
  WorkloadSpec,
} from '../scenario/scenario.ts';
import { advanceTo } from '../simulation/advance.ts';
import { createSimulation } from '../simulation/create-simulation.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { GROUP_PROVIDER, groupSpecOf, type SmallGroup } from './small-group.ts';
import { TaskLog } from './task-log.ts';

/** A container instance of a small run; what is not given is more than any example asks for. */
export interface SmallInstance {
  readonly cpu?: number;
  readonly memory?: number;
  readonly zone?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** The capacity provider of a group that it belongs to. */
  readonly capacityProvider?: string;
  readonly agentConnected?: boolean;
}

/** Equal tasks of a small run, asked for at one moment; they run for a year. Ids are `NAME-1`, `NAME-2` ... */
export interface SmallTasks {
  readonly name: string;
  readonly count?: number;
  readonly atMs?: number;
  readonly cpu?: number;
  readonly memory?: number;
  readonly launchType?: 'EC2' | 'FARGATE';
  /** Whether the capacity provider of the run's Auto Scaling group is asked for, not a launch type. */
  readonly onGroup?: boolean;
  readonly group?: string;
  /** Of its container, in network mode bridge. */
  readonly portMappings?: readonly PortMappingRequest[];
  readonly strategies?: readonly PlacementStrategySpec[];
  readonly constraints?: readonly PlacementConstraintSpec[];
  /** Seconds; null: ECS's default. */
  readonly stopTimeout?: number | null;
}

/** A REPLICA service of a small run; its tasks' ids are `NAME-1`, `NAME-2` ... */
export interface SmallService extends DeploymentPercents {
  readonly name: string;
  readonly desiredCount: number;
  readonly memory?: number;
  readonly strategies?: readonly PlacementStrategySpec[];
}

export interface SmallRun {
  readonly instances: readonly SmallInstance[];
  readonly autoScalingGroup?: SmallGroup;
  readonly tasks: readonly SmallTasks[];
  readonly services?: readonly SmallService[];
  readonly actions?: readonly ActionSpec[];
  readonly timings?: Partial<Timings>;
}

/** More than any example asks for, of CPU units and of MiB. */
export const PLENTY = 1_000_000_000;

/** Runs the engine up to and with `untilMs` on a cluster `main`, without any delay that AWS does not publish. */
export function runUntil(untilMs: number, run: SmallRun): TaskLog {
  const log = new TaskLog();
  runTo(untilMs, run, log);
  return log;
}

/** The same, for a question to the simulation itself. */
export function runTo(untilMs: number, run: SmallRun, ...observers: readonly Observer[]): Simulation {
  const simulation = createSimulation(scenarioOf(run), observers);
  advanceTo(simulation, untilMs);
  return simulation;
}

/** Places everything that is asked for at the run's first instant. */
export function placeAll(instances: readonly SmallInstance[], tasks: readonly SmallTasks[]): TaskLog {
  return runUntil(0, { instances, tasks });
}

function scenarioOf(run: SmallRun): Scenario {
  const { instances, autoScalingGroup, tasks, services = [], actions, timings } = run;
  const ofInstances = instances.flatMap(({ capacityProvider }) => capacityProvider ?? []);
  const ofGroup = autoScalingGroup === undefined ? [] : [GROUP_PROVIDER];
  const providers = [...new Set([...ofGroup, ...ofInstances])];
  return {
    name: 'worked example',
    description: '',
    digest: '',
    region: 'us-east-1',
    simulation: {
      startMs: 0,
      // A service and a group never end by themselves.
      durationMs: services.length === 0 && autoScalingGroup === undefined ? null : YEAR_MS,
      warmUpMs: 0,
      seed: '1',
      resolutionMs: 1,
      timelineStepMs: null,
      placementTie: 'first',
    },
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: providers,
        containerInstances: instances.map(instanceOf),
        idealFleet: null,
        containerInsights: false,
        enhancedInsights: false,
      },
    ],
    capacityProviders: providers.map((name) => ({ name, kind: 'group' })),
    autoScalingGroups:
      autoScalingGroup === undefined
        ? []
        : [groupSpecOf(autoScalingGroup, instanceOf(autoScalingGroup, instances.length))],
    subnets: [],
    taskDefinitions: [...tasks, ...services].map(definitionOf),
    targetGroups: [],
    loadBalancers: [],
    natGateways: [],
    vpcEndpoints: [],
    billed: NO_BILLED_SERVICES,
    services: services.map((service, i) => serviceOf(service, tasks.length + i)),
    workloads: tasks.map(workloadOf),
    loads: [],
    scalableTargets: [],
    alarms: [],
    logGroups: [],
    customMetrics: [],
    speed: {},
    failures: [],
    actions: actions ?? [],
    timings: { ...INSTANT_TIMINGS, ...timings },
    quotas: NO_QUOTAS,
    pricing: {
      splitCostWeights: { cpu: 0.9, memory: 0.1 },
      freeTier: false,
      savingsPlans: [],
      reservedInstances: [],
      discount: { byProduct: {}, others: 0 },
      otherUsage: { metered: [], savingsPlans: [] },
    },
    assertions: [],
    uncertain: [],
    warnings: [],
  };
}

function instanceOf(instance: SmallInstance, index: number): ContainerInstanceSpec {
  const { cpu = PLENTY, memory = PLENTY, zone = 'us-east-1a', attributes = {} } = instance;
  return {
    name: `instance${index}`,
    ec2InstanceType: null,
    countedAs: `instance${index}`,
    count: 1,
    availabilityZones: [zone],
    attributes,
    registered: { cpu, memory, gpu: 0 },
    architecture: 'X86_64',
    osFamily: 'LINUX',
    external: false,
    agentConnected: instance.agentConnected ?? true,
    agentVersion: AGENT_VERSION,
    capacityProvider: instance.capacityProvider ?? null,
    awsvpcTasks: null,
    burstable: null,
    associatePublicIpAddress: false,
    volumes: [],
    hourlyPrice: '0',
    spot: null,
  };
}

function definitionOf(tasks: SmallTasks): TaskDefinitionSpec {
  const { name, cpu = 0, memory = 0, launchType = 'EC2', stopTimeout = null, portMappings = [] } = tasks;
  const container = { name: 'main', cpu, memory, stopTimeout };
  return {
    family: name,
    revision: 1,
    need: taskNeed({ cpu: null, memory: null, containers: [container] }),
    networkMode: launchType === 'FARGATE' ? 'awsvpc' : 'bridge',
    requiresCompatibilities: [launchType],
    architecture: null,
    osFamily: null,
    hostPorts: fixedHostPorts({ networkMode: 'bridge', containerDefinitions: [{ portMappings }] }),
    ephemeralStorageGib: 20,
    containers: [
      {
        name: 'main',
        image: 'main',
        imageSizeMb: 0,
        logs: null,
        secrets: [],
        essential: true,
        stopTimeoutMs: stopTimeoutSeconds(container) * 1000,
        life: null,
      },
    ],
    placementConstraints: [],
    limits: taskLimits({ cpu: null, memory: null, osFamily: null, containers: [container] }),
  };
}

function serviceOf(service: SmallService, definition: number): ServiceSpec {
  const { name, desiredCount, minimumHealthyPercent, maximumPercent, strategies = [] } = service;
  return {
    serviceName: name,
    cluster: 'main',
    schedulingStrategy: 'REPLICA',
    taskDefinitionIndex: definition,
    taskDefinitionIndexes: [definition],
    desiredCount,
    launchType: 'EC2',
    capacityProviderStrategy: [],
    subnets: null,
    assignPublicIp: false,
    placementStrategy: strategies,
    placementConstraints: [],
    deployment: { minimumHealthyPercent, maximumPercent, circuitBreaker: null, earlySuccess: null },
    healthCheckGracePeriodMs: 0,
    availabilityZoneRebalancing: false,
    loadBalancers: [],
    discovery: { kind: 'none' },
    resolutionMs: { cpu: 60_000, memory: 60_000 },
  };
}

function workloadOf(tasks: SmallTasks, index: number): WorkloadSpec {
  const { name, count = 1, atMs = 0, launchType = 'EC2', group, strategies = [], constraints = [] } = tasks;
  const { onGroup = false } = tasks;
  return {
    name,
    cluster: 'main',
    launchType,
    capacityProviderStrategy: onGroup ? [{ provider: 0, base: 0, weight: 1 }] : [],
    subnets: null,
    assignPublicIp: false,
    taskDefinitionIndex: index,
    source: {
      kind: 'arrivals',
      arrivals: { form: { kind: 'burst', atMs, count }, fromMs: 0, untilMs: null, limit: null },
      duration: { kind: 'constant', value: YEAR_MS },
    },
    group: group ?? `family:${name}`,
    placementStrategy: strategies,
    placementConstraints: constraints,
    usage: { cpu: 1, memory: 1 },
    waitOrder: 'fifo',
    onFailure: { kind: 'wait' },
  };
}

const YEAR_MS = 365 * 86_400_000;
