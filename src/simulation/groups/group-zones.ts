import { movesForBalance, rebalanceMaximum } from '../../policies/fleet/choose-zone.ts';
import { isZoneOut } from '../outage.ts';
import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';
import { orderLaunches } from './launches.ts';
import { isProtected } from './scale-in.ts';
import { takeSurplus } from './terminations.ts';

/** Zones in which instances can come up now. */
export function openZones(simulation: Simulation, { spec }: Group): number[] {
  return spec.availabilityZones
    .map((zone) => simulation.zone(zone))
    .filter((zone) => !isZoneOut(simulation, zone));
}

/**
 * By zone, the instances that launch or are in service, less those that others are to take the place of: zones are balanced by them,
 * whatever their weights (scaling: ).
 */
export function instancesByZone({ fleet }: Simulation, { members, batch }: Group): Map<number, number> {
  const inZone = new Map<number, number>();
  for (const { instance } of members.staying()) {
    if (batch?.leaving.includes(instance)) continue;
    const zone = fleet.zone[instance]!;
    inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
  }
  return inZone;
}

/** Where zones differ by more than one, others are launched first; once they are there, some of the fuller zones go (scaling: ). */
export function rebalance(simulation: Simulation, group: Group): void {
  const { fleet } = simulation;
  const { members } = group;
  if (members.pending > 0) return;
  const hadExtra = group.extra > 0;
  group.extra = 0;
  // Who goes may drain for long; what is left of the imbalance does not wait for that.
  if (hadExtra) takeSurplus(simulation, group, members.capacity - group.desired);
  const inZone = instancesByZone(simulation, group);
  const counts = openZones(simulation, group).map((zone) => inZone.get(zone) ?? 0);
  const moves = movesForBalance(counts);
  if (moves === 0) return;
  const fullest = Math.max(...counts);
  const mayGo = members
    .staying()
    .filter(
      ({ instance }) =>
        inZone.get(fleet.zone[instance]!) === fullest && !isProtected(simulation, group, instance),
    );
  if (mayGo.length === 0) return;
  const most = rebalanceMaximum(group.maximum) - members.capacity;
  group.extra = Math.min(moves, mayGo.length, most);
  if (group.extra > 0) orderLaunches(simulation, group, group.extra);
}
