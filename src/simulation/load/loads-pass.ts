import { NONE, type TaskIndex } from '../../model/task-table.ts';
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

/** The first essential container of a task has started again in its place: what was in flight in it is gone (ecs: ). */
export function noteRestart(simulation: Simulation, task: TaskIndex): void {
  const { tasks, workloadStates, loads, restarted } = simulation;
  const { service } = workloadStates[tasks.workload[task]!]!;
  if (loads.length === 0 || service === NONE) return;
  restarted.add(tasks.ordinal[task]!);
  noteTasks(simulation, service);
}

/** Something about a load has changed. */
export function noteChange(simulation: Simulation, index: number): void {
  const load = simulation.loads[index]!;
  if (!load.isChanged) simulation.changedLoads.push(index);
  load.isChanged = true;
  setLoadsPass(simulation);
}
