import type { Simulation } from '../../simulation.ts';
import type { Group } from '../group.ts';
import { endBatch } from './batch.ts';
import { replaceAged } from './lifetimes.ts';
import { refreshPass } from './refresh-pass.ts';
import { replaceUnhealthy } from './unhealthy.ts';

/** Instances are replaced for other reasons than the size of their group, one batch at a time: the unhealthy, the aged, by a refresh. */
export function maintenancePass(simulation: Simulation, group: Group): void {
  endBatch(simulation, group);
  replaceUnhealthy(simulation, group);
  replaceAged(simulation, group);
  refreshPass(simulation, group);
}
