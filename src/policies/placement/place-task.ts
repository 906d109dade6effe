import type { Fleet } from '../../model/fleet.ts';
import type { FreeOrder } from '../../model/free-order.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import type { Candidates } from './candidates.ts';
import { placeByOrder } from './place-by-order.ts';
import type {
  DecodedConstraint,
  DecodedStrategy,
  Draws,
  PlacementConstraint,
  PlacementRequest,
  PlacementStrategy,
  PlacementView,
} from './placement.ts';
import { placementConstraints, placementStrategies } from './registry.ts';

/** How the tasks of one workload are placed. */
export interface PlacementRules {
  readonly constraints: readonly DecodedConstraint[];
  /** Empty: a standalone task goes to a random instance of those that pass (ecs: ). */
  readonly strategies: readonly DecodedStrategy[];
  /** Which of several equally good instances: the one registered first, or one drawn. */
  readonly tie: 'first' | 'random';
  /** An order of the fleet that gives the answer of the strategies at once; `null`: by narrowing. */
  readonly order: FreeOrder | null;
  readonly most: boolean;
}

/**
 * ECS's order of work (ecs: ): resources and required attributes, then constraints, then strategies in turn,
 * then the tie. Returns the instance, or -1 when nobody passes.
 */
export function placeTask(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  candidates: Candidates,
  draws: Draws,
): number {
  if (rules.order !== null)
    return placeByOrder(view, request, rules.order, rules.most, (instance) =>
      passes(view, request, rules, instance),
    );
  keepFitting(view, request, candidates);
  if (candidates.count === 0) return -1;
  for (const constraint of rules.constraints) {
    const { allows } = constraintOf(constraint.type);
    candidates.keepWhere((instance) => allows(view, request, constraint, instance));
    if (candidates.count === 0) return -1;
  }
  if (rules.strategies.length === 0) {
    placementStrategies.random.narrow(view, request, RANDOM, candidates, draws);
    return candidates.list[0]!;
  }
  for (const strategy of rules.strategies) {
    if (candidates.count === 1 && strategy.type !== 'random') break;
    strategyOf(strategy.type).narrow(view, request, strategy, candidates, draws);
  }
  if (candidates.count > 1 && rules.tie === 'random')
    candidates.keepOnly(Math.floor(draws.next() * candidates.count));
  return candidates.list[0]!;
}

/** Whether an instance has what the request needs and every constraint allows it. */
function passes(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  instance: number,
): boolean {
  if (!instanceFits(view.fleet, instance, request)) return false;
  for (const constraint of rules.constraints)
    if (!constraintOf(constraint.type).allows(view, request, constraint, instance)) return false;
  return true;
}

/** Only ACTIVE instances with room for each resource and the right architecture (ecs: ). */
function keepFitting(view: PlacementView, request: PlacementRequest, candidates: Candidates): void {
  candidates.ensure(view.memberCount);
  const { members, memberCount } = view;
  const { status, cpuFree, memoryFree, gpuFree, arm } = view.fleet;
  const { cpu, memory, gpu } = request;
  const list = candidates.list;
  let kept = 0;
  for (let i = 0; i < memberCount; i++) {
    const instance = members[i]!;
    if (
      cpuFree[instance]! < cpu ||
      memoryFree[instance]! < memory ||
      status[instance] !== InstanceStatus.ACTIVE
    )
      continue;
    if (gpuFree[instance]! < gpu || (request.arm >= 0 && arm[instance] !== request.arm)) continue;
    list[kept++] = instance;
  }
  candidates.count = kept;
}

/** Whether one instance has what the request needs, constraints aside. */
export function instanceFits(fleet: Fleet, instance: number, request: PlacementRequest): boolean {
  return (
    fleet.status[instance] === InstanceStatus.ACTIVE &&
    fleet.cpuFree[instance]! >= request.cpu &&
    fleet.memoryFree[instance]! >= request.memory &&
    fleet.gpuFree[instance]! >= request.gpu &&
    (request.arm < 0 || fleet.arm[instance] === request.arm)
  );
}

/**
 * Why nobody passed, in ECS's words: the first unmet need of the closest instance, which is the one with the fewest
 * unmet needs, then the most left (ecs: ); or the constraint that left nobody.
 */
export function placementFailureReason(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  candidates: Candidates,
): string {
  keepFitting(view, request, candidates);
  if (candidates.count > 0) {
    for (const constraint of rules.constraints) {
      const { allows, reason } = constraintOf(constraint.type);
      candidates.keepWhere((instance) => allows(view, request, constraint, instance));
      if (candidates.count === 0) return reason;
    }
  }
  const { fleet } = view;
  let fewest = Number.MAX_SAFE_INTEGER;
  let mostLeft = -1;
  let reason = 'NO ACTIVE INSTANCES';
  for (let i = 0; i < view.memberCount; i++) {
    const instance = view.members[i]!;
    if (fleet.status[instance] !== InstanceStatus.ACTIVE) continue;
    const unmet = unmetNeeds(fleet, instance, request);
    const left = fleet.cpuFree[instance]! + fleet.memoryFree[instance]!;
    if (unmet.length < fewest || (unmet.length === fewest && left > mostLeft)) {
      fewest = unmet.length;
      mostLeft = left;
      reason = unmet[0] ?? reason;
    }
  }
  return reason;
}

/** In the order in which ECS names them (ecs: ). */
function unmetNeeds(fleet: Fleet, instance: number, request: PlacementRequest): string[] {
  const unmet: string[] = [];
  if (fleet.cpuFree[instance]! < request.cpu) unmet.push('RESOURCE:CPU');
  if (fleet.memoryFree[instance]! < request.memory) unmet.push('RESOURCE:MEMORY');
  if (fleet.gpuFree[instance]! < request.gpu) unmet.push('RESOURCE:GPU');
  if (request.arm >= 0 && fleet.arm[instance] !== request.arm) unmet.push('ATTRIBUTE');
  return unmet;
}

const RANDOM: DecodedStrategy = { type: 'random', field: '', attribute: -1 };

function strategyOf(name: string): PlacementStrategy {
  return placementStrategies[name as keyof typeof placementStrategies];
}

function constraintOf(name: string): PlacementConstraint {
  return placementConstraints[name as keyof typeof placementConstraints];
}
