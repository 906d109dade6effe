import type { ScalingView } from '../../policies/scaling/decide-capacity.ts';
import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';
import { isLaunching, isLeaving, type Member } from './members.ts';

/**
 * The capacity that a policy starts from: that of instances which had had their warm-up at an instant. What is launched or on order
 * has yet to have its own (scaling: ).
 */
export function warmCapacity(
  { members, launching }: Group,
  warmUpMs: number,
  at: number,
): Pick<ScalingView, 'running' | 'leaving' | 'isWarmingUp'> {
  let [running, leaving] = [0, 0];
  for (const member of members.all())
    if (isLeaving(member.lifecycle)) leaving += member.weight;
    else if (isLaunching(member.lifecycle) || member.lifecycle === 'InService')
      running += isWarming(member, warmUpMs, at) ? 0 : member.weight;
  return { running, leaving, isWarmingUp: launching > 0 || running < members.capacity };
}

/**
 * When the next of the instances in service counts that did not at an instant: it has had its warm-up, or must only be measured;
 * Infinity: there is none.
 */
export function warmFrom({ now }: Simulation, { members }: Group, warmUpMs: number, at: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const member of members.all())
    if (member.lifecycle === 'InService' && isWarming(member, warmUpMs, at))
      next = Math.min(next, Math.max(now + 1, member.since + warmUpMs));
  return next;
}

/** When all instances in service have had their warm-up, be it over or not. */
export function allWarmAt({ members }: Group, warmUpMs: number): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { lifecycle, since } of members.all())
    if (lifecycle === 'InService') last = Math.max(last, since + warmUpMs);
  return last;
}

function isWarming({ lifecycle, since }: Member, warmUpMs: number, at: number): boolean {
  return isLaunching(lifecycle) || since + warmUpMs > at;
}
