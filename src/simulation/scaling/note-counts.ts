import { noteService } from '../metrics/metric-groups.ts';
import type { Simulation } from '../simulation.ts';
import { noteFulfilled } from './activities.ts';
import { noteNews } from './call-policies.ts';

/** A service has another number of tasks that run, or that it wants, or a deployment of it has ended. */
export function noteCounts(simulation: Simulation, service: number): void {
  noteService(simulation, service);
  const target = simulation.targetOfService.get(service);
  if (target === undefined) return;
  noteFulfilled(simulation, target);
  noteNews(simulation, target);
}
