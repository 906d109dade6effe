import { chooseTerminations } from '../../policies/fleet/choose-terminations.ts';
import type { Simulation } from '../simulation.ts';
import { type Group, isInUse, kindOf } from './group.ts';
import { mixedOf, poolOf } from './mixed-pools.ts';

/** The instances that a scale-in takes, of at most so much capacity; less when all others are protected. `draw` is from 0 below 1. */
export function firstToGo(
  simulation: Simulation,
  group: Group,
  capacity: number,
  draw: () => number,
): number[] {
  const { fleet, now } = simulation;
  const mixed = mixedOf(group);
  const candidates = group.members.staying().map(({ instance }) => ({
    instance,
    zone: fleet.zone[instance]!,
    launchedAt: fleet.launchedAt[instance]!,
    outdated: outdatedOf(simulation, group, instance),
    isProtected: isProtected(simulation, group, instance),
    pool: mixed === null ? 0 : poolOf(simulation, instance, group),
  }));
  return chooseTerminations(candidates, capacity, group.spec.terminationPolicies, now, draw, mixed);
}

/** With managed protection those that have tasks, else all that were launched so (ecs, scaling: ). */
export function isProtected(simulation: Simulation, { spec }: Group, instance: number): boolean {
  return spec.provider?.managedTerminationProtection ? isInUse(simulation, instance) : spec.protectsNew;
}

/** How old an instance's configuration is: 0 that which the group launches now (scaling: ). */
export function outdatedOf(
  simulation: Simulation,
  { kinds, configuration }: Group,
  instance: number,
): number {
  const own = kindOf(simulation, instance)!.configuration;
  return own === configuration ? 0 : kinds.length - own;
}
