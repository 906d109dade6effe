import { LogHistogram } from '../../kernel/log-histogram.ts';
import { StopCode, TaskStatus } from '../../model/task-status.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import { hostTaskOf } from '../hosts/host-tasks.ts';
import type { Simulation } from '../simulation.ts';
import type { ServiceLoad, Station } from './service-load.ts';
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
}

/**
 * Parts the tasks of a service into stations anew: who came serves, who is stopping serves no new requests but those that it
 * has, and what was in flight in a task that has gone is cut off.
 */
export function rebuildStations(simulation: Simulation, load: ServiceLoad): void {
  const inFlight = takeApart(load);
  const stations = new Map<string, StationParts>();
  const { tasks, shares, works, unknown, untilMs, isPooled } = servingTasks(simulation, load);
  for (const [i, task] of tasks.entries()) {
    const carried = inFlight.get(simulation.tasks.ordinal[task]!);
    inFlight.delete(simulation.tasks.ordinal[task]!);
    join(simulation, stations, task, { share: shares[i]!, works: works[i]!, isPooled, carried });
  }
  // Nothing comes to them so far, but they use what they use whatever comes.
  for (const task of unknown)
    if (!inFlight.has(simulation.tasks.ordinal[task]!))
      join(simulation, stations, task, { share: 0, works: false, isPooled, carried: undefined });
  for (const station of load.stations)
    for (const [i, ordinal] of station.ordinals.entries()) {
      const carried = inFlight.get(ordinal);
      if (carried === undefined) continue;
      const task = station.tasks[i]!;
      if (station.share > 0) leaveBehind(simulation, load, station.share / station.tasks.length);
      if (finishesItsRequests(simulation, task, ordinal)) {
        const rest = { standing: 0, backlog: carried.standing + carried.backlog, station: carried.station };
        join(simulation, stations, task, { share: 0, works: station.works, isPooled, carried: rest });
      } else cutOff(simulation, load, carried.standing + carried.backlog);
    }
  load.stations = [...stations.values()].map((parts) => stationOf(parts));
  load.sharesUntil = untilMs;
  if (load.queue !== null)
    load.queue.inHand = load.stations.reduce(
      (sum, { share, standing }) => sum + (share > 0 ? standing : 0),
      0,
    );
}

/** Callers that found the task by DNS go on calling it until their answers are too old (ecs: ). */
function leaveBehind({ scenario, now }: Simulation, load: ServiceLoad, share: number): void {
  const { discovery, loadBalancers } = scenario.services[load.service]!;
  if (discovery.kind === 'dns' && loadBalancers.length === 0)
    load.leftBehind = [...load.leftBehind, { share, since: now }];
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
  share: number;
  standing: number;
  backlog: number;
}

interface Member {
  readonly share: number;
  readonly works: boolean;
  readonly isPooled: boolean;
  readonly carried: InFlight | undefined;
}

function join(
  simulation: Simulation,
  stations: Map<string, StationParts>,
  task: TaskIndex,
  { share, works, isPooled, carried }: Member,
): void {
  const { tasks } = simulation;
  const workload = tasks.workload[task]!;
  const provider = tasks.provider[task]!;
  const speed = speedOfTask(simulation, task);
  const cohort = carried !== undefined && carried.backlog > NOTHING ? carried.station : -1;
  const isRunning = tasks.status[task] === TaskStatus.RUNNING;
  const shared = hostTaskOf(simulation, task) !== null;
  const alone = shared ? `/${task}` : '';
  const key = `${workload}/${provider}/${speed}/${isPooled ? share > 0 : share}/${works}/${isRunning}/${cohort}${alone}`;
  let parts = stations.get(key);
  if (parts === undefined) {
    const sums = { share: 0, standing: 0, backlog: 0 };
    parts = { workload, provider, speed, works, isRunning, isPooled, tasks: [], ordinals: [], ...sums };
    stations.set(key, parts);
  }
  parts.tasks.push(task);
  parts.ordinals.push(tasks.ordinal[task]!);
  parts.share += share;
  parts.standing += carried?.standing ?? 0;
  parts.backlog += carried?.backlog ?? 0;
}

function stationOf(parts: StationParts): Station {
  return {
    ...parts,
    isPooled: parts.isPooled && parts.tasks.length > 1,
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
    alone: NO_RESPONSES,
    mostWaiting: Number.POSITIVE_INFINITY,
  };
}

const NO_RESPONSES = new LogHistogram();

/** What is in flight in each task, by its ordinal. */
function takeApart({ stations }: ServiceLoad): Map<number, InFlight> {
  const inFlight = new Map<number, InFlight>();
  for (const [number, { ordinals, standing, backlog }] of stations.entries())
    for (const ordinal of ordinals)
      inFlight.set(ordinal, {
        standing: standing / ordinals.length,
        backlog: backlog / ordinals.length,
        station: number,
      });
  return inFlight;
}

/** Whether a task that gets no new requests goes on with those it has: its containers have not ended yet (ecs: ). */
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
