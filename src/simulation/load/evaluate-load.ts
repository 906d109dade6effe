import { LogHistogram } from '../../kernel/log-histogram.ts';
import { staleShare } from '../../requests/balancing/dns.ts';
import { changeDemand, hostTaskOf } from '../hosts/host-tasks.ts';
import type { Simulation } from '../simulation.ts';
import { callResponses, callsNow } from './calls.ts';
import { evaluateQueue } from './evaluate-queue.ts';
import { evaluateStation } from './evaluate-station.ts';
import { NOTHING } from './rebuild-stations.ts';
import type { ServiceLoad, Station } from './service-load.ts';
import { tellUses } from './tell-uses.ts';

/** What part of its clients' view a service that has been found by DNS goes through in so many steps. */
const STALE_STEPS = 6;

/** Services that are only called have no periods of their own; callers change by the minute. */
const MINUTE_MS = 60_000;

/** Callers do not see that a wait is another one by less, nor more often. */
const WAIT_STEP_MS = 1000;

/** What comes to a service from now on, from outside and from its callers. */
export function seeRate(simulation: Simulation, load: ServiceLoad): void {
  const { counts, callers, sources } = load;
  load.periodMs = counts === null ? MINUTE_MS : Math.max(1, counts.untilMs - simulation.now);
  const own =
    counts === null || counts.untilMs <= counts.fromMs ? 0 : counts.count / (counts.untilMs - counts.fromMs);
  sources[0]!.rate = own;
  load.rate = callers.reduce((sum, { load: caller, call }, i) => {
    const { admittedRate, callsMade } = simulation.loads[caller]!;
    const rate = admittedRate * (callsMade[call] ?? 0);
    sources[i + 1]!.rate = rate;
    return sum + rate;
  }, own);
}

/** Works out what a load means to its tasks from now on, until something changes. */
export function evaluateLoad(simulation: Simulation, load: ServiceLoad): void {
  if (load.queue !== null) evaluateQueue(simulation, load, load.queue);
  else evaluateRequests(simulation, load);
  for (const station of load.stations) tellDemand(simulation, station);
  tellUses(simulation, load);
  tellAvailability(simulation, load);
}

function evaluateRequests(simulation: Simulation, load: ServiceLoad): void {
  const { stations, rate } = load;
  const lostShare = load.leftBehind.length === 0 ? 0 : stalePart(simulation, load);
  const calls = load.calls.length === 0 ? null : callResponses(simulation, load);
  const { failedShare: failedCalls, made } = callsNow(simulation, load);
  load.callsMade = made;
  let served = 0;
  let admitted = 0;
  let answered = 0;
  for (const station of stations) {
    served += station.share;
    station.rate = rate * (1 - lostShare) * station.share;
    evaluateStation(simulation, load, station, calls, failedCalls);
    setEndOfBacklog(simulation, load, station);
    admitted += admittedBy(station);
    answered +=
      answeredBy(station, setNextWait(simulation, load, station)) *
      (1 - station.timedOutShare) *
      (1 - station.failedCallsShare);
  }
  load.lostRate = rate * (served > 0 ? lostShare : 1);
  load.admittedRate = admitted;
  load.failedShare = rate > 0 ? Math.max(0, 1 - answered / rate) : 0;
  load.responses = load.callers.length === 0 ? null : responsesOfAll(stations);
}

/** What of the requests of a station goes on to be worked on. */
function admittedBy(station: Station): number {
  if (!station.works) return 0;
  if (station.responses === null)
    return station.backlog > NOTHING ? station.capacity : Math.min(station.rate, station.capacity);
  return station.rate * (1 - station.rejectedShare);
}

/** What of the requests of a station is answered, now or later: a backlog that has room turns nobody away. */
function answeredBy(station: Station, hasRoom: boolean): number {
  return station.responses === null && station.works && hasRoom ? station.rate : admittedBy(station);
}

/** Response times over all stations by what each serves; null: nobody serves anything. */
function responsesOfAll(stations: readonly Station[]): LogHistogram | null {
  const serving = stations.filter((station) => station.works && station.rate > 0);
  if (serving.length === 1) return serving[0]!.responses ?? waitingOf(serving[0]!);
  if (serving.length === 0) return null;
  const all = new LogHistogram();
  for (const station of serving) {
    const responses = station.responses ?? waitingOf(station);
    all.merge(responses, station.rate / responses.count);
  }
  return all;
}

/** Response times of an overloaded station at this moment. */
function waitingOf({ backlog, capacity, alone }: Station): LogHistogram {
  const waiting = new LogHistogram();
  waiting.addShifted(alone, capacity > 0 ? backlog / capacity : 0, 1 / alone.count);
  return waiting;
}

/** When a backlog that shrinks is gone, the load is another one. */
function setEndOfBacklog({ now }: Simulation, load: ServiceLoad, { backlog, capacity, rate }: Station): void {
  if (backlog <= NOTHING || capacity <= rate) return;
  load.dueAt = Math.min(load.dueAt, now + Math.max(1, Math.ceil(backlog / (capacity - rate))));
}

/**
 * Callers wait for what waits in a backlog: they are told whenever that is longer or shorter by a quarter, or a second. Gives
 * whether there is room in it.
 */
function setNextWait({ now }: Simulation, load: ServiceLoad, station: Station): boolean {
  const { backlog, capacity, rate, responses, alone, mostWaiting } = station;
  if (responses !== null || load.callers.length === 0) return false;
  const timeoutMs = Math.max(0, load.spec.requests.timeoutMs - alone.mean());
  const room = Math.min(mostWaiting, capacity * timeoutMs) - backlog;
  const growth = rate - capacity;
  const step = capacity * Math.max(WAIT_STEP_MS, backlog / capacity / 4);
  const change = growth > 0 ? Math.min(step, room) : step;
  if (change > NOTHING && growth !== 0)
    load.dueAt = Math.min(load.dueAt, now + Math.max(WAIT_STEP_MS, Math.ceil(change / Math.abs(growth))));
  return room > NOTHING;
}

/** The part of the requests that go to tasks which are gone, by clients who do not know it yet. */
function stalePart({ now }: Simulation, load: ServiceLoad): number {
  load.leftBehind = load.leftBehind.filter(({ since, forMs }) => now - since < forMs);
  let part = 0;
  for (const { share, since, forMs, fades } of load.leftBehind) {
    part += share * (fades ? staleShare(now - since, forMs) : 1);
    const next = fades ? now + forMs / STALE_STEPS : since + forMs;
    load.dueAt = Math.min(load.dueAt, Math.max(now + 1, Math.ceil(next)));
  }
  return Math.min(1, part);
}

/** What its tasks on shared instances want from now on. */
function tellDemand(simulation: Simulation, station: Station): void {
  const hostTask = station.tasks.length === 1 ? hostTaskOf(simulation, station.tasks[0]!) : null;
  if (hostTask !== null) changeDemand(simulation, hostTask, station.wantedCpu, station.wantedMemory);
}

function tellAvailability({ now, listeners }: Simulation, load: ServiceLoad): void {
  const isWanted = load.rate > 0 || (load.queue !== null && load.queue.backlog > NOTHING);
  const isAvailable = !isWanted || load.stations.some(({ works, share }) => works && share > 0);
  if (isAvailable === load.isAvailable) return;
  load.isAvailable = isAvailable;
  for (const observer of listeners.availabilityChanged)
    observer.availabilityChanged(now, load.service, isAvailable);
}
