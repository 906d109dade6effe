import {
  collect,
  countOf,
  firstOf,
  nthOf,
  type PositionQuery,
  type PositionSet,
} from '../../../kernel/position-set.ts';
import type { FreeList } from '../../../model/free-list.ts';
import type { FreeOrder } from '../../../model/free-order.ts';
import type { GroupCount } from '../../../model/group-counts.ts';
import type { Candidates } from '../candidates.ts';
import { hasRoom } from '../has-room.ts';
import { narrowByStrategies, type PlacementRules, placeByNarrowing } from '../place-task.ts';
import type { Draws, PlacementRequest, PlacementView } from '../placement.ts';
import { constraintOf } from '../registry.ts';
import type { IndexedPlacement } from './plan.ts';

/**
 * The instance that narrowing would choose, by what is kept beside the fleet. With a leading `spread` over an attribute the
 * values with the fewest tasks of the group are looked at first, then those with the next fewest, until somebody passes.
 */
export function placeByIndex(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  plan: IndexedPlacement,
  candidates: Candidates,
  draws: Draws,
): number {
  const group = view.groups.get(request.group);
  candidates.ensure(view.memberCount);
  candidates.count = 0;
  if (plan.next.by === 'order') {
    const { order } = plan.next;
    keepFromFewest(plan, group, order.lists, (lists) =>
      keepByOrder(view, request, rules, plan, order, lists, candidates),
    );
  } else {
    const fits = plan.index.fitSets(view, request, plan.kind);
    if (fits === null) {
      plan.index.missed++;
      return placeByNarrowing(view, request, rules, candidates, draws);
    }
    keepFromFewest(plan, group, fits.parts, (sets) =>
      keepBySets(view, request, plan, group, sets, candidates, draws),
    );
  }
  plan.index.answered++;
  return narrowByStrategies(view, request, plan.rest, rules.tie, candidates, draws);
}

/** A part of the fleet: the instances that share a value of the attribute that a leading `spread` looks at. */
interface Part {
  readonly value: number;
}

/** Hands over all parts, or those with the fewest tasks of the group, and so on until `keep` says that it kept somebody. */
function keepFromFewest<P extends Part>(
  { spreadBy }: IndexedPlacement,
  group: GroupCount | undefined,
  parts: readonly P[],
  keep: (parts: readonly P[]) => boolean,
): void {
  if (spreadBy < 0) {
    if (parts.length > 0) keep(parts);
    return;
  }
  const counts = group?.byAttribute[spreadBy];
  for (let reached = -1; ; ) {
    let fewest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < parts.length; i++) {
      const count = counts?.[parts[i]!.value + 1] ?? 0;
      if (count > reached && count < fewest) fewest = count;
    }
    if (fewest === Number.POSITIVE_INFINITY) return;
    if (keep(parts.filter(({ value }) => (counts?.[value + 1] ?? 0) === fewest))) return;
    reached = fewest;
  }
}

/** Of several lists those with the least (or most) left, in order of registration; only the first when nothing narrows on. */
function keepByOrder(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  plan: IndexedPlacement,
  order: FreeOrder,
  lists: readonly FreeList[],
  candidates: Candidates,
): boolean {
  const most = plan.next.by === 'order' && plan.next.most;
  const need = order.field === 'cpu' ? request.cpu : request.memory;
  const other = order.field === 'cpu' ? request.memory : request.cpu;
  const allowed = plan.kind.allowed.byInstance;
  const passes = (instance: number): boolean =>
    allowed[instance] === 1 &&
    hasRoom(view.fleet, instance, request, rules.requirements) &&
    (plan.changing.length === 0 || allowsNow(view, request, plan, instance));
  let best = -1;
  for (let i = 0; i < lists.length; i++) {
    const list = lists[i]!;
    const found = most ? list.last(need, other, passes) : list.first(need, other, passes);
    if (found < 0) continue;
    const difference = best < 0 ? 0 : list.freeOf(found) - list.freeOf(best);
    if (best < 0 || (most ? difference > 0 : difference < 0) || (difference === 0 && found < best))
      best = found;
  }
  if (best < 0) return false;
  if (plan.onlyFirst) candidates.list[candidates.count++] = best;
  else {
    const free = lists[0]!.freeOf(best);
    for (const list of lists)
      list.eachWith(free, (instance) => {
        if (passes(instance)) candidates.list[candidates.count++] = instance;
      });
    candidates.list.subarray(0, candidates.count).sort();
  }
  return true;
}

/** Of several sets those that the next step keeps. */
function keepBySets(
  view: PlacementView,
  request: PlacementRequest,
  plan: IndexedPlacement,
  group: GroupCount | undefined,
  any: readonly (PositionSet & Part)[],
  candidates: Candidates,
  draws: Draws,
): boolean {
  const query: PositionQuery = {
    any,
    within: null,
    without: plan.distinct ? (group?.presentAt ?? null) : null,
  };
  switch (plan.next.by) {
    case 'tasks':
      return keepFewestTasks(view, plan, group, query, candidates);
    case 'random': {
      const count = countOf(query);
      if (count === 0) return false;
      keepPosition(view, nthOf(query, Math.floor(draws.next() * count)), candidates);
      return true;
    }
    default:
      return keepAll(view, request, plan, query, candidates);
  }
}

/** Those with the fewest tasks of the group on them. */
function keepFewestTasks(
  view: PlacementView,
  plan: IndexedPlacement,
  group: GroupCount | undefined,
  query: PositionQuery,
  candidates: Candidates,
): boolean {
  // Where no task of the group is at all, none of them runs.
  if (group === undefined || plan.distinct) return keepOf(view, plan, query, candidates);
  if (keepOf(view, plan, { ...query, without: group.busy }, candidates)) return true;
  const { levels } = group;
  for (let tasks = 1; tasks < levels.length; tasks++)
    if (levels[tasks]!.count > 0 && keepOf(view, plan, { ...query, within: levels[tasks]! }, candidates))
      return true;
  return false;
}

/** All that the query gives, or only the first when nothing narrows on. */
function keepOf(
  view: PlacementView,
  plan: IndexedPlacement,
  query: PositionQuery,
  candidates: Candidates,
): boolean {
  if (plan.onlyFirst) {
    const position = firstOf(query);
    if (position >= 0) keepPosition(view, position, candidates);
    return position >= 0;
  }
  const { list } = candidates;
  candidates.count = collect(query, list);
  for (let i = 0; i < candidates.count; i++) list[i] = view.members[list[i]!]!;
  return candidates.count > 0;
}

/** The same, but for those that a constraint whose answer changes rules out. */
function keepAll(
  view: PlacementView,
  request: PlacementRequest,
  plan: IndexedPlacement,
  query: PositionQuery,
  candidates: Candidates,
): boolean {
  if (plan.changing.length === 0) return keepOf(view, plan, query, candidates);
  keepOf(view, { ...plan, onlyFirst: false }, query, candidates);
  candidates.keepWhere((instance) => allowsNow(view, request, plan, instance));
  return candidates.count > 0;
}

function keepPosition(view: PlacementView, position: number, candidates: Candidates): void {
  candidates.list[0] = view.members[position]!;
  candidates.count = 1;
}

function allowsNow(
  view: PlacementView,
  request: PlacementRequest,
  { changing }: IndexedPlacement,
  instance: number,
): boolean {
  for (let i = 0; i < changing.length; i++) {
    const constraint = changing[i]!;
    if (!constraintOf(constraint.type).allows(view, request, constraint, instance)) return false;
  }
  return true;
}
