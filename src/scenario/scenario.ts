import type { Timings } from '../catalog/defaults.ts';
import type { ArrivalsSpec } from '../environment/arrivals/arrivals-spec.ts';
import type { Distribution } from '../environment/distributions/distribution.ts';
import type { TraceSpec } from '../environment/traces/trace-spec.ts';
import type { Warning } from '../events/warning.ts';
import type { ClusterQuery } from '../policies/placement/cluster-query/cluster-query.ts';
import type { placementStrategies } from '../policies/placement/registry.ts';

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
  readonly subnets: readonly SubnetSpec[];
  readonly taskDefinitions: readonly TaskDefinitionSpec[];
  readonly services: readonly ServiceSpec[];
  readonly workloads: readonly WorkloadSpec[];
  readonly actions: readonly ActionSpec[];
  readonly timings: Timings;
  readonly pricing: { readonly splitCostWeights: { readonly cpu: number; readonly memory: number } };
  readonly assertions: readonly AssertionSpec[];
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

export interface CapacityProviderSpec {
  readonly name: string;
  /** `group`: an Auto Scaling group, here the fixed container instances that name the provider. */
  readonly kind: 'FARGATE' | 'FARGATE_SPOT' | 'group';
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
  /** USD an hour as a decimal string when the scenario names it; `null`: the catalogue's On-Demand price. */
  readonly hourlyPrice: string | null;
}

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
  readonly essential: boolean;
  /** ecs, default 30 s. */
  readonly stopTimeoutMs: number;
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
  /** Of an awsvpc task: indexes into `subnets`; `null`: anywhere, with addresses for everybody. */
  readonly subnets: readonly number[] | null;
  /**
   * Index into `taskDefinitions`. A trace's rows bring their own size; for the rest they take a task definition that the
   * loader adds for the trace (family `trace`, `trace2`, ..., one essential container).
   */
  readonly taskDefinitionIndex: number;
  readonly source:
    | { readonly kind: 'arrivals'; readonly arrivals: ArrivalsSpec; readonly duration: Distribution }
    | { readonly kind: 'trace'; readonly trace: TraceSpec }
    /** The tasks of a service, which its scheduler starts; the engine makes such workloads of `services`. */
    | { readonly kind: 'service'; readonly service: number };
  /** Task group; default `family:FAMILY`, of a trace `family:NAME` unless a column maps it (ecs: ). */
  readonly group: string;
  readonly placementStrategy: readonly PlacementStrategySpec[];
  readonly placementConstraints: readonly PlacementConstraintSpec[];
  readonly waitOrder: 'fifo' | 'strict';
  readonly onFailure:
    | { readonly kind: 'wait' }
    | { readonly kind: 'giveUp' }
    | {
        readonly kind: 'retry';
        readonly everyMs: number;
        readonly attempts: number | null;
        readonly forMs: number | null;
      };
}

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
  readonly subnets: readonly number[] | null;
  /** Empty: ECS's default for services (ecs: ). */
  readonly placementStrategy: readonly PlacementStrategySpec[];
  readonly placementConstraints: readonly PlacementConstraintSpec[];
  readonly deployment: DeploymentSpec;
  readonly healthCheckGracePeriodMs: number;
  readonly availabilityZoneRebalancing: boolean;
}

/** `deploymentConfiguration` (ecs: ). */
export interface DeploymentSpec {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** `null`: off. */
  readonly circuitBreaker: CircuitBreakerSpec | null;
}

export interface CircuitBreakerSpec {
  readonly rollback: boolean;
  readonly threshold: {
    readonly type: 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT' | 'COUNT';
    readonly value: number;
  };
  readonly resetOnHealthyTask: boolean;
}

/** What goes wrong with tasks of a family or a service (`failures`). */
export interface FailureSpec {
  /** Index into `taskDefinitions`, or `null` for every one of the service. */
  readonly taskDefinitionIndexes: readonly number[];
  /** `service/NAME`'s tasks only; `null`: whoever runs the definition. */
  readonly service: string | null;
  /** The containers end by themselves so long after startedAt; `null`: they do not. */
  readonly exitAfter: Distribution | null;
  readonly exitCode: number;
  /** Part of the tasks that it befalls, 0 to 1. */
  readonly share: number;
}

export type ActionSpec =
  | {
      readonly kind: 'updateService';
      readonly atMs: number;
      readonly cluster: string;
      readonly service: string;
      /** `null`: as it is. */
      readonly desiredCount: number | null;
      /** Index into `taskDefinitions`. */
      readonly taskDefinitionIndex: number | null;
      readonly forceNewDeployment: boolean;
      readonly deployment: Partial<DeploymentSpec>;
    }
  | {
      /** Every instance of the zone is gone, and none comes up there until it is over. */
      readonly kind: 'availabilityZoneOutage';
      readonly atMs: number;
      readonly availabilityZone: string;
      readonly forMs: number;
    }
  | {
      readonly kind: 'stopTask';
      readonly atMs: number;
      readonly cluster: string;
      readonly task: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'terminateInstances';
      readonly atMs: number;
      readonly cluster: string;
      readonly instanceIds: readonly string[];
    };

export interface AssertionSpec {
  /** A path of outcome.json, or `max(column)` / `min(column)` of the timeline. */
  readonly that: string;
  readonly comparison: 'atMost' | 'atLeast' | 'equals';
  readonly limit: number | string;
  /** For `max(...)` and `min(...)`: `run` or `cluster/NAME`. */
  readonly scope: string | null;
}
