import type { LogHistogram } from '../../kernel/log-histogram.ts';
import { capacityPerMs, reachedUtilisation } from '../../requests/utilisation.ts';
import type { Simulation } from '../simulation.ts';
import type { CallResponses } from './calls.ts';
import { coresOf } from './cores-of.ts';
import { profileOf, rounded, type StationProfile, withinTimeout } from './station-profile.ts';
import { NOTHING } from './rebuild-stations.ts';
import type { ServiceLoad, Station } from './service-load.ts';

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
  const workMs = requests.cpuTime.meanMs / station.speed;
  // Together they are one queue before all their cores; otherwise each has its part of the requests.
  const queues = station.isPooled ? 1 : tasks;
  const cores = station.isPooled ? station.cores * tasks : station.cores;
  const limit = requests.mostPerTask === null ? null : requests.mostPerTask * (station.isPooled ? tasks : 1);
  const facts = { cores: isShared ? rounded(cores) : cores, workMs, waitMs: requests.waitMs, callMs: rounded(calls?.meanMs ?? 0), most: limit };
  const profile = profileFor(simulation, load, station, facts);
  station.capacity = workMs === 0 ? Number.POSITIVE_INFINITY : queues * capacityPerMs(cores, workMs) * profile.capacityShare;
  station.mostWaiting = queues * profile.mostWaiting;
  const utilisation = workMs === 0 ? 0 : ((station.rate / queues) * workMs) / cores;
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
  const busy = workMs === 0 || !station.works ? 0 : Math.min(station.cores, (passed * workMs) / tasks);
  station.usedCpu = Math.min(most, background + busy);
  station.wantedCpu = isOverloaded ? Number.POSITIVE_INFINITY : background + (station.rate * workMs) / tasks;
  station.usedMemory =
    usage.memory * need.memory +
    (requests.memoryMib * (station.backlog + (isOverloaded ? station.standing : station.standingGoal))) / tasks;
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
