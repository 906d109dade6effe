import { type MixedGroup, unitsByZone } from '../../policies/fleet/mixed-group.ts';
import type { Simulation } from '../simulation.ts';
import { type Group, kindOf } from './group.ts';

/** The mixed instances policy of what a group launches now; null: it launches one type. */
export function mixedOf({ spec, configuration }: Group): MixedGroup | null {
  return spec.configurations[configuration]!.mixed;
}

/** The position of an instance among the pools of the policy, which may have come after it: of its type and purchase option, if there is one. */
export function poolOf(simulation: Simulation, instance: number, { kinds, configuration }: Group): number {
  const kind = kindOf(simulation, instance)!;
  if (kind.configuration === configuration) return kind.place;
  const { countedAs, spot } = kind.option.instances;
  const now = kinds[configuration]!.map(({ option }) => option.instances);
  const isAlike = (other: { readonly spot: object | null }) => (other.spot === null) === (spot === null);
  const same = now.findIndex((other) => other.countedAs === countedAs && isAlike(other));
  return Math.max(0, same >= 0 ? same : now.findIndex(isAlike));
}

/** Units of each pool that launch or are in service, by zone. */
export function unitsOf(simulation: Simulation, group: Group, mixed: MixedGroup): Map<number, number[]> {
  const { fleet } = simulation;
  const instances = group.members.staying().map(({ instance }) => ({
    zone: fleet.zone[instance]!,
    pool: poolOf(simulation, instance, group),
  }));
  return unitsByZone(instances, mixed);
}
