import { noteCounts } from '../scaling/note-counts.ts';
import type { Simulation } from '../simulation.ts';
import type { Service } from './service.ts';

/** Observers hear how many tasks a service wants. */
export function tellDesired(simulation: Simulation, service: Service): void {
  const listeners = simulation.listeners.serviceChanged;
  for (const observer of listeners) observer.serviceChanged(simulation.now, service.index, service.desired);
  noteCounts(simulation, service.index);
}
