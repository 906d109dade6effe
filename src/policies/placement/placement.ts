import type { Fleet } from '../../model/fleet.ts';
import type { GroupCounts } from '../../model/group-counts.ts';
import type { Candidates } from './candidates.ts';

/** What one placement asks for: sizes as in ecs, and the task group. */
export interface PlacementRequest {
  cpu: number;
  memory: number;
  gpu: number;
  group: number;
  /** 1 or 0 when the task definition names ARM64 or X86_64; -1 when it names neither (ecs: ). */
  arm: number;
}

/** What a decision may look at. */
export interface PlacementView {
  readonly fleet: Fleet;
  readonly groups: GroupCounts;
  /** Instances of the cluster in order of registration; the first `memberCount` entries. */
  members: Int32Array;
  memberCount: number;
}

/** One step of a chain, decoded: `field` is an attribute's number for `spread`, or -1. */
export interface DecodedStrategy {
  readonly type: string;
  readonly field: string;
  readonly attribute: number;
}

/** One constraint, decoded: attribute and value as numbers for `memberOf`. */
export interface DecodedConstraint {
  readonly type: string;
  readonly attribute: number;
  readonly value: number;
}

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
  /** Keeps the candidates that are best by this strategy. `draws` is only touched by what ECS decides at random. */
  narrow(
    view: PlacementView,
    request: PlacementRequest,
    strategy: DecodedStrategy,
    candidates: Candidates,
    draws: Draws,
  ): void;
}

export interface PlacementConstraint {
  readonly name: string;
  /** The reason in ECS's words when it leaves nobody (ecs: ). */
  readonly reason: string;
  allows(
    view: PlacementView,
    request: PlacementRequest,
    constraint: DecodedConstraint,
    instance: number,
  ): boolean;
}
