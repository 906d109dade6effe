import type { Timings } from '../catalog/defaults.ts';
import type { ArrivalsSpec } from '../environment/arrivals/arrivals-spec.ts';
import type { Distribution } from '../environment/distributions/distribution.ts';
import type { TraceSpec } from '../environment/traces/trace-spec.ts';
import type { Warning } from '../events/warning.ts';

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
  readonly taskDefinitions: readonly TaskDefinitionSpec[];
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
  readonly count: number;
  readonly availabilityZones: readonly string[];
  /** Custom attributes and those that ECS sets itself (`ecs.instance-type`, `ecs.os-type`, `ecs.cpu-architecture` ...), without the zone's. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly registered: Resources;
  readonly architecture: 'X86_64' | 'ARM64';
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
  /** GiB in all; the first 20 are free on Fargate (ecs: ). */
  readonly ephemeralStorageGib: number;
  readonly containers: readonly ContainerSpec[];
  readonly placementConstraints: readonly PlacementConstraintSpec[];
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
  /** Attribute equality: `attribute:NAME == VALUE`. */
  | {
      readonly type: 'memberOf';
      readonly expression: string;
      readonly attribute: string;
      readonly value: string;
    };

export interface PlacementStrategySpec {
  readonly type: 'random' | 'spread' | 'binpack' | 'firstFit' | 'bestFit' | 'worstFit';
  /** `cpu`, `memory`, `instanceId` or an attribute's name without `attribute:`; empty for random and firstFit. */
  readonly field: string;
}

export interface WorkloadSpec {
  readonly name: string;
  readonly cluster: string;
  readonly launchType: 'EC2' | 'FARGATE';
  /** Set when a capacity provider strategy (the workload's own or the cluster's default) put it on Fargate; `null` for a launch type. */
  readonly capacityProvider: 'FARGATE' | null;
  /**
   * Index into `taskDefinitions`. A trace's rows bring their own size; for the rest they take a task definition that the
   * loader adds for the trace (family `trace`, `trace2`, ..., one essential container).
   */
  readonly taskDefinitionIndex: number;
  readonly source:
    | { readonly kind: 'arrivals'; readonly arrivals: ArrivalsSpec; readonly duration: Distribution }
    | { readonly kind: 'trace'; readonly trace: TraceSpec };
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

export type ActionSpec =
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
