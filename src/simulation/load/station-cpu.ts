import { roundedAmount, roundedCpu } from '../../requests/request-models.ts';
import type { Simulation } from '../simulation.ts';
import type { CallResponses } from './calls.ts';
import { type Cores, coresOf } from './cores-of.ts';
import type { ServiceLoad, Station } from './service-load.ts';
import { profileOf, type StationProfile } from './station-profile.ts';

/** Requests without CPU time use so little that it is nothing, ms. */
const LEAST_WORK_MS = 1e-3;

/** What a station's requests are worked on by. */
export interface StationCpu extends Cores {
  /** Lines in which requests stand: one a task, or one before all of them. */
  readonly queues: number;
  /** vCPUs of one line. */
  readonly queueCores: number;
  /** CPU time of a request there, ms. */
  readonly workMs: number;
  readonly profile: StationProfile;
}

/** The CPU of a station; it is looked at again only where neighbours or calls change it. */
export function cpuOf(
  simulation: Simulation,
  load: ServiceLoad,
  station: Station,
  calls: CallResponses | null,
): StationCpu {
  const { cpu } = station;
  const { mostPerTask } = load.spec.requests;
  const isSettled = cpu !== null && !cpu.isShared && (calls === null || mostPerTask === null);
  return isSettled ? cpu : (station.cpu = lookAt(simulation, load, station, calls));
}

function lookAt(
  simulation: Simulation,
  { spec }: ServiceLoad,
  station: Station,
  calls: CallResponses | null,
): StationCpu {
  const { cpuTime, mostPerTask, waitMs } = spec.requests;
  const tasks = station.tasks.length;
  const inOne = station.isPooled ? tasks : 1;
  const cores = coresOf(simulation, spec, station);
  const queueCores = cores.own * inOne;
  const workMs = Math.max(LEAST_WORK_MS, cpuTime.meanMs / station.speed);
  const most = mostPerTask === null ? null : mostPerTask * inOne;
  const facts = {
    cores: cores.isShared ? roundedCpu(queueCores) : queueCores,
    workMs,
    waitMs,
    // How long calls take matters only to how long a place is taken.
    callMs: most === null || calls === null ? 0 : roundedAmount(calls.meanMs),
    most,
  };
  const profile = profileOf(simulation, spec.requests, facts);
  return { ...cores, queues: tasks / inOne, queueCores, workMs, profile };
}
