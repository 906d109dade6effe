import { LogHistogram } from '../../kernel/log-histogram.ts';
import { advanceBacklog } from '../../requests/backlog.ts';
import type { Simulation } from '../simulation.ts';
import { NOTHING } from './rebuild-stations.ts';
import type { Leaving, ServiceLoad, Station } from './service-load.ts';
import { settleQueue } from './settle-queue.ts';
import { settleSources } from './settle-sources.ts';
import { tellFlow } from './tell-flow.ts';
import { addWaited } from './waited.ts';

/** Response times of one overloaded station, made anew each time. */
const waited = new LogHistogram();

/** Counts what has happened to a load since the last time: all about it was constant meanwhile. */
export function settleLoad(simulation: Simulation, load: ServiceLoad): void {
  const durationMs = simulation.now - load.settledAt;
  if (durationMs <= 0) return;
  load.settledAt = simulation.now;
  const { served } = load.sums;
  load.sums.offered += load.rate * durationMs;
  if (load.queue !== null) settleQueue(simulation, load, load.queue, durationMs);
  else {
    load.sums.noTarget += load.lostRate * durationMs;
    for (const station of load.stations) settleStation(simulation, load, station, durationMs);
  }
  for (const station of load.stations) if (station.isRunning) tellTasksUsed(simulation, station, durationMs);
  if (simulation.listeners.requestsArrived.length > 0)
    settleSources(simulation, load, durationMs, load.sums.served - served);
  tellFlow(simulation, load);
}

function settleStation(
  simulation: Simulation,
  load: ServiceLoad,
  station: Station,
  durationMs: number,
): void {
  if (station.leaving !== null) settleLeaving(simulation, load, station, station.leaving);
  if (station.responses === null) settleOverload(simulation, load, station, durationMs);
  else settleSteady(simulation, load, station, durationMs);
}

/** Below full load: who comes is served, but for those whom chance turns away or holds up too long. */
function settleSteady(
  { listeners, now }: Simulation,
  { sums, service }: ServiceLoad,
  station: Station,
  durationMs: number,
): void {
  const came = station.rate * durationMs;
  const rejected = came * station.rejectedShare;
  sums.rejected += rejected;
  const passed = came - rejected;
  // What is in flight grows and shrinks with the load; the difference is served later or was served before.
  const inFlight = Math.min(station.standingGoal, station.standing + passed);
  const done = station.standing + passed - inFlight;
  station.standing = inFlight;
  const served = addDone(sums, station, done);
  if (served > NOTHING)
    for (const observer of listeners.responsesSeen)
      observer.responsesSeen(now, service, station.responses!, served);
}

/** Nothing new comes: what is in flight is at any point of its way, and is done when its rest is over. */
function settleLeaving(
  { listeners, now }: Simulation,
  { sums, service }: ServiceLoad,
  station: Station,
  leaving: Leaving,
): void {
  const left = leaving.inFlight * leaving.responses.sumBeyond(now - leaving.since);
  const done = Math.max(0, station.standing - left);
  station.standing -= done;
  const served = addDone(sums, { ...leaving, works: station.works }, done);
  if (served > NOTHING)
    for (const observer of listeners.responsesSeen)
      observer.responsesSeen(now, service, leaving.responses, served);
}

/** At full load, or while a backlog of it lasts: requests wait in line (autoscaling: ). */
function settleOverload(
  { listeners, now }: Simulation,
  { sums, service, spec }: ServiceLoad,
  station: Station,
  durationMs: number,
): void {
  const { timeoutMs } = spec.requests;
  const advance = advanceBacklog(station.backlog, {
    offeredPerMs: station.rate,
    durationMs,
    capacityPerMs: station.capacity,
    timeoutMs: Math.max(0, timeoutMs - station.alone.mean()),
    mostWaiting: station.mostWaiting,
  });
  station.backlog = advance.backlog;
  sums.rejected += advance.rejected;
  sums.timedOut += advance.timedOut;
  // Those whom it takes first stay until they are done.
  const goal = station.leaving === null ? station.standingGoal : 0;
  const taken = Math.max(0, Math.min(advance.served, goal - station.standing));
  station.standing += taken;
  const served = addDone(sums, station, advance.served - taken);
  if (served <= NOTHING) return;
  waited.clear();
  for (const { fromMs, toMs, weight } of advance.waits)
    addWaited(waited, station.alone, fromMs, toMs, weight, timeoutMs);
  const atOnce = advance.served - advance.waits.reduce((sum, { weight }) => sum + weight, 0);
  if (atOnce > NOTHING) waited.merge(station.alone, atOnce / station.alone.count);
  for (const observer of listeners.responsesSeen) observer.responsesSeen(now, service, waited, served);
}

/** So many were answered, in time or too late, or failed by what they called; gives those that were served. */
function addDone(
  sums: ServiceLoad['sums'],
  station: Pick<Station, 'timedOutShare' | 'failedCallsShare' | 'works'>,
  done: number,
): number {
  if (!station.works) {
    sums.errors += done;
    return 0;
  }
  const timedOut = done * station.timedOutShare;
  const failed = (done - timedOut) * station.failedCallsShare;
  const served = done - timedOut - failed;
  sums.timedOut += timedOut;
  sums.failedCalls += failed;
  sums.served += served;
  return served;
}

function tellTasksUsed({ listeners, now }: Simulation, station: Station, durationMs: number): void {
  for (const observer of listeners.tasksUsed)
    observer.tasksUsed(
      now,
      station.workload,
      durationMs * station.tasks.length,
      station.usedCpu * 1024,
      station.usedMemory,
    );
}
