import type { Timings } from '../catalog/defaults.ts';
import { toGrid } from '../environment/distributions/sampler.ts';
import type { Simulation } from './simulation.ts';

type DurationName = {
  [K in keyof Timings]: Timings[K] extends number ? K : never;
}[keyof Timings];

/** A named duration of the scenario's timings in ms, on the grid of the run's resolution. */
export function timing({ scenario }: Simulation, name: DurationName): number {
  return toGrid(scenario.timings[name], scenario.simulation.resolutionMs);
}
