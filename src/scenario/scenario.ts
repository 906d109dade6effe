import type { Timings } from '../catalog/defaults.ts';
import type { VolumeType } from '../catalog/ebs-volumes.ts';
import type { Quotas } from '../catalog/quotas.ts';
import type { ArrivalsSpec, Series } from '../environment/arrivals/arrivals-spec.ts';
import type { Distribution } from '../environment/distributions/distribution.ts';
import type { TraceSpec } from '../environment/traces/trace-spec.ts';
import type { Warning } from '../events/warning.ts';
import type { ContainerDependency } from '../policies/containers/dependency.ts';
import type { HealthCheck } from '../policies/containers/health-check.ts';
import type { RestartPolicy } from '../policies/containers/restart-policy.ts';
import type { EarlySuccess } from '../policies/deployment/completion.ts';
import type { TargetHealthCheck } from '../policies/deployment/target-health.ts';
import type { ClusterQuery } from '../policies/placement/cluster-query/cluster-query.ts';
import type { placementStrategies } from '../policies/placement/registry.ts';
import type { MinimumHealthy } from '../requests/balancing/minimum-healthy.ts';
import type { CreditRules } from '../requests/host/cpu-credits.ts';
import type { ActionSpec } from './action-spec.ts';
import type { AwsCalls, BilledServices, LogDestination } from './billed-services.ts';
import type { AutoScalingGroupSpec, CapacityProviderSpec } from './group-spec.ts';
import type { PricingSpec } from './pricing-spec.ts';
import type { AlarmSpec, CustomMetricSpec, ScalableTargetSpec } from './scaling-spec.ts';
import type { UncertainInput } from './uncertain/uncertain-input.ts';

/** A complete, validated scenario: every default filled in, every name resolved. All times in milliseconds. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  /** Over the parsed scenario and each named file's bytes. */
  readonly digest: string;
  readonly region: string;
  readonly simulation: {
    /** Epoch milliseconds, UTC. */
    readonly startMs: number;
    /** `null`: until the workloads have ended and the last task has stopped. */
    readonly durationMs: number | null;
    readonly warmUpMs: number;
    readonly seed: string;
    readonly resolutionMs: number;
    /** `null`: the smallest of the fixed steps that gives at most 3,000 rows. */
    readonly timelineStepMs: number | null;
    readonly placementTie: 'first' | 'random';
  };
  readonly clusters: readonly ClusterSpec[];
  /** Every capacity provider that is associated with a cluster, FARGATE and FARGATE_SPOT first. */
  readonly capacityProviders: readonly CapacityProviderSpec[];
  readonly autoScalingGroups: readonly AutoScalingGroupSpec[];
  readonly subnets: readonly SubnetSpec[];
  readonly taskDefinitions: readonly TaskDefinitionSpec[];
  readonly targetGroups: readonly TargetGroupSpec[];
  readonly loadBalancers: readonly LoadBalancerSpec[];
  readonly natGateways: readonly NatGatewaySpec[];
  readonly vpcEndpoints: readonly VpcEndpointSpec[];
  /** What else of AWS only the bill looks at. */
  readonly billed: BilledServices;
  readonly services: readonly ServiceSpec[];
  readonly workloads: readonly WorkloadSpec[];
  /** What comes to services, and what their tasks use: workloads that name a service, at most one each. */
  readonly loads: readonly LoadSpec[];
  /** Work that one vCPU does, relative to one of an m5: by instance family (`m7g`), `arm64`, `fargate`; 1 where nothing is said. */
  readonly speed: Readonly<Record<string, number>>;
  /** Services whose desired counts Application Auto Scaling changes, then Auto Scaling groups with policies or scheduled actions. */
  readonly scalableTargets: readonly ScalableTargetSpec[];
  /** Alarms of the user's own; those of target tracking policies come with the policies. */
  readonly alarms: readonly AlarmSpec[];
  /** Log groups of which something is said. */
  readonly logGroups: readonly LogGroupSpec[];
  /** Metrics that nothing in the scenario makes: their values over time are given. */
  readonly customMetrics: readonly CustomMetricSpec[];
  readonly failures: readonly FailureSpec[];
  readonly actions: readonly ActionSpec[];
  readonly timings: Timings;
  /** Infinite where the account has none (ecs: ). */
  readonly quotas: Quotas;
  readonly pricing: PricingSpec;
  readonly assertions: readonly AssertionSpec[];
  /** Numbers that are not known for certain, with what the seed has drawn for them. */
  readonly uncertain: readonly UncertainInput[];
  /** What the reader should know about the file: keys without effect here, held gaps, roundings. */
  readonly warnings: readonly Warning[];
}

export interface Resources {
  /** CPU units; 1024 = 1 vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  /** Whole GPUs. */
  readonly gpu: number;
}

/** A subnet that awsvpc tasks take their addresses from. */
export interface SubnetSpec {
  readonly subnetId: string;
  readonly availabilityZone: string;
  /** IPv4 addresses that tasks can have at once. */
  readonly addresses: number;
}

export interface ClusterSpec {
  readonly clusterName: string;
  /** Names of those associated with the cluster, whether a workload uses them or not. */
  readonly capacityProviders: readonly string[];
  readonly containerInstances: readonly ContainerInstanceSpec[];
  readonly idealFleet: ContainerInstanceSpec | null;
  /** Whether ECS/ContainerInsights has metrics of it. */
  readonly containerInsights: boolean;
  /** Whether they are those of enhanced observability, with a price of their own. */
  readonly enhancedInsights: boolean;
}

/** One entry of a fixed fleet: `count` equal instances, instance n in zone (n-1) mod k. */
export interface ContainerInstanceSpec {
  /** Ids are `name-n`. */
  readonly name: string;
  /** `null` for a machine that AWS does not rent. */
  readonly ec2InstanceType: string | null;
  /** Under what its hours and its money are summed: the type, else the name, else (a row of a file) the size. */
  readonly countedAs: string;
  readonly count: number;
  readonly availabilityZones: readonly string[];
  /** Custom attributes and those that ECS sets itself (`ecs.instance-type`, `ecs.os-type`, `ecs.cpu-architecture` ...), without the zone's. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly registered: Resources;
  readonly architecture: 'X86_64' | 'ARM64';
  /** `ecs.os-family`: LINUX or WINDOWS_SERVER_... */
  readonly osFamily: string;
  /** Left out: Amazon Linux, or Windows. */
  readonly linuxDistribution?: 'Ubuntu';
  /** Registered through ECS Anywhere: takes tasks of launch type EXTERNAL, and no others. */
  readonly external: boolean;
  /** Whether the agent is connected; without it the instance takes no task (ecs: ). */
  readonly agentConnected: boolean;
  readonly agentVersion: string;
  /** The group's capacity provider that the instance belongs to; `null`: none. */
  readonly capacityProvider: string | null;
  /** Tasks with a network interface of their own that it can have at once (ecs: ); `null`: no limit known. */
  readonly awsvpcTasks: number | null;
  /** What that would be with ENI trunking; left out where trunking is on, or has nothing to give. */
  readonly awsvpcTasksTrunked?: number;
  /** CPU credits of a burstable type (T2, T3, T3a, T4g); `null` for any other. */
  readonly burstable: CreditRules | null;
  /** Whether each has a public IPv4 address. */
  readonly associatePublicIpAddress: boolean;
  /** EBS volumes that each has from its launch on, the root one first. */
  readonly volumes: readonly VolumeSpec[];
  /** USD an hour as a decimal string when the scenario names it, or of Spot; `null`: the catalogue's On-Demand price. */
  readonly hourlyPrice: string | null;
  /** Bought as Spot, with what an hour would cost On-Demand; `null`: On-Demand. */
  readonly spot: { readonly onDemandPrice: string } | null;
}

/** A volume that comes with an instance or a task. */
export interface VolumeSpec {
  readonly type: VolumeType;
  readonly sizeGib: number;
  readonly iops: number;
  readonly throughputMibps: number;
  /** Whether it goes with its instance or task. */
  readonly deleteOnTermination: boolean;
}

/** By key. */
export type Tags = Readonly<Record<string, string>>;

export interface TaskDefinitionSpec {
  readonly family: string;
  readonly revision: number;
  /** What one task subtracts from an instance, and what Fargate bills (ecs: ). */
  readonly need: Resources;
  readonly networkMode: 'none' | 'bridge' | 'host' | 'awsvpc';
  readonly requiresCompatibilities: readonly ('EC2' | 'FARGATE' | 'EXTERNAL')[];
  /** `null`: not stated, so any instance will do; Fargate then runs X86_64. */
  readonly architecture: 'X86_64' | 'ARM64' | null;
  /** LINUX or WINDOWS_SERVER_...; `null`: not stated, so any instance will do. */
  readonly osFamily: string | null;
  /** Host ports that are the task's alone on its instance: those of bridge mode that are fixed, all of host mode (ecs: ). */
  readonly hostPorts: readonly HostPort[];
  /** GiB in all; the first 20 are free on Fargate (ecs: ). */
  readonly ephemeralStorageGib: number;
  readonly containers: readonly ContainerSpec[];
  readonly placementConstraints: readonly PlacementConstraintSpec[];
  readonly limits: LimitsSpec;
  /** Left out where there are none. */
  readonly tags?: Tags | undefined;
}

/** What a task cannot pass, and what it gets under contention (ecs: ). */
export interface LimitsSpec {
  /** CPU units that it cannot pass; `null`: idle CPU of its instance is its to use. */
  readonly cpu: number | null;
  /** Linux CPU shares, by which contended CPU is divided: of its containers together, or the default of a task with a `cpu` of its own. */
  readonly cpuShares: number;
  /** MiB above which a container of it is killed; `null`: none but the instance's memory. */
  readonly memory: number | null;
}

export interface HostPort {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  /** Compressed megabytes. */
  readonly imageSizeMb: number;
  /** What it sends where somebody bills it; `null`: nothing. */
  readonly logs: ContainerLogs | null;
  /** Values of Secrets Manager that it is given, by ARN. */
  readonly secrets: readonly string[];
  readonly essential: boolean;
  /** ecs, default 30 s. */
  readonly stopTimeoutMs: number;
  /** `null`: it starts with the first, is never checked, and runs until its task ends. */
  readonly life: ContainerLife | null;
}

/** What a container's log driver sends. */
export interface ContainerLogs {
  readonly to: LogDestination;
  /** While its task is RUNNING. */
  readonly bytesPerSecond: number;
}

/** A log group of CloudWatch. */
export interface LogGroupSpec {
  readonly name: string;
  /** After so long what was logged is deleted; `null`: never. */
  readonly retentionMs: number | null;
  /** Of the class Infrequent Access. */
  readonly isInfrequent: boolean;
}

/** What sets a container's life apart from its task's. */
export interface ContainerLife {
  /** What it waits for, by position among the task's containers (ecs: ). */
  readonly dependsOn: readonly ContainerDependency[];
  /** How long others wait for their conditions on it, from its start; `null`: as long as it takes (ecs: ). */
  readonly startTimeoutMs: number | null;
  readonly healthCheck: HealthCheck | null;
  readonly restartPolicy: RestartPolicy | null;
  /** From its start until its health check passes. */
  readonly readyAfterMs: number;
  /** From its start to its end by itself; `null`: it runs until it is stopped. */
  readonly runsForMs: number | null;
  /** Of that end. */
  readonly exitCode: number;
}

export type PlacementConstraintSpec =
  | { readonly type: 'distinctInstance' }
  /** As written, and as it was read. */
  | { readonly type: 'memberOf'; readonly expression: string; readonly query: ClusterQuery };

export interface PlacementStrategySpec {
  readonly type: keyof typeof placementStrategies;
  /** `cpu`, `memory`, `instanceId` or an attribute's name without `attribute:`; empty for strategies without one. */
  readonly field: string;
}

/** ecs. */
export interface CapacityProviderStrategyItem {
  /** Index into `capacityProviders`. */
  readonly provider: number;
  readonly base: number;
  readonly weight: number;
}

export interface WorkloadSpec {
  readonly name: string;
  readonly cluster: string;
  /** Where its tasks run; with a strategy that of its providers. */
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  /** The workload's own or the cluster's default; empty: the launch type says it (ecs: ). All items are of one kind. */
  readonly capacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  /** Of a service: strategies that it comes to have later. */
  readonly laterStrategies?: readonly (readonly CapacityProviderStrategyItem[])[] | undefined;
  /** Of an awsvpc task: indexes into `subnets`; `null`: anywhere, with addresses for everybody. */
  readonly subnets: readonly number[] | null;
  /** Whether each task on Fargate has a public IPv4 address. */
  readonly assignPublicIp: boolean;
  /**
   * Index into `taskDefinitions`. A trace's rows bring their own size; for the rest they take a task definition that the
   * loader adds for the trace (family `trace`, `trace2`, ..., one essential container).
   */
  readonly taskDefinitionIndex: number;
  readonly source:
    | { readonly kind: 'arrivals'; readonly arrivals: ArrivalsSpec; readonly duration: DurationSpec }
    | { readonly kind: 'trace'; readonly trace: TraceSpec }
    /** The tasks of a service, which its scheduler starts; the engine makes such workloads of `services`. */
    | { readonly kind: 'service'; readonly service: number };
  /** Task group; default `family:FAMILY`, of a trace `family:NAME` unless a column maps it (ecs: ). */
  readonly group: string;
  readonly placementStrategy: readonly PlacementStrategySpec[];
  readonly placementConstraints: readonly PlacementConstraintSpec[];
  /** What its tasks use of what they reserve. */
  readonly usage: UsageSpec;
  readonly waitOrder: 'fifo' | 'strict';
  /** What each task asks of other services at its start; left out: nothing. */
  readonly awsCalls?: AwsCalls | undefined;
  readonly onFailure:
    | { readonly kind: 'wait' }
    | { readonly kind: 'giveUp' }
    | {
        readonly kind: 'retry';
        readonly everyMs: number;
        readonly attempts: number | null;
        readonly forMs: number | null;
      };
  /** The volume that ECS makes for each of its tasks; left out: none. */
  readonly managedVolume?: VolumeSpec | undefined;
  /** Of its tasks; left out where there are none. */
  readonly tags?: Tags | undefined;
}

/** How long a task runs: a time, or work whose time its CPU decides. */
export type DurationSpec =
  | Distribution
  /** vCPU-seconds on vCPUs of speed 1; `value` is milliseconds of one vCPU. */
  | { readonly kind: 'work'; readonly vcpuMs: Distribution };

/** A service as CreateService makes it at the start of the run. */
export interface ServiceSpec {
  readonly serviceName: string;
  readonly cluster: string;
  readonly schedulingStrategy: 'REPLICA' | 'DAEMON';
  /** Index into `taskDefinitions` of what it begins with. */
  readonly taskDefinitionIndex: number;
  /** Every task definition that it or an action gives it: indexes, without repetition, the first one first. */
  readonly taskDefinitionIndexes: readonly number[];
  /** Of a DAEMON service 0: the number of matching instances counts (ecs: ). */
  readonly desiredCount: number;
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  readonly capacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  /** Strategies that actions give it later; left out: none. */
  readonly laterStrategies?: readonly (readonly CapacityProviderStrategyItem[])[] | undefined;
  readonly subnets: readonly number[] | null;
  readonly assignPublicIp: boolean;
  /** The volume that ECS makes for each of its tasks; left out: none. */
  readonly managedVolume?: VolumeSpec | undefined;
  /** Empty: ECS's default for services (ecs: ). */
  readonly placementStrategy: readonly PlacementStrategySpec[];
  readonly placementConstraints: readonly PlacementConstraintSpec[];
  readonly deployment: DeploymentSpec;
  readonly healthCheckGracePeriodMs: number;
  readonly availabilityZoneRebalancing: boolean;
  /** Target groups that its tasks are registered with. */
  readonly loadBalancers: readonly ServiceTargetSpec[];
  /** How other services find its tasks. */
  readonly discovery: DiscoverySpec;
  /** What its tasks have as tags: those of the service itself, or of their definition; left out: none. */
  readonly propagatedTags?: Tags | 'TASK_DEFINITION' | undefined;
  /** How often it publishes each of its metrics, ms (scaling: ). */
  readonly resolutionMs: { readonly cpu: 20_000 | 60_000; readonly memory: 20_000 | 60_000 };
}

/** How callers inside the cluster find the tasks of a service (ecs section 8). */
export type DiscoverySpec =
  /** Callers know at every moment which tasks there are. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'serviceConnect';
      /** Of one request; 0: off. */
      readonly perRequestTimeoutMs: number;
    }
  /** Callers keep what DNS told them for so long. */
  | { readonly kind: 'dns'; readonly ttlMs: number };

/** An entry of a service's `loadBalancers`. */
export interface ServiceTargetSpec {
  /** Index into `targetGroups`. */
  readonly targetGroup: number;
  readonly containerName: string;
  readonly containerPort: number;
}

/** Parts of its reservation that a task uses whatever comes: 1 = all of it. CPU may be above 1 without a task-level `cpu`. */
export interface UsageSpec {
  readonly cpu: number;
  readonly memory: number;
}

/** What comes to a service, and what its tasks use. */
export interface LoadSpec {
  readonly name: string;
  /** Index into `services`. */
  readonly service: number;
  readonly usage: UsageSpec;
  /** `null`: nothing comes; its tasks use what `usage` says. */
  readonly requests: RequestsSpec | null;
}

/** Requests, or messages of a queue, that come to a service. */
export interface RequestsSpec {
  /** Requests a second from outside; `null`: only other services call it, or it works on a queue. */
  readonly rate: Series | null;
  /** Whether the counts of periods are random around the rate. */
  readonly noise: 'poisson' | 'exact';
  /** CPU time of a request on a vCPU of speed 1. */
  readonly cpuTime: CpuTimeSpec;
  /** Time of a request off the CPU. */
  readonly waitMs: number;
  /** MiB of a request in flight. */
  readonly memoryMib: number;
  /** After so long the client has gone: the request has failed, though its work is done. */
  readonly timeoutMs: number;
  /** Requests in flight in one task; more are refused (in a queue: wait). `null`: no limit. */
  readonly mostPerTask: number | null;
  readonly traffic: TrafficSpec;
  /** What its answer adds to the logs of the task. */
  readonly logBytesPerRequest: number;
  /** Whether X-Ray samples it; left out: not. */
  readonly isTraced?: boolean | undefined;
  /** What it asks of other services; left out: nothing. */
  readonly awsCalls?: AwsCalls | undefined;
  readonly calls: readonly CallSpec[];
  readonly queue: QueueSpec | null;
}

/** What requests weigh on the network, and the connections to a load balancer that they come by. */
export interface TrafficSpec {
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly requestsPerConnection: number;
  /** How long a connection is open. */
  readonly connectionMs: number;
}

/** Milliseconds of CPU; `scv`: squared coefficient of variation. */
export type CpuTimeSpec =
  | { readonly kind: 'constant'; readonly meanMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  | { readonly kind: 'lognormal'; readonly meanMs: number; readonly scv: number };

/** Requests to another service that each request makes, one after the other. */
export interface CallSpec {
  /** Index into `loads`. */
  readonly load: number;
  readonly perRequest: number;
  /** Of one call and its answer together. */
  readonly bytes: number;
}

/** A queue that the tasks of a service work on. */
export interface QueueSpec {
  /** Messages a second that are put into it. */
  readonly messages: Series;
  /** Time that a task works on one message, its CPU time included. */
  readonly workMs: number;
  /** A message whose worker was cut off comes back so long after it was received. */
  readonly visibilityTimeoutMs: number;
}

/** A target group of a load balancer, as far as a service's deployments look at it (ecs: ). */
export interface TargetGroupSpec {
  readonly name: string;
  readonly arn: string;
  readonly healthCheck: TargetHealthCheck;
  /** How long a target that was deregistered is draining (ecs: ). */
  readonly deregistrationDelayMs: number;
  /** How requests reach its targets. */
  readonly routing: RoutingSpec;
}

/** A load balancer, as far as the bill looks at it. It is there for the whole run. */
export interface LoadBalancerSpec {
  readonly name: string;
  readonly type: 'application' | 'network';
  /** Whether it has public addresses: requests from outside reach it over the internet. */
  readonly internetFacing: boolean;
  readonly availabilityZones: readonly string[];
  /** What a Network Load Balancer counts its capacity units by: that of its first listener. */
  readonly protocol: 'TCP' | 'UDP' | 'TLS';
  /** Rules that each request to an Application Load Balancer meets, beside the default one. */
  readonly rules: number;
  /** Indexes into `targetGroups`. */
  readonly targetGroups: readonly number[];
}

/** A NAT gateway. It is there for the whole run. */
export interface NatGatewaySpec {
  readonly availabilityZone: string;
  /** Whether it has an Elastic IP address; a private one reaches no registry. */
  readonly isPublic: boolean;
}

/** An endpoint of a VPC for a service of AWS. It is there for the whole run. */
export interface VpcEndpointSpec {
  readonly kind: 'Interface' | 'Gateway';
  /** What its `serviceName` says behind the region: `ecr.dkr`, `s3`. */
  readonly service: string;
  /** Of an interface endpoint; of a gateway none. */
  readonly availabilityZones: readonly string[];
}

/** How a load balancer shares requests out among the targets of a group (autoscaling section 5). */
export interface RoutingSpec {
  readonly type: 'application' | 'network';
  readonly algorithm: 'round_robin' | 'least_outstanding_requests' | 'weighted_random';
  /** Whether a request may go to a target in another zone than the one it came in by. */
  readonly crossZone: boolean;
  /** Time in which a new target's share rises to that of the others; 0: at once. */
  readonly slowStartMs: number;
  /** Below so many healthy targets requests go to all of them, healthy or not (`unhealthy_state_routing`). */
  readonly failOpen: MinimumHealthy;
  /** Below so many healthy targets a zone is taken out of DNS. */
  readonly dnsFailover: MinimumHealthy;
}

/** `deploymentConfiguration` (ecs: ). */
export interface DeploymentSpec {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** `null`: off. */
  readonly circuitBreaker: CircuitBreakerSpec | null;
  /** When it counts as COMPLETED before all its tasks are healthy; `null`: never. */
  readonly earlySuccess: EarlySuccess | null;
}

export interface CircuitBreakerSpec {
  readonly rollback: boolean;
  readonly threshold: {
    readonly type: 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT' | 'COUNT';
    readonly value: number;
  };
  readonly resetOnHealthyTask: boolean;
}

/** Tasks that something befalls: those of these task definitions and of this service. */
export interface BefallenTasks {
  /** Indexes into `taskDefinitions`; `null`: every one. */
  readonly taskDefinitionIndexes: readonly number[] | null;
  /** `null`: whoever runs the definition, services and standalone tasks. */
  readonly service: { readonly cluster: string; readonly serviceName: string } | null;
  /** Part of them that it befalls, 0 to 1. */
  readonly share: number;
}

/** What goes wrong (`failures`). */
export type FailureSpec =
  | (BefallenTasks & {
      /** The containers end by themselves with this exit code. */
      readonly kind: 'exit';
      readonly exitCode: number;
      /** From startedAt; `null`: when they would have ended, in a service at once. */
      readonly afterStart: Distribution | null;
    })
  | (BefallenTasks & {
      /** Probes of the containers' health checks fail that begin in this time of a container's life. */
      readonly kind: 'healthCheck';
      readonly afterMs: number;
      /** `null`: for good. */
      readonly forMs: number | null;
    })
  | (BefallenTasks & {
      /** The containers take longer to start. */
      readonly kind: 'slowStart';
      readonly startDelay: Distribution;
    })
  | {
      /** The registry does not give the image (CannotPullContainerError), always or for a time. */
      readonly kind: 'pull';
      /** With or without tag; `null`: any image. */
      readonly image: string | null;
      readonly share: number;
      readonly isThrottling: boolean;
      readonly fromMs: number;
      /** `null`: to the end of the run. */
      readonly untilMs: number | null;
    }
  | {
      /** Container instances die of themselves. */
      readonly kind: 'instance';
      /** `null`: of every type. */
      readonly ec2InstanceType: string | null;
      /** How often one instance does in a month of 730 hours, on average. */
      readonly perMonth: number;
    }
  | {
      /** Fargate needs the host back (ecs: ). */
      readonly kind: 'fargateRetirement';
      /** How often one task is told so in a month of 730 hours, on average. */
      readonly perMonth: number;
      /** From the notice to the retirement. */
      readonly waitMs: number;
    };

export interface AssertionSpec {
  /** A path of outcome.json, or `max(column)` / `min(column)` of the timeline. */
  readonly that: string;
  readonly comparison: 'atMost' | 'atLeast' | 'equals';
  readonly limit: number | string;
  /** For `max(...)` and `min(...)`: `run` or `cluster/NAME`. */
  readonly scope: string | null;
}
