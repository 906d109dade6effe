/** The public surface: what users of the library may rely on, in Node and in the browser. */
export { DEFAULT_TIMINGS, INSTANT_TIMINGS, type Timings } from './catalog/defaults.ts';
export { Observer } from './events/observer.ts';
export type { World } from './events/world.ts';
export type { Scenario } from './scenario/scenario.ts';
export { advanceTo, type Progress } from './simulation/advance.ts';
export { createSimulation } from './simulation/create-simulation.ts';
export { simulate } from './simulation/simulate.ts';
export { restore, snapshot, type SimulationState } from './simulation/snapshot.ts';
