import type { LogHistogram } from '../../kernel/log-histogram.ts';
import { roundedAmount, roundedCpu } from '../../requests/request-models.ts';
import { capacityPerMs, coresUsed, reachedUtilisation } from '../../requests/utilisation.ts';
import type { Simulation } from '../simulation.ts';
import type { CallResponses } from './calls.ts';
import { coresOf } from './cores-of.ts';
import { NOTHING } from './rebuild-stations.ts';
import type { ServiceLoad, Station } from './service-load.ts';
import { profileOf, type StationProfile, withinTimeout } from './station-profile.ts';

/** Requests without CPU time use so little that it is nothing, ms. */
const LEAST_WORK_MS = 1e-3;

/** Works out what comes of a station's requests under its present rate (autoscaling: ). */
export function evaluateStation(
  simulation: Simulation,
  load: ServiceLoad,
  station: Station,
  calls: CallResponses | null,
  failedCalls: number,
): void {
  const { requests, usage } = load.spec;
  const { need } = simulation.workloadStates[station.workload]!.definition;
  const tasks = station.tasks.length;
  const { most, background, own: ownCores, isShared } = coresOf(simulation, load.spec, station);
  station.cores = ownCores;
  const workMs = Math.max(LEAST_WORK_MS, requests.cpuTime.meanMs / station.speed);
  // Together they are one queue before all their cores; otherwise each has its part of the requests.
  const queues = station.isPooled ? 1 : tasks;
  const cores = station.isPooled ? station.cores * tasks : station.cores;
  const limit = requests.mostPerTask === null ? null : requests.mostPerTask * (station.isPooled ? tasks : 1);
  const facts = {
    cores: isShared ? roundedCpu(cores) : cores,
    workMs,
    waitMs: requests.waitMs,
    // It matters only to how long a place is taken.
    callMs: limit === null ? 0 : roundedAmount(calls?.meanMs ?? 0),
    most: limit,
  };
  const profile = profileFor(simulation, load, station, facts);
  station.capacity = queues * capacityPerMs(cores, workMs) * profile.capacityShare;
  station.mostWaiting = queues * profile.mostWaiting;
  const utilisation = coresUsed(station.rate / queues, workMs) / cores;
  station.failedCallsShare = failedCalls;
  if (station.backlog < queues) {
    // Less than one request a task waits at any time by chance.
    station.standing += station.backlog;
    station.backlog = 0;
  }
  const isOverloaded = station.backlog > NOTHING || utilisation >= profile.capacityShare;
  if (isOverloaded) {
    station.responses = null;
    station.alone = withCalls(profile.at(0).responses, calls);
    station.rejectedShare = 0;
    station.timedOutShare = 0;
    // Few places are now and then all taken while the cores have nothing to do.
    station.capacity -= station.rate * profile.rejectedShare(utilisation);
  } else {
    station.rejectedShare = profile.rejectedShare(utilisation);
    const settled = reachedUtilisation(utilisation, (station.capacity / queues) * load.periodMs);
    const own = profile.at(settled);
    const { responses, timedOutShare } =
      calls === null ? own : withinTimeout(calls.after(own.responses), requests.timeoutMs);
    station.responses = responses;
    station.timedOutShare = timedOutShare;
    const stayMs = (1 - timedOutShare) * responses.mean() + timedOutShare * requests.timeoutMs;
    station.standingGoal = station.rate * (1 - station.rejectedShare) * stayMs;
  }
  const passed = isOverloaded ? station.capacity : station.rate * (1 - station.rejectedShare);
  const busy = station.works ? Math.min(station.cores, coresUsed(passed, workMs) / tasks) : 0;
  station.usedCpu = Math.min(most, background + busy);
  station.wantedCpu = isOverloaded
    ? Number.POSITIVE_INFINITY
    : background + coresUsed(station.rate, workMs) / tasks;
  station.usedMemory =
    usage.memory * need.memory +
    (requests.memoryMib * (station.backlog + (isOverloaded ? station.standing : station.standingGoal))) /
      tasks;
}

/** The station's profile, a new one only when what it depends on has changed. */
function profileFor(
  simulation: Simulation,
  { spec }: ServiceLoad,
  station: Station,
  facts: StationProfile['facts'],
): StationProfile {
  const known = station.profile?.facts;
  if (
    known === undefined ||
    known.cores !== facts.cores ||
    known.workMs !== facts.workMs ||
    known.callMs !== facts.callMs ||
    known.most !== facts.most
  )
    station.profile = profileOf(simulation, spec.requests, facts);
  return station.profile!;
}

/** What a request takes with the calls that it makes, one after the other. */
function withCalls(own: LogHistogram, calls: CallResponses | null): LogHistogram {
  return calls === null ? own : calls.after(own);
}
