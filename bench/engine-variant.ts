import type { Scenario } from '../src/scenario/scenario.ts';
import { advanceTo } from '../src/simulation/advance.ts';
import { createSimulation } from '../src/simulation/create-simulation.ts';
import type { Variant } from './harness.ts';

/** Later than any run ends. */
export const END_MS = 1e13;

/** A run without anybody who listens. */
export function engine(name: string, scenario: Scenario): Variant {
  return {
    name,
    prepare() {
      const simulation = createSimulation(scenario);
      return () => {
        while (advanceTo(simulation, END_MS) !== 'ended');
        return { checksum: simulation.digest.hex(), units: simulation.events };
      };
    },
  };
}
