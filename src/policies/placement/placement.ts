import type { Fleet } from '../../model/fleet.ts';
import type { GroupCounts } from '../../model/group-counts.ts';
import type { Candidates } from './candidates.ts';
import type { ClusterQuery } from './cluster-query/cluster-query.ts';
import type { QuerySubject } from './cluster-query/query-subject.ts';

/** What one placement asks for: sizes as in ecs, and the task group. */
export interface PlacementRequest {
  cpu: number;
  memory: number;
  gpu: number;
  group: number;
}

/** What every task of a workload asks of an instance beside its size. */
export interface Requirements {
  /** 1 or 0 when the task definition names ARM64 or X86_64; -1 when it names neither (ecs: ). */
  readonly arm: number;
  /** Number of the `ecs.os-family`, or -1 (ecs: ). */
  readonly osFamily: number;
  /** 1 for launch type EXTERNAL, which runs on instances of ECS Anywhere and nowhere else. */
  readonly external: number;
  /** The capacity provider whose instances alone count, or -1 (ecs: ). */
  readonly provider: number;
  /** By zone: whether the task has a subnet there; `null`: anywhere. */
  readonly zones: readonly boolean[] | null;
  /** Network interfaces of the task's own: 1 in network mode awsvpc. */
  readonly enis: number;
  readonly ports: PortNeed | null;
}

/** Fixed host ports that a task must have for itself: how many, and their bits by word of `Fleet.portBits` (ecs: ). */
export interface PortNeed {
  readonly count: number;
  readonly bits: Int32Array;
  /** The bits by protocol. */
  readonly tcp: Int32Array;
  readonly udp: Int32Array;
}

/** What a decision may look at: the instances of one cluster. */
export interface PlacementView {
  readonly fleet: Fleet;
  readonly groups: GroupCounts;
  /** Instances of the cluster in order of registration; the first `memberCount` entries. */
  members: Int32Array;
  memberCount: number;
  /** The instance that took the cluster's last task, or -1. */
  lastPlaced: number;
  /** Whether an instance opens when nobody has room. */
  readonly ideal: boolean;
  /** What the cluster query language can ask about an instance; the answer holds until the next call. */
  subjectOf(instance: number): QuerySubject;
}

/** One step of a chain, decoded: `attribute` is an attribute's number for `spread`, or -1. */
export interface DecodedStrategy {
  readonly type: string;
  readonly field: string;
  readonly attribute: number;
}

export type DecodedConstraint =
  | { readonly type: 'distinctInstance' }
  | {
      readonly type: 'memberOf';
      readonly expression: string;
      readonly query: ClusterQuery;
      /** Whether the answer for an instance never changes. */
      readonly isStatic: boolean;
    };

/** Where random numbers of [0, 1) come from. */
export interface Draws {
  next(): number;
}

export interface PlacementStrategy {
  readonly name: string;
  /** Whether Amazon ECS has it, or it stands beside ECS's own for comparison. */
  readonly ecs: boolean;
  /** Field names it takes; `attribute:…` stands for any attribute. Empty: none. */
  readonly fields: readonly string[];
  /** Whether it looks at how many tasks of a group stand where, which is only counted if somebody does. */
  readonly countsTasks?: true;
  /** Whether it must be asked about a single candidate too: it draws, or may leave nobody. */
  readonly evenAlone?: true;
  /** Keeps the candidates that are best by this strategy. `draws` is only touched by what ECS decides at random. */
  narrow(
    view: PlacementView,
    request: PlacementRequest,
    strategy: DecodedStrategy,
    candidates: Candidates,
    draws: Draws,
  ): void;
}

export interface PlacementConstraint<C extends DecodedConstraint = DecodedConstraint> {
  readonly name: string;
  /** The reason in ECS's words when it leaves nobody (ecs: ). */
  readonly reason: string;
  allows(view: PlacementView, request: PlacementRequest, constraint: C, instance: number): boolean;
}
