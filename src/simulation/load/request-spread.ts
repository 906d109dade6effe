import type { RequestPart } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { Simulation } from '../simulation.ts';

/** Which tasks the requests of a service have come to since its stations are as they are, by workload and zone. */
export function requestSpread({ loads, loadOfService }: Simulation, service: number): RequestPart[] {
  const load = loads[loadOfService[service] ?? NONE];
  if (load === undefined) return [];
  return load.stations.flatMap(({ workload, zones, share, tasks }) =>
    share > 0
      ? [...zones.entries()].flatMap(([zone, count]) =>
          count > 0 ? [{ workload, zone, share: (share * count) / tasks.length }] : [],
        )
      : [],
  );
}
