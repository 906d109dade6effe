import { armArrival, refillArrivals } from './arrivals.ts';
import { HANDLERS, IS_TASK_TIMER } from './handlers.ts';
import type { Simulation } from './simulation.ts';

/** `needMore`: a trace wants bytes. `paused`: so many timers have run. `reached`: the instant asked for. `ended`: the run is over. */
export type Progress = 'needMore' | 'paused' | 'reached' | 'ended';

/** Runs every timer up to and with `untilMs`, or until the run ends, at most `maxTimers` of them. */
export function advanceTo(
  simulation: Simulation,
  untilMs: number,
  maxTimers: number = Number.POSITIVE_INFINITY,
): Progress {
  const { timers, tasks } = simulation;
  const { durationMs } = simulation.scenario.simulation;
  if (simulation.ended) return 'ended';
  if (simulation.starving >= 0) {
    refillArrivals(simulation);
    armArrival(simulation);
  }
  const limit = durationMs === null ? untilMs : Math.min(untilMs, durationMs);
  for (let left = maxTimers; left > 0; left--) {
    if (simulation.starving >= 0) return 'needMore';
    if (durationMs === null && isOver(simulation)) return end(simulation, simulation.now);
    if (!timers.pop(limit))
      return durationMs !== null && limit === durationMs ? end(simulation, durationMs) : 'reached';
    const { at, kind, subject, generation } = timers;
    if (IS_TASK_TIMER[kind] === 1 && tasks.generation[subject] !== generation) continue;
    if (at !== simulation.now) {
      simulation.now = at;
      simulation.eventsThisInstant = 0;
    }
    HANDLERS[kind]!(simulation, subject, generation);
  }
  return 'paused';
}

/** A run without duration is over when no task can come and none can change any more. */
function isOver(simulation: Simulation): boolean {
  if (simulation.nextWorkload >= 0) return false;
  return simulation.tasks.live === 0 || simulation.timers.size === simulation.background;
}

function end(simulation: Simulation, at: number): Progress {
  simulation.now = at;
  simulation.ended = true;
  for (const observer of simulation.listeners.runEnded) observer.runEnded(at);
  return 'ended';
}
