import type { RequestPart } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { Simulation } from '../simulation.ts';
import type { ServiceLoad } from './service-load.ts';

/**
 * Which tasks the requests of a service have come to since its stations are as they are, by workload and zone: the same list for
 * as long as they are.
 */
export function requestSpread({ loads, loadOfService }: Simulation, service: number): readonly RequestPart[] {
  const load = loads[loadOfService[service] ?? NONE];
  if (load === undefined) return NOWHERE;
  load.spread ??= spreadOf(load);
  return load.spread;
}

const NOWHERE: readonly RequestPart[] = [];

function spreadOf({ stations }: ServiceLoad): RequestPart[] {
  return stations.flatMap(({ workload, zones, share, tasks }) =>
    share > 0
      ? [...zones.entries()].flatMap(([zone, count]) =>
          count > 0 ? [{ workload, zone, share: (share * count) / tasks.length }] : [],
        )
      : [],
  );
}
