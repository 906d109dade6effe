import type { Simulation } from './simulation.ts';

/** What an instance has left, or its status, has changed: the orders that placements look at follow. */
export function updateOrders(simulation: Simulation, instance: number): void {
  const { orders } = simulation.clusterStates[simulation.fleet.cluster[instance]!]!;
  for (let i = 0; i < orders.length; i++) orders[i]!.update(instance);
}
