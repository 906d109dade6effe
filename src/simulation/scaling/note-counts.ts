import { noteService } from '../metrics/metric-groups.ts';
import type { Simulation } from '../simulation.ts';
import { noteFulfilled } from './activities.ts';
import { noteNews } from './call-policies.ts';

/** A service has another number of tasks that run, or that it wants, or a deployment of it has ended. */
export function noteCounts(simulation: Simulation, service: number): void {
  noteService(simulation, service);
  if (simulation.scalableTargets.length === 0) return;
  for (const target of simulation.scalableTargets) {
    if (target.spec.service !== service) continue;
    noteFulfilled(simulation, target);
    noteNews(simulation, target);
  }
}
