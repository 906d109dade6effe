import { activate } from '../api/register-container-instance.ts';
import type { Simulation } from '../simulation.ts';
import { noteRoom } from '../waiting.ts';

/** The agent of an instance that has booted registers it: it takes tasks from now on. */
export function register(simulation: Simulation, instance: number): void {
  activate(simulation, instance);
  noteRoom(simulation, instance);
}
