import { chooseTermination } from '../../policies/fleet/choose-termination.ts';
import type { Simulation } from '../simulation.ts';
import { type Group, isInUse } from './group.ts';

/** The instance that a scale-in takes once those of `gone` are; null: all that are left are protected. `draw` is from 0 below 1. */
export function nextToGo(
  simulation: Simulation,
  group: Group,
  gone: ReadonlySet<number>,
  draw: () => number,
): number | null {
  const { fleet, now } = simulation;
  const candidates = group.instances
    .filter((instance) => !gone.has(instance))
    .map((instance) => ({
      instance,
      zone: fleet.zone[instance]!,
      launchedAt: fleet.launchedAt[instance]!,
      isProtected: isProtected(simulation, group, instance),
    }));
  return chooseTermination(candidates, group.spec.terminationPolicies, now, draw);
}

/** With managed protection those that have tasks, else all that were launched so (ecs, scaling: ). */
export function isProtected(simulation: Simulation, { spec }: Group, instance: number): boolean {
  return spec.provider?.managedTerminationProtection ? isInUse(simulation, instance) : spec.protectsNew;
}
