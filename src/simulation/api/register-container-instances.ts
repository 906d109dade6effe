import { InstanceStatus } from '../../model/instance-status.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import { isZoneOut } from '../outage.ts';
import type { Simulation } from '../simulation.ts';
import { registerAgain } from './availability-zone-outage.ts';

/** RegisterContainerInstance, as often as said: more instances of an entry of the fixed fleet are ACTIVE from now on. */
export function registerContainerInstances(
  simulation: Simulation,
  { cluster, name, count }: Extract<ActionSpec, { readonly kind: 'registerContainerInstances' }>,
): void {
  const { entries, clusters, outages } = simulation;
  simulation.registrationsDue--;
  const index = clusters.indexOf(cluster);
  const entry = entries.findIndex((other) => other.cluster === index && other.name === name && !other.ideal);
  const inZone = instancesByZone(simulation, entry);
  for (let left = count; left > 0; left--) {
    const zone = poorestZone(simulation, inZone);
    inZone.set(zone, inZone.get(zone)! + 1);
    // What cannot come up now does so with what was lost there.
    if (isZoneOut(simulation, zone)) outages.get(zone)!.lost.push(entry);
    else registerAgain(simulation, entry, zone);
  }
}

/** How many instances each zone of the entry has that are ACTIVE or DRAINING, in the order of the scenario. */
function instancesByZone(simulation: Simulation, entry: number): Map<number, number> {
  const { fleet, entries, scenario } = simulation;
  const { cluster, name } = entries[entry]!;
  const spec = scenario.clusters[cluster]!.containerInstances.find((other) => other.name === name)!;
  const inZone = new Map(spec.availabilityZones.map((zone) => [simulation.zone(zone), 0]));
  for (let instance = 0; instance < fleet.rows; instance++) {
    if (fleet.entry[instance] !== entry || fleet.status[instance] === InstanceStatus.INACTIVE) continue;
    const zone = fleet.zone[instance]!;
    inZone.set(zone, inZone.get(zone)! + 1);
  }
  return inZone;
}

/** The first of those with the fewest instances that is not out; when all are out, the first of them all. */
function poorestZone(simulation: Simulation, inZone: ReadonlyMap<number, number>): number {
  const up = [...inZone].filter(([zone]) => !isZoneOut(simulation, zone));
  const open = up.length > 0 ? up : [...inZone];
  return open.reduce((least, zone) => (zone[1] < least[1] ? zone : least))[0];
}
