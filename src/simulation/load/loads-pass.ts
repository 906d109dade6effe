import { NONE } from '../../model/task-table.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';

/** Loads and hosts are looked at again at this instant, after all that changes them. */
export function setLoadsPass(simulation: Simulation): void {
  if (simulation.loadsAt === simulation.now) return;
  simulation.loadsAt = simulation.now;
  simulation.timers.push(simulation.now, Phase.ARRIVAL, TimerKind.LOADS_PASS, 0, 0);
}

/** The tasks of a service, or what their checks say, have changed. */
export function noteTasks(simulation: Simulation, service: number): void {
  const index = simulation.loads.length === 0 ? NONE : simulation.loadOfService[service]!;
  if (index === NONE) return;
  simulation.loads[index]!.hasOtherTasks = true;
  noteChange(simulation, index);
}

/** Something about a load has changed. */
export function noteChange(simulation: Simulation, index: number): void {
  const load = simulation.loads[index]!;
  if (!load.isChanged) simulation.changedLoads.push(index);
  load.isChanged = true;
  setLoadsPass(simulation);
}
