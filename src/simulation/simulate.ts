import type { Observer } from '../events/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { advanceTo } from './advance.ts';
import { createSimulation } from './create-simulation.ts';
import type { Simulation } from './simulation.ts';

/** Runs a scenario without traces to its end. */
export function simulate(scenario: Scenario, observers: readonly Observer[] = []): Simulation {
  const simulation = createSimulation(scenario, observers);
  while (advanceTo(simulation, Number.MAX_SAFE_INTEGER / 16) !== 'ended');
  return simulation;
}
