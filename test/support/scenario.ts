import { DEFAULT_TIMINGS, INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import { NO_QUOTAS, type Quotas } from '../../src/catalog/quotas.ts';
import { parseClusterQuery } from '../../src/policies/placement/cluster-query/parse-query.ts';
import { NO_BILLED_SERVICES } from '../../src/scenario/billed-services.ts';
import type { ScalableTargetSpec } from '../../src/scenario/scaling-spec.ts';
import type {
  ClusterSpec,
  ContainerInstanceSpec,
  ContainerLife,
  PlacementConstraintSpec,
  RequestsSpec,
  Scenario,
  ServiceSpec,
  TargetGroupSpec,
  TaskDefinitionSpec,
  TrafficSpec,
  WorkloadSpec,
} from '../../src/scenario/scenario.ts';

/** A complete scenario with one cluster `main` and one task definition `job:1`; parts are replaced as given. */
export function scenarioWith(parts: {
  simulation?: Partial<Scenario['simulation']>;
  cluster?: Partial<ClusterSpec>;
  definition?: Partial<TaskDefinitionSpec>;
  workloads?: readonly Partial<WorkloadSpec>[];
  loads?: Scenario['loads'];
  targetGroups?: Scenario['targetGroups'];
  loadBalancers?: Scenario['loadBalancers'];
  natGateways?: Scenario['natGateways'];
  vpcEndpoints?: Scenario['vpcEndpoints'];
  services?: readonly Partial<ServiceSpec>[];
  speed?: Scenario['speed'];
  failures?: Scenario['failures'];
  actions?: Scenario['actions'];
  capacityProviders?: Scenario['capacityProviders'];
  subnets?: Scenario['subnets'];
  autoScalingGroups?: Scenario['autoScalingGroups'];
  timings?: Scenario['timings'];
  quotas?: Partial<Quotas>;
  scalableTargets?: Scenario['scalableTargets'];
  alarms?: Scenario['alarms'];
  customMetrics?: Scenario['customMetrics'];
}): Scenario {
  return {
    name: 'test',
    description: '',
    digest: '',
    region: 'us-east-1',
    simulation: {
      startMs: Date.UTC(2026, 2, 2),
      durationMs: null,
      warmUpMs: 0,
      seed: '1',
      resolutionMs: 1,
      timelineStepMs: null,
      placementTie: 'first',
      ...parts.simulation,
    },
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: [],
        containerInstances: [],
        idealFleet: null,
        containerInsights: false,
        enhancedInsights: false,
        ...parts.cluster,
      },
    ],
    capacityProviders: parts.capacityProviders ?? [],
    autoScalingGroups: parts.autoScalingGroups ?? [],
    subnets: parts.subnets ?? [],
    taskDefinitions: [
      {
        family: 'job',
        revision: 1,
        need: { cpu: 1024, memory: 1024, gpu: 0 },
        networkMode: 'bridge',
        requiresCompatibilities: ['EC2'],
        architecture: null,
        osFamily: null,
        hostPorts: [],
        ephemeralStorageGib: 20,
        containers: [container()],
        placementConstraints: [],
        limits: { cpu: null, cpuShares: 1024, memory: null },
        ...parts.definition,
      },
    ],
    workloads: (parts.workloads ?? [{}]).map((workload, i) => ({
      name: i === 0 ? 'job' : `job-${i + 1}`,
      cluster: 'main',
      launchType: 'EC2',
      capacityProviderStrategy: [],
      subnets: null,
      assignPublicIp: false,
      taskDefinitionIndex: 0,
      source: {
        kind: 'arrivals',
        arrivals: { form: { kind: 'burst', atMs: 0, count: 1 }, fromMs: 0, untilMs: null, limit: null },
        duration: { kind: 'constant', value: 60_000 },
      },
      group: 'family:job',
      placementStrategy: [],
      placementConstraints: [],
      usage: { cpu: 1, memory: 1 },
      waitOrder: 'fifo',
      onFailure: { kind: 'wait' },
      ...workload,
    })),
    loads: parts.loads ?? [],
    speed: parts.speed ?? {},
    targetGroups: parts.targetGroups ?? [],
    loadBalancers: parts.loadBalancers ?? [],
    natGateways: parts.natGateways ?? [],
    vpcEndpoints: parts.vpcEndpoints ?? [],
    billed: NO_BILLED_SERVICES,
    services: (parts.services ?? []).map(service),
    scalableTargets: parts.scalableTargets ?? [],
    alarms: parts.alarms ?? [],
    logGroups: [],
    customMetrics: parts.customMetrics ?? [],
    failures: parts.failures ?? [],
    actions: parts.actions ?? [],
    timings: parts.timings ?? INSTANT_TIMINGS,
    quotas: { ...NO_QUOTAS, ...parts.quotas },
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

export { DEFAULT_TIMINGS };

export function container(
  parts: Partial<TaskDefinitionSpec['containers'][number]> = {},
): TaskDefinitionSpec['containers'][number] {
  return {
    name: 'main',
    image: 'main',
    imageSizeMb: 200,
    logs: null,
    secrets: [],
    essential: true,
    stopTimeoutMs: 30_000,
    life: null,
    ...parts,
  };
}

/** A REPLICA service `web` on EC2 with ECS's own defaults. */
export function service(parts: Partial<ServiceSpec> = {}): ServiceSpec {
  return {
    serviceName: 'web',
    cluster: 'main',
    schedulingStrategy: 'REPLICA',
    taskDefinitionIndex: 0,
    taskDefinitionIndexes: [0],
    desiredCount: 1,
    launchType: 'EC2',
    capacityProviderStrategy: [],
    subnets: null,
    assignPublicIp: false,
    placementStrategy: [],
    placementConstraints: [],
    deployment: { minimumHealthyPercent: 100, maximumPercent: 200, circuitBreaker: null, earlySuccess: null },
    healthCheckGracePeriodMs: 0,
    availabilityZoneRebalancing: false,
    loadBalancers: [],
    discovery: { kind: 'none' },
    resolutionMs: { cpu: 60_000, memory: 60_000 },
    ...parts,
  };
}

/** The scalable target of service `web`, from none to ten tasks and without policies. */
export function scalableTarget(parts: Partial<ScalableTargetSpec>): ScalableTargetSpec {
  return {
    resourceId: 'service/main/web',
    scales: { of: 'service', index: 0 },
    minCapacity: 0,
    maxCapacity: 10,
    suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
    policies: [],
    scheduledActions: [],
    ...parts,
  };
}

/** How an Application Load Balancer shares requests out of which nothing is said. */
export const ROUTING: TargetGroupSpec['routing'] = {
  type: 'application',
  algorithm: 'round_robin',
  crossZone: true,
  slowStartMs: 0,
  failOpen: { count: 1, percent: null },
  dnsFailover: { count: 1, percent: null },
};

/** Equal instances of the given registered size. */
export function instances(
  count: number,
  cpu: number,
  memory: number,
  parts: Partial<ContainerInstanceSpec> = {},
): ContainerInstanceSpec {
  return {
    name: 'box',
    ec2InstanceType: null,
    countedAs: parts.ec2InstanceType ?? parts.name ?? 'box',
    count,
    availabilityZones: ['us-east-1a'],
    attributes: {},
    registered: { cpu, memory, gpu: 0 },
    architecture: 'X86_64',
    osFamily: 'LINUX',
    external: false,
    agentConnected: true,
    agentVersion: '1.86.0',
    capacityProvider: null,
    awsvpcTasks: null,
    burstable: null,
    associatePublicIpAddress: false,
    spot: null,
    volumes: [],
    hourlyPrice: '0',
    ...parts,
  };
}

/** So many tasks, all asked for at the same moment. */
export function burst(count: number, atMs: number, durationMs: number): WorkloadSpec['source'] {
  return {
    kind: 'arrivals',
    arrivals: { form: { kind: 'burst', atMs, count }, fromMs: 0, untilMs: null, limit: null },
    duration: { kind: 'constant', value: durationMs },
  };
}

export function poisson(perSecond: number, meanMs: number, limit: number): WorkloadSpec['source'] {
  return {
    kind: 'arrivals',
    arrivals: { form: { kind: 'poisson', perSecond }, fromMs: 0, untilMs: null, limit },
    duration: { kind: 'exponential', mean: meanMs },
  };
}

/** So many requests a second, each of 20 ms of CPU on average. */
export function requests(perSecond: number, parts: Partial<RequestsSpec> = {}): RequestsSpec {
  return {
    rate: { atMs: [0], perSecond: [perSecond], endMs: null, repeat: false },
    noise: 'exact',
    cpuTime: { kind: 'exponential', meanMs: 20 },
    waitMs: 0,
    memoryMib: 0,
    timeoutMs: 60_000,
    mostPerTask: null,
    traffic: NO_TRAFFIC,
    logBytesPerRequest: 0,
    calls: [],
    queue: null,
    ...parts,
  };
}

/** A constraint with a well-formed expression. */
export function memberOf(expression: string): Extract<PlacementConstraintSpec, { type: 'memberOf' }> {
  const parsed = parseClusterQuery(expression);
  if ('mistake' in parsed) throw new RangeError(`${expression}: ${parsed.mistake.expected}`);
  return { type: 'memberOf', expression, query: parsed.query };
}

/** A container's own life: all that is not given is as if there were none. */
export function life(parts: Partial<ContainerLife> = {}): ContainerLife {
  return {
    dependsOn: [],
    startTimeoutMs: null,
    healthCheck: null,
    restartPolicy: null,
    readyAfterMs: 0,
    runsForMs: null,
    exitCode: 0,
    ...parts,
  };
}

/** Requests of which nothing is said about the network. */
export const NO_TRAFFIC: TrafficSpec = {
  requestBytes: 0,
  responseBytes: 0,
  requestsPerConnection: 1,
  connectionMs: 60_000,
};
