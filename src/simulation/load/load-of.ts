import { NONE } from '../../model/task-table.ts';
import type { Simulation } from '../simulation.ts';
import type { ServiceLoad } from './service-load.ts';

/** What comes to a service; `null`: nothing does. */
export function loadOf({ loads, loadOfService }: Simulation, service: number): ServiceLoad | null {
  const index = loadOfService[service] ?? NONE;
  return index === NONE ? null : loads[index]!;
}
