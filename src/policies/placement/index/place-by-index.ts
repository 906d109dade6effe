import {
  collect,
  countOf,
  firstOf,
  nthOf,
  type PositionQuery,
  type PositionSet,
} from '../../../kernel/position-set.ts';
import type { FreeList, InstanceTest } from '../../../model/free-list.ts';
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
  const search = new Search(view, request, rules, plan, candidates, draws);
  candidates.ensure(view.memberCount);
  candidates.count = 0;
  if (plan.next.by === 'order') keepFromFewest(search, plan.next.order.lists, keepByOrder);
  else {
    const fits = plan.index.fitSets(view, request, plan.kind);
    if (fits === null) {
      plan.index.missed++;
      return placeByNarrowing(view, request, rules, candidates, draws);
    }
    keepFromFewest(search, fits.parts, keepBySets);
  }
  plan.index.answered++;
  return narrowByStrategies(view, request, plan.rest, rules.tie, candidates, draws);
}

/** One placement: what it asks for, and where the instances that it keeps are put. */
class Search implements InstanceTest {
  readonly view: PlacementView;
  readonly request: PlacementRequest;
  readonly rules: PlacementRules;
  readonly plan: IndexedPlacement;
  readonly group: GroupCount | undefined;
  readonly candidates: Candidates;
  readonly draws: Draws;
  /** By instance, tasks that stand in the way of another one of the group. */
  readonly excluded: Int32Array | null;

  constructor(
    view: PlacementView,
    request: PlacementRequest,
    rules: PlacementRules,
    plan: IndexedPlacement,
    candidates: Candidates,
    draws: Draws,
  ) {
    this.view = view;
    this.request = request;
    this.rules = rules;
    this.plan = plan;
    this.candidates = candidates;
    this.draws = draws;
    this.group = view.groups.get(request.group);
    this.excluded = plan.distinct ? (this.group?.present ?? null) : null;
  }

  /** Whether the instance is of the right kind, has room and passes the constraints. */
  passes(instance: number): boolean {
    const { view, request, rules, plan, excluded } = this;
    return (
      (excluded === null || excluded[instance] === 0) &&
      plan.kind.allowed.byInstance[instance] === 1 &&
      hasRoom(view.fleet, instance, request, rules.requirements) &&
      (plan.queries.length === 0 || this.passesQueries(instance))
    );
  }

  passesQueries(instance: number): boolean {
    const { view, request, plan } = this;
    for (let i = 0; i < plan.queries.length; i++) {
      const constraint = plan.queries[i]!;
      if (!constraintOf(constraint.type).allows(view, request, constraint, instance)) return false;
    }
    return true;
  }

  keepPosition(position: number): void {
    this.candidates.list[0] = this.view.members[position]!;
    this.candidates.count = 1;
  }
}

/** A part of the fleet: the instances that share a value of the attribute that a leading `spread` looks at. */
interface Part {
  readonly value: number;
}

/** Hands over all parts, or those with the fewest tasks of the group, and so on until `keep` says that it kept somebody. */
function keepFromFewest<P extends Part>(
  search: Search,
  parts: readonly P[],
  keep: (search: Search, parts: readonly P[]) => boolean,
): void {
  const { spreadBy } = search.plan;
  if (spreadBy < 0) {
    if (parts.length > 0) keep(search, parts);
    return;
  }
  const counts = search.group?.byAttribute[spreadBy];
  for (let reached = -1; ; ) {
    let fewest = Number.MAX_SAFE_INTEGER;
    let equal: P[] = [];
    for (let i = 0; i < parts.length; i++) {
      const count = counts?.[parts[i]!.value + 1] ?? 0;
      if (count <= reached || count > fewest) continue;
      if (count < fewest) equal = [];
      fewest = count;
      equal.push(parts[i]!);
    }
    if (equal.length === 0 || keep(search, equal)) return;
    reached = fewest;
  }
}

/** Of several lists those with the least (or most) left, in order of registration; only the first when nothing narrows on. */
function keepByOrder(search: Search, lists: readonly FreeList[]): boolean {
  const { plan, request, candidates } = search;
  if (plan.next.by !== 'order') return false;
  const { order, most } = plan.next;
  const need = order.field === 'cpu' ? request.cpu : request.memory;
  const other = order.field === 'cpu' ? request.memory : request.cpu;
  let best = -1;
  for (let i = 0; i < lists.length; i++) {
    const list = lists[i]!;
    const found = most ? list.last(need, other, search) : list.first(need, other, search);
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
        if (search.passes(instance)) candidates.list[candidates.count++] = instance;
      });
    candidates.list.subarray(0, candidates.count).sort();
  }
  return true;
}

/** Of several sets those that the next step keeps. */
function keepBySets(search: Search, any: readonly (PositionSet & Part)[]): boolean {
  const { plan, group, candidates, draws } = search;
  const query: PositionQuery = {
    any,
    within: null,
    without: plan.distinct ? (group?.presentAt ?? null) : null,
  };
  switch (plan.next.by) {
    case 'tasks':
      return keepFewestTasks(search, query);
    case 'random': {
      const count = countOf(query);
      if (count === 0) return false;
      search.keepPosition(nthOf(query, Math.floor(draws.next() * count)));
      return true;
    }
    default:
      if (plan.queries.length === 0) return keepOf(search, query);
      keepEach(search, query);
      candidates.keepWhere((instance) => search.passesQueries(instance));
      return candidates.count > 0;
  }
}

/** Those with the fewest tasks of the group on them. */
function keepFewestTasks(search: Search, query: PositionQuery): boolean {
  const { plan, group } = search;
  // Where no task of the group is at all, none of them runs.
  if (group === undefined || plan.distinct) return keepOf(search, query);
  if (keepOf(search, { ...query, without: group.busy })) return true;
  const { levels } = group;
  for (let tasks = 1; tasks < levels.length; tasks++)
    if (levels[tasks]!.count > 0 && keepOf(search, { ...query, within: levels[tasks]! })) return true;
  return false;
}

/** All that the query gives, or only the first when no other can win. */
function keepOf(search: Search, query: PositionQuery): boolean {
  if (!search.plan.onlyFirst) return keepEach(search, query);
  const position = firstOf(query);
  if (position >= 0) search.keepPosition(position);
  return position >= 0;
}

function keepEach({ view, candidates }: Search, query: PositionQuery): boolean {
  const { list } = candidates;
  candidates.count = collect(query, list);
  for (let i = 0; i < candidates.count; i++) list[i] = view.members[list[i]!]!;
  return candidates.count > 0;
}
