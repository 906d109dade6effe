import { armArrival, refillArrivals } from './arrivals.ts';
import { isGrowing } from './groups/group.ts';
import { HANDLERS } from './handlers.ts';
import { endLoads } from './load/loads.ts';
import type { Simulation } from './simulation.ts';
import { IS_TASK_TIMER } from './timer-kind.ts';

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
    if (at !== simulation.now) simulation.beginInstant(at);
    HANDLERS[kind]!(simulation, subject, generation);
  }
  return 'paused';
}

/** A run without duration is over when no task can come and none can change any more: all that are left wait, and nothing ends. */
function isOver(simulation: Simulation): boolean {
  const { nextWorkload, tasks, clusterStates, outages, disconnected, account } = simulation;
  if (nextWorkload >= 0) return false;
  if (tasks.live === 0) return true;
  if (outages.size + disconnected.size > 0 || account.refillAt !== Number.POSITIVE_INFINITY) return false;
  if (simulation.draining > 0 && simulation.activationsDue > 0) return false;
  if (simulation.registrationsDue > 0 || simulation.groupUpdatesDue > 0) return false;
  let waiting = 0;
  for (const cluster of clusterStates) waiting += cluster.waiting;
  if (waiting < tasks.live) return false;
  // Who waits may get an instance of a group that is still to come.
  if (simulation.groups.some(isGrowing)) return false;
  // Who waits in PROVISIONING gets an instance, or waits in vain for half an hour at most.
  if (clusterStates.some(({ provisioning }) => provisioning > 0)) return false;
  return clusterStates.every(
    ({ passIsSet, queues }) => !passIsSet && queues.every(({ armed, givesUp }) => !armed && !givesUp),
  );
}

function end(simulation: Simulation, at: number): Progress {
  simulation.now = at;
  simulation.ended = true;
  endLoads(simulation);
  for (const observer of simulation.listeners.runEnded) observer.runEnded(at);
  return 'ended';
}
