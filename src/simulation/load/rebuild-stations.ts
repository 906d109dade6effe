import { LogHistogram } from '../../kernel/log-histogram.ts';
import { StopCode, TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { hostTaskOf } from '../hosts/host-tasks.ts';
import type { Simulation } from '../simulation.ts';
import type { Leaving, ServiceLoad, Station } from './service-load.ts';
import { servingTasks } from './serving-tasks.ts';
import { speedOfTask } from './task-speed.ts';

/** Less than this in flight is nothing. */
export const NOTHING = 1e-9;

/** In flight in one task of a station. */
interface InFlight {
  readonly standing: number;
  readonly backlog: number;
  /** Tasks with a backlog stay among those that they had it with. */
  readonly station: number;
  /** What becomes of it when nothing new comes. */
  readonly leaving: Leaving;
}

/**
 * Parts the tasks of a service into stations anew: who came serves, who is stopping serves no new requests but those that it
 * has, and what was in flight in a task that has gone is cut off.
 */
export function rebuildStations(simulation: Simulation, load: ServiceLoad): void {
  const inFlight = takeApart(simulation, load);
  const stations = new Map<string, StationParts>();
  const { tasks, shares, works, unknown, untilMs, lines } = servingTasks(simulation, load);
  const isPooled = lines !== null;
  for (const [i, task] of tasks.entries()) {
    const ordinal = simulation.tasks.ordinal[task]!;
    let carried = inFlight.get(ordinal);
    inFlight.delete(ordinal);
    if (carried !== undefined && simulation.restarted.has(ordinal)) {
      cutOff(simulation, load, carried.standing + carried.backlog);
      carried = undefined;
    }
    const member = { share: shares[i]!, works: works[i]!, isPooled, line: lines?.[i] ?? NONE, carried };
    join(simulation, stations, task, member);
  }
  // Nothing comes to them so far, but they use what they use whatever comes.
  for (const task of unknown)
    if (!inFlight.has(simulation.tasks.ordinal[task]!))
      join(simulation, stations, task, { share: 0, works: false, isPooled, line: NONE, carried: undefined });
  for (const station of load.stations)
    for (const [i, ordinal] of station.ordinals.entries()) {
      const carried = inFlight.get(ordinal);
      if (carried === undefined) continue;
      if (station.share > 0) leaveBehind(simulation, load, ordinal, station.share / station.tasks.length);
      const task = station.tasks[i]!;
      if (finishesItsRequests(simulation, task, ordinal))
        join(simulation, stations, task, { share: 0, works: station.works, isPooled, line: NONE, carried });
      else cutOff(simulation, load, carried.standing + carried.backlog);
    }
  load.stations = [...stations.values()].map((parts) => stationOf(load, parts));
  load.spread = null;
  load.sharesUntil = untilMs;
  if (load.queue !== null)
    load.queue.inHand = load.stations.reduce(
      (sum, { share, standing }) => sum + (share > 0 ? standing : 0),
      0,
    );
}

/**
 * Callers that found the task by DNS go on calling it until their answers are too old (ecs:R-8.5). A load balancer finds out by its
 * checks that a task is gone with its instance (autoscaling:R-5.4); on average half an interval passes until the first one fails.
 */
function leaveBehind(simulation: Simulation, load: ServiceLoad, ordinal: number, share: number): void {
  const { scenario, now, lost } = simulation;
  const { discovery, loadBalancers } = scenario.services[load.service]!;
  const [first] = loadBalancers;
  const leave = (forMs: number, fades: boolean) => {
    load.leftBehind = [...load.leftBehind, { share, since: now, forMs, fades }];
  };
  if (first === undefined) {
    if (discovery.kind === 'dns') leave(discovery.ttlMs, true);
  } else if (lost.has(ordinal)) {
    const { intervalMs, unhealthyThreshold } = scenario.targetGroups[first.targetGroup]!.healthCheck;
    leave((unhealthyThreshold - 0.5) * intervalMs, false);
  }
}

interface StationParts {
  readonly workload: number;
  readonly provider: number;
  readonly speed: number;
  readonly works: boolean;
  readonly isRunning: boolean;
  readonly isPooled: boolean;
  readonly tasks: TaskIndex[];
  readonly ordinals: number[];
  readonly zones: number[];
  share: number;
  standing: number;
  backlog: number;
  leaving: Leaving | null;
}

interface Member {
  readonly share: number;
  readonly works: boolean;
  readonly isPooled: boolean;
  readonly line: number;
  readonly carried: InFlight | undefined;
}

function join(
  simulation: Simulation,
  stations: Map<string, StationParts>,
  task: TaskIndex,
  { share, works, isPooled, line, carried }: Member,
): void {
  const { tasks } = simulation;
  const workload = tasks.workload[task]!;
  const provider = tasks.provider[task]!;
  const speed = speedOfTask(simulation, task);
  const isLeaving = share === 0 && carried !== undefined && carried.standing + carried.backlog > NOTHING;
  const cohort = isLeaving || (carried !== undefined && carried.backlog > NOTHING) ? carried.station : -1;
  const isRunning = tasks.status[task] === TaskStatus.RUNNING;
  const shared = hostTaskOf(simulation, task) !== null;
  const alone = shared ? `/${task}` : '';
  const key = `${workload}/${provider}/${speed}/${isPooled && share > 0 ? `line ${line}` : share}/${works}/${isRunning}/${cohort}${alone}`;
  let parts = stations.get(key);
  if (parts === undefined) {
    const sums = { share: 0, standing: 0, backlog: 0 };
    parts = {
      workload,
      provider,
      speed,
      works,
      isRunning,
      isPooled,
      tasks: [],
      ordinals: [],
      zones: [],
      ...sums,
      leaving: isLeaving ? { ...carried.leaving, inFlight: 0 } : null,
    };
    stations.set(key, parts);
  }
  parts.tasks.push(task);
  parts.ordinals.push(tasks.ordinal[task]!);
  const zone = tasks.zone[task]!;
  while (parts.zones.length <= zone) parts.zones.push(0);
  parts.zones[zone]!++;
  parts.share += share;
  parts.standing += carried?.standing ?? 0;
  parts.backlog += carried?.backlog ?? 0;
  if (parts.leaving !== null && carried !== undefined)
    parts.leaving = { ...parts.leaving, inFlight: parts.leaving.inFlight + carried.leaving.inFlight };
}

function stationOf({ queue }: ServiceLoad, parts: StationParts): Station {
  const { workload, provider, speed, works, isRunning, tasks, ordinals, zones, share, leaving } = parts;
  // Workers that are stopping go on with what they have in hand.
  const isFinishing = queue !== null && share === 0;
  // Key by key, because this runs whenever a task comes or goes.
  return {
    workload,
    provider,
    speed,
    works,
    isRunning,
    isPooled: parts.isPooled && tasks.length > 1,
    tasks,
    ordinals,
    zones,
    share,
    leaving,
    standing: isFinishing ? 0 : parts.standing,
    backlog: isFinishing ? parts.standing + parts.backlog : parts.backlog,
    cpu: null,
    rate: 0,
    capacity: 0,
    responses: null,
    rejectedShare: 0,
    timedOutShare: 0,
    failedCallsShare: 0,
    standingGoal: parts.standing,
    usedCpu: 0,
    usedMemory: 0,
    wantedCpu: 0,
    wantedMemory: 0,
    alone: NO_RESPONSES,
    mostWaiting: Number.POSITIVE_INFINITY,
  };
}

const NO_RESPONSES = new LogHistogram();

/** What is in flight in each task, by its ordinal. */
function takeApart({ now }: Simulation, { stations }: ServiceLoad): Map<number, InFlight> {
  const inFlight = new Map<number, InFlight>();
  for (const [number, station] of stations.entries()) {
    const { ordinals, standing, backlog, responses, alone, timedOutShare, failedCallsShare } = station;
    const { length } = ordinals;
    const { inFlight: atFirst, ...rest } = station.leaving ?? {
      since: now,
      inFlight: standing,
      responses: responses ?? alone,
      timedOutShare,
      failedCallsShare,
    };
    const leaving = { ...rest, inFlight: atFirst / length };
    for (const ordinal of ordinals)
      inFlight.set(ordinal, {
        standing: standing / length,
        backlog: backlog / length,
        station: number,
        leaving,
      });
  }
  return inFlight;
}

/** Whether a task that gets no new requests goes on with those it has: its containers have not ended yet (ecs:R-1.25). */
function finishesItsRequests({ tasks }: Simulation, task: TaskIndex, ordinal: number): boolean {
  if (tasks.ordinal[task] !== ordinal) return false;
  const status = tasks.status[task]!;
  if (status === TaskStatus.RUNNING || status === TaskStatus.DEACTIVATING) return true;
  return status === TaskStatus.STOPPING && tasks.stopCode[task] !== StopCode.EssentialContainerExited;
}

/** Requests are lost; messages come back into the queue when nobody has deleted them in time. */
function cutOff({ now }: Simulation, { sums, queue, spec }: ServiceLoad, inFlight: number): void {
  if (queue === null) sums.cutOff += inFlight;
  else if (inFlight > NOTHING)
    queue.hidden.push({
      at: now + spec.requests.queue!.visibilityTimeoutMs,
      messages: inFlight,
      // They were taken just before those that are the oldest now.
      cameAt: queue.batches[0]?.fromMs ?? now,
    });
}
