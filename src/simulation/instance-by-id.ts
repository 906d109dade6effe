import { NONE } from '../model/task-table.ts';
import type { Simulation } from './simulation.ts';

/** The container instance of a cluster with this id, or -1. */
export function instanceById(simulation: Simulation, cluster: string, id: string): number {
  const { fleet, clusters } = simulation;
  for (let instance = 0; instance < fleet.rows; instance++)
    if (clusters[fleet.cluster[instance]!] === cluster && simulation.instanceId(instance) === id)
      return instance;
  return NONE;
}
