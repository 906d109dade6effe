import { runTask } from './api/run-task.ts';
import type { Simulation } from './simulation.ts';
import { Phase, TimerKind } from './timer-kind.ts';

/** ARRIVAL: one task is asked for; of several at this instant, that of the workload written first. */
export function taskArrived(simulation: Simulation): void {
  const index = simulation.nextWorkload;
  const workload = simulation.workloadStates[index]!;
  simulation.nextWorkload = -1;
  runTask(simulation, workload);
  workload.source.take();
  simulation.nextArrivals[index] = workload.source.peekMs();
  armArrival(simulation);
}

/** Looks again at sources that had too few bytes. */
export function refillArrivals(simulation: Simulation): void {
  for (const workload of simulation.workloadStates)
    if (simulation.nextArrivals[workload.index]! === -1)
      simulation.nextArrivals[workload.index] = workload.source.peekMs();
}

/**
 * All sources are merged into one timer that sets itself again: it stands at the earliest, and of equals the first. What would
 * come at the
 * end of the run or later does not come. */
export function armArrival(simulation: Simulation): void {
  const { nextArrivals } = simulation;
  let best = -1;
  let earliest = Number.POSITIVE_INFINITY;
  simulation.starving = -1;
  for (let i = 0; i < nextArrivals.length; i++) {
    const at = nextArrivals[i]!;
    if (at === -1) {
      simulation.starving = i;
      return;
    }
    if (at < earliest) {
      earliest = at;
      best = i;
    }
  }
  const { durationMs } = simulation.scenario.simulation;
  if (best < 0 || (durationMs !== null && earliest >= durationMs)) return;
  simulation.nextWorkload = best;
  simulation.timers.push(earliest, Phase.ARRIVAL, TimerKind.ARRIVAL, 0, 0);
}
