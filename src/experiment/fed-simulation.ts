import { TraceSource } from '../environment/traces/trace-source.ts';
import type { Observer } from '../events/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { createSimulation } from '../simulation/create-simulation.ts';
import type { Simulation } from '../simulation/simulation.ts';

/** A run that has not begun, and the sources of its traces, in the order of the workloads that replay one. */
export interface FedSimulation {
  readonly simulation: Simulation;
  readonly traces: readonly TraceSource[];
}

/** A run whose traces are fed from outside. */
export function createFedSimulation(scenario: Scenario, observers: readonly Observer[]): FedSimulation {
  const traces: TraceSource[] = [];
  const simulation = createSimulation(scenario, observers, ({ name, source }) => {
    if (source.kind !== 'trace') throw new RangeError(`workload "${name}" replays no trace`);
    const made = new TraceSource(source.trace, source.trace.file, scenario.simulation.resolutionMs);
    traces.push(made);
    return made;
  });
  return { simulation, traces };
}
