import { chooseTerminations, type TerminationPolicy } from '../../../policies/fleet/choose-terminations.ts';
import { type HealthyBounds, planReplacement } from '../../../policies/fleet/plan-replacement.ts';
import type { Simulation } from '../../simulation.ts';
import { type Group, kindOf } from '../group.ts';
import { outdatedOf } from '../scale-in.ts';
import { setGroupPass } from '../set-group-pass.ts';
import { takeInstance } from '../terminations.ts';
import { wakeGroupAt } from './wake-group.ts';

/** Instances that a group replaces together: it takes the next ones when these are made up for. */
export interface Batch {
  readonly cause: keyof Group['replaced'];
  /** Capacity that comes before others go. */
  readonly ahead: number;
  /** Instances that go once it has come. */
  readonly leaving: readonly number[];
  /** How long those that come are in service before they count. */
  readonly warmUpMs: number;
}

/** Outdated instances go first, then the oldest, then the first of equals; from the zones with the most of them, as in every scale-in. */
const ORDER: readonly TerminationPolicy[] = ['OldestLaunchTemplate', 'OldestInstance'];

/** Capacity above the desired one for the sake of a batch. */
export function aheadOf({ batch }: Group): number {
  return batch === null ? 0 : batch.ahead;
}

/** Whether the group has all that it is to have, in service and warm; if only time is wanting, it is looked at again. */
export function isReady(simulation: Simulation, group: Group, warmUpMs: number): boolean {
  const { members, desired, extra, launching } = group;
  if (launching > 0 || extra > 0 || members.pending > 0) return false;
  if (members.capacity < desired + aheadOf(group)) return false;
  let warmAt = 0;
  for (const { lifecycle, since } of members.all()) {
    if (lifecycle !== 'InService') continue;
    warmAt = Math.max(warmAt, since + warmUpMs);
  }
  if (warmAt > simulation.now) wakeGroupAt(simulation, group, warmAt);
  return warmAt <= simulation.now;
}

/** A batch whose successors are there is over: those that were to wait for them go. */
export function endBatch(simulation: Simulation, group: Group): void {
  const { batch } = group;
  if (batch === null || !isReady(simulation, group, batch.warmUpMs)) return;
  group.batch = null;
  for (const instance of batch.leaving)
    if (group.members.get(instance)?.lifecycle === 'InService') takeInstance(simulation, group, instance);
}

/** Some of the candidates, which are in service, are replaced within bounds; gives how many: 0 when the bounds leave no room now. */
export function startBatch(
  simulation: Simulation,
  group: Group,
  given: {
    readonly cause: Batch['cause'];
    readonly candidates: readonly number[];
    /** Capacity to be replaced at most. */
    readonly wanted: number;
    /** Capacity in service and healthy. */
    readonly healthy: number;
    readonly bounds: HealthyBounds;
    readonly warmUpMs: number;
  },
): number {
  const { cause, candidates, wanted, healthy, bounds, warmUpMs } = given;
  const { first, ahead } = planReplacement(wanted, group.desired, healthy, bounds);
  if (first + ahead === 0) return 0;
  const ordered = inOrder(simulation, group, candidates);
  const gone = takeUpTo(simulation, ordered, first);
  const leaving = takeUpTo(simulation, ordered.slice(gone.length), ahead);
  const weightOf = (instance: number) => group.members.get(instance)!.weight;
  group.batch = {
    cause,
    ahead: leaving.reduce((sum, instance) => sum + weightOf(instance), 0),
    leaving,
    warmUpMs,
  };
  for (const instance of gone) takeInstance(simulation, group, instance);
  // There may be more than enough of others already.
  setGroupPass(simulation, group);
  const count = gone.length + leaving.length;
  countReplaced(group, cause, count);
  return count;
}

export function countReplaced(group: Group, cause: Batch['cause'], count: number): void {
  group.replaced = { ...group.replaced, [cause]: group.replaced[cause] + count };
}

function inOrder(simulation: Simulation, group: Group, candidates: readonly number[]): number[] {
  const { fleet, now } = simulation;
  const rows = candidates.map((instance) => ({
    instance,
    zone: fleet.zone[instance]!,
    launchedAt: fleet.launchedAt[instance]!,
    outdated: outdatedOf(simulation, group, instance),
    isProtected: false,
    pool: 0,
  }));
  return chooseTerminations(rows, rows.length, ORDER, now, () => 0);
}

/** The first ones whose weights come to at most so much; at least one, if anything is to go. */
function takeUpTo(simulation: Simulation, ordered: readonly number[], capacity: number): number[] {
  const taken: number[] = [];
  let left = capacity;
  for (const instance of ordered) {
    const { weight } = kindOf(simulation, instance)!.option;
    if (left <= 0 || (taken.length > 0 && weight > left)) break;
    taken.push(instance);
    left -= weight;
  }
  return taken;
}
