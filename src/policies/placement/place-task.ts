import type { Candidates } from './candidates.ts';
import { hasRoom, isOfKind, takesTasks } from './has-room.ts';
import { placeByIndex } from './index/place-by-index.ts';
import type { IndexedPlacement } from './index/plan.ts';
import type {
  DecodedConstraint,
  DecodedStrategy,
  Draws,
  PlacementRequest,
  PlacementView,
  Requirements,
} from './placement.ts';
import { constraintOf, strategyOf } from './registry.ts';

/** How the tasks of one workload are placed. */
export interface PlacementRules {
  readonly requirements: Requirements;
  /** In order of evaluation: the request's, then the task definition's. */
  readonly constraints: readonly DecodedConstraint[];
  readonly strategies: readonly DecodedStrategy[];
  /** Which of several equally good instances: the one registered first, or one drawn. */
  readonly tie: 'first' | 'random';
  /** How an index behind the fleet gives the same answer; `null`: by narrowing. */
  readonly indexed: IndexedPlacement | null;
}

/** The instance for a task, or -1 when nobody passes. */
export function placeTask(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  candidates: Candidates,
  draws: Draws,
): number {
  return rules.indexed === null
    ? placeByNarrowing(view, request, rules, candidates, draws)
    : placeByIndex(view, request, rules, rules.indexed, candidates, draws);
}

/**
 * ECS's order of work (ecs: ): resources and required attributes, then constraints, then strategies in turn,
 * then the tie. This is what a placement means; an index must choose the same.
 */
export function placeByNarrowing(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  candidates: Candidates,
  draws: Draws,
): number {
  keepFitting(view, request, rules.requirements, candidates);
  for (const constraint of rules.constraints) {
    const { allows } = constraintOf(constraint.type);
    candidates.keepWhere((instance) => allows(view, request, constraint, instance));
  }
  return narrowByStrategies(view, request, rules.strategies, rules.tie, candidates, draws);
}

/** Strategies in turn, then the tie; -1 when there is no candidate. Only `random` and a random tie draw. */
export function narrowByStrategies(
  view: PlacementView,
  request: PlacementRequest,
  strategies: readonly DecodedStrategy[],
  tie: 'first' | 'random',
  candidates: Candidates,
  draws: Draws,
): number {
  if (candidates.count === 0) return -1;
  for (const strategy of strategies)
    if (candidates.count > 1 || strategyOf(strategy.type).evenAlone)
      strategyOf(strategy.type).narrow(view, request, strategy, candidates, draws);
  if (candidates.count === 0) return -1;
  if (candidates.count > 1 && tie === 'random')
    candidates.keepOnly(Math.floor(draws.next() * candidates.count));
  return candidates.list[0]!;
}

/** Instances that take tasks, are of the right kind and have room for each resource (ecs: ). */
function keepFitting(
  { fleet, members, memberCount }: PlacementView,
  request: PlacementRequest,
  requirements: Requirements,
  candidates: Candidates,
): void {
  candidates.ensure(memberCount);
  const { list } = candidates;
  let kept = 0;
  for (let i = 0; i < memberCount; i++) {
    const instance = members[i]!;
    if (
      hasRoom(fleet, instance, request, requirements) &&
      takesTasks(fleet, instance) &&
      isOfKind(fleet, instance, requirements)
    )
      list[kept++] = instance;
  }
  candidates.count = kept;
}

/** Whether one instance could take the task by itself, constraints aside. */
export function instanceFits(
  { fleet }: PlacementView,
  instance: number,
  request: PlacementRequest,
  { requirements }: PlacementRules,
): boolean {
  return (
    hasRoom(fleet, instance, request, requirements) &&
    takesTasks(fleet, instance) &&
    isOfKind(fleet, instance, requirements)
  );
}
