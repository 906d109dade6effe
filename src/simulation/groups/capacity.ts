import type { ScalingView } from '../../policies/scaling/decide-capacity.ts';
import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';

/** Units of capacity that an instance of a group counts. */
function unitsOf(_simulation: Simulation, _instance: number): number {
  return 1;
}

/** Units of capacity that a group has: launched, and neither gone nor on their way out. */
export function groupCapacity(simulation: Simulation, { instances, terminating }: Group): number {
  let units = 0;
  for (const instance of instances) if (!terminating.has(instance)) units += unitsOf(simulation, instance);
  return units;
}

/**
 * The capacity that a policy starts from: that of instances which had had their warm-up at an instant. A launch that is ordered has
 * yet to have its own (scaling: ).
 */
export function warmCapacity(
  simulation: Simulation,
  group: Group,
  warmUpMs: number,
  at: number,
): Pick<ScalingView, 'running' | 'leaving' | 'isWarmingUp'> {
  const { instances, terminating, launching } = group;
  let [leaving, warming] = [0, 0];
  for (const instance of terminating.keys()) leaving += unitsOf(simulation, instance);
  // The youngest come last.
  for (let i = instances.length - 1; i >= 0 && isWarming(simulation, instances[i]!, warmUpMs, at); i--)
    if (!terminating.has(instances[i]!)) warming += unitsOf(simulation, instances[i]!);
  const running = groupCapacity(simulation, group) - warming;
  return { running, leaving, isWarmingUp: launching > 0 || warming > 0 };
}

/**
 * When the next of the instances counts that did not at an instant: it has had its warm-up, or must only be measured; Infinity: there
 * is none.
 */
export function warmFrom(simulation: Simulation, { instances }: Group, warmUpMs: number, at: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (let i = instances.length - 1; i >= 0 && isWarming(simulation, instances[i]!, warmUpMs, at); i--)
    next = Math.max(simulation.now + 1, simulation.fleet.launchedAt[instances[i]!]! + warmUpMs);
  return next;
}

/** When the youngest of a group's instances has had its warm-up, be it over or not. */
export function lastWarmAt({ fleet }: Simulation, { instances }: Group, warmUpMs: number): number {
  return fleet.launchedAt[instances.at(-1)!]! + warmUpMs;
}

function isWarming({ fleet }: Simulation, instance: number, warmUpMs: number, at: number): boolean {
  return fleet.launchedAt[instance]! + warmUpMs > at;
}
