import type { LogHistogram } from '../../kernel/log-histogram.ts';
import { capacityPerMs, coresUsed, reachedUtilisation } from '../../requests/utilisation.ts';
import type { Simulation } from '../simulation.ts';
import type { CallResponses } from './calls.ts';
import { NOTHING } from './rebuild-stations.ts';
import type { ServiceLoad, Station } from './service-load.ts';
import { cpuOf, type StationCpu } from './station-cpu.ts';
import { withinTimeout } from './station-profile.ts';

/** Works out what comes of a station's requests under its present rate (autoscaling: ). */
export function evaluateStation(
  simulation: Simulation,
  load: ServiceLoad,
  station: Station,
  calls: CallResponses | null,
  failedCallsShare: number,
): void {
  const cpu = cpuOf(simulation, load, station, calls);
  const { queues, queueCores, workMs, profile } = cpu;
  station.capacity = queues * capacityPerMs(queueCores, workMs) * profile.capacityShare;
  station.mostWaiting = queues * profile.mostWaiting;
  station.failedCallsShare = failedCallsShare;
  if (station.leaving !== null) {
    beLeaving(station, cpu);
    use(simulation, load, station, cpu, station.backlog > NOTHING);
    return;
  }
  if (station.backlog < queues) {
    // Less than one request a line waits at any time by chance.
    station.standing += station.backlog;
    station.backlog = 0;
  }
  const utilisation = coresUsed(station.rate / queues, workMs) / queueCores;
  const isOverloaded = station.backlog > NOTHING || utilisation >= profile.capacityShare;
  if (isOverloaded) beOverloaded(load, station, cpu, utilisation, calls);
  else beSteady(load, station, cpu, utilisation, calls);
  use(simulation, load, station, cpu, isOverloaded);
}

/** Nothing new comes: those in line are served in turn, the others finish (`settleLeaving`). */
function beLeaving(station: Station, { profile }: StationCpu): void {
  const { responses } = profile.at(0);
  station.alone = responses;
  // Who stands in line is settled as in an overload; without a line there is nothing to settle.
  station.responses = station.backlog > NOTHING ? null : responses;
  station.rejectedShare = 0;
  station.timedOutShare = 0;
  station.standingGoal = station.standing;
}

/** Requests wait in line; the station serves what it can. */
function beOverloaded(
  { spec }: ServiceLoad,
  station: Station,
  { profile }: StationCpu,
  utilisation: number,
  calls: CallResponses | null,
): void {
  const own = profile.at(0);
  const { responses, timedOutShare } =
    calls === null ? own : withinTimeout(calls.after(own.responses), spec.requests.timeoutMs);
  station.alone = responses;
  station.responses = null;
  station.rejectedShare = 0;
  station.timedOutShare = timedOutShare;
  // Few places are now and then all taken while the cores have nothing to do.
  station.capacity = Math.max(0, station.capacity - station.rate * profile.rejectedShare(utilisation));
  station.standingGoal = station.capacity * stayOf(station, spec.requests.timeoutMs, responses);
}

/** How long requests stay on average that do not stand in line: those whose client goes, until then. */
function stayOf({ timedOutShare }: Station, timeoutMs: number, responses: LogHistogram): number {
  return (1 - timedOutShare) * responses.mean() + timedOutShare * timeoutMs;
}

/** Who comes is served, but for those whom chance turns away or holds up too long. */
function beSteady(
  { spec, periodMs }: ServiceLoad,
  station: Station,
  { profile, queues }: StationCpu,
  utilisation: number,
  calls: CallResponses | null,
): void {
  const { timeoutMs } = spec.requests;
  station.rejectedShare = profile.rejectedShare(utilisation);
  const own = profile.at(reachedUtilisation(utilisation, (station.capacity / queues) * periodMs));
  const { responses, timedOutShare } =
    calls === null ? own : withinTimeout(calls.after(own.responses), timeoutMs);
  station.responses = responses;
  station.timedOutShare = timedOutShare;
  station.standingGoal = station.rate * (1 - station.rejectedShare) * stayOf(station, timeoutMs, responses);
}

/** What each of its tasks uses, and what it would use of an instance of its own. */
function use(
  simulation: Simulation,
  { spec }: ServiceLoad,
  station: Station,
  { most, background, own, workMs }: StationCpu,
  isOverloaded: boolean,
): void {
  const { usage, requests } = spec;
  const { need, limits } = simulation.workloadStates[station.workload]!.definition;
  const tasks = station.tasks.length;
  const passed = isOverloaded ? station.capacity : passedBy(station);
  const busy = station.works ? Math.min(own, coresUsed(passed, workMs) / tasks) : 0;
  station.usedCpu = Math.min(most, background + busy);
  station.wantedCpu = isOverloaded
    ? Number.POSITIVE_INFINITY
    : background + coresUsed(station.rate, workMs) / tasks;
  const inFlight = station.backlog + (isOverloaded ? station.standing : station.standingGoal);
  station.wantedMemory = usage.memory * need.memory + (requests.memoryMib * inFlight) / tasks;
  // Whoever wants more than the limit is killed; until then it has no more.
  station.usedMemory = Math.min(station.wantedMemory, limits.memory ?? Number.POSITIVE_INFINITY);
}

/** What the station works on a millisecond: what comes, or what is left of it. */
function passedBy({ leaving, standing, rate, rejectedShare }: Station): number {
  if (leaving === null) return rate * (1 - rejectedShare);
  return leaving.responses.mean() > 0 ? standing / leaving.responses.mean() : 0;
}
