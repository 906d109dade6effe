import type { Simulation } from '../simulation.ts';
import { changeHost } from './host-tasks.ts';

/** HOST_DUE: the CPU credits of an instance are used up, if nothing has changed since that was foreseen. */
export function hostDue(simulation: Simulation, instance: number): void {
  const host = simulation.hosts.get(instance);
  if (host?.dueAt === simulation.now) changeHost(simulation, host);
}
