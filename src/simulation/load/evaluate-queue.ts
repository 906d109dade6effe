import { capacityPerMs, coresUsed, reachedUtilisation } from '../../requests/utilisation.ts';
import type { Simulation } from '../simulation.ts';
import { callResponses, callsNow } from './calls.ts';
import { coresOf } from './cores-of.ts';
import { HandsProfile } from './hands-profile.ts';
import { NOTHING } from './rebuild-stations.ts';
import type { QueueState, ServiceLoad, Station } from './service-load.ts';

/** Works out what the workers of a queue can do from now on: each task works on so many messages at once. */
export function evaluateQueue(simulation: Simulation, load: ServiceLoad, queue: QueueState): void {
  takeBack(simulation, load, queue);
  const { requests } = load.spec;
  const most = requests.mostPerTask ?? 1;
  const callMs = callResponses(simulation, load)?.meanMs ?? 0;
  const { failedShare, made } = callsNow(simulation, load);
  load.callsMade = made;
  // A message whose calls fail is not deleted, and is worked on again.
  const doneShare = 1 - failedShare;
  let hands = 0;
  queue.capacity = 0;
  for (const station of load.stations) {
    station.capacity = station.tasks.length * doneShare * capacityOf(simulation, load, station, callMs);
    if (station.share === 0) continue;
    hands += station.tasks.length * most;
    queue.capacity += station.capacity;
  }
  const profile = profileFor(simulation, load, queue, hands);
  queue.profile = profile;
  const utilisation = profile === null ? 0 : load.rate / queue.capacity;
  const isFull = profile === null || queue.backlog > NOTHING || utilisation >= 1;
  load.responses = isFull
    ? null
    : profile.at(reachedUtilisation(utilisation, queue.capacity * load.periodMs));
  load.admittedRate = isFull ? queue.capacity : load.rate;
  queue.inHandGoal = Math.min(1, isFull ? 1 : utilisation) * hands;
  if (isFull) fillHands(queue);
  for (const station of load.stations) evaluateWorkers(simulation, load, station, isFull ? 1 : utilisation);
  spreadInHand(load, queue);
  const { backlog, capacity } = queue;
  if (!isFull || profile === null || capacity <= load.rate) return;
  // Until nothing waits; what free hands have taken is done when their work on it is.
  const lastsMs = backlog > NOTHING ? backlog / (capacity - load.rate) : profile.workMs;
  load.dueAt = Math.min(load.dueAt, simulation.now + Math.max(1, Math.ceil(lastsMs)));
}

/** Hands that are free take what waits. */
function fillHands(queue: QueueState): void {
  const taken = Math.max(0, Math.min(queue.backlog, queue.inHandGoal - queue.inHand));
  queue.backlog -= taken;
  queue.inHand += taken;
}

/** Each task has its part of what is in hand, by what it can do. */
export function spreadInHand({ stations }: ServiceLoad, { inHand, capacity }: QueueState): void {
  for (const station of stations)
    if (station.share > 0) station.standing = capacity > 0 ? (inHand * station.capacity) / capacity : 0;
}

/** Messages whose workers were cut off come back when nobody has deleted them in time. */
function takeBack({ now }: Simulation, load: ServiceLoad, queue: QueueState): void {
  for (const { at, messages, cameAt } of queue.hidden)
    if (at <= now) {
      queue.backlog += messages;
      queue.returned += messages;
      queue.batches.unshift({ fromMs: cameAt, untilMs: cameAt, messages });
      queue.followed += messages;
    }
  queue.hidden = queue.hidden.filter(({ at }) => at > now);
  for (const { at } of queue.hidden) load.dueAt = Math.min(load.dueAt, at);
}

/** The present one as long as there are as many hands that are as quick. */
function profileFor(
  simulation: Simulation,
  { spec }: ServiceLoad,
  queue: QueueState,
  hands: number,
): HandsProfile | null {
  if (queue.capacity === 0) return null;
  const workMs = hands / queue.capacity;
  const known = queue.profile;
  if (known?.hands === hands && known.workMs === workMs) return known;
  return new HandsProfile(simulation, hands, workMs, spec.requests);
}

/** Messages a millisecond of one task: as its hands have time for them, or as its CPU lets it. */
function capacityOf(simulation: Simulation, { spec }: ServiceLoad, station: Station, callMs: number): number {
  const { cpuTime, queue, mostPerTask } = spec.requests;
  const cpuMs = cpuTime.meanMs / station.speed;
  const perHand = 1 / (queue!.workMs - cpuTime.meanMs + cpuMs + callMs);
  const { own, background } = coresOf(simulation, spec, station);
  const byHands = (mostPerTask ?? 1) * perHand;
  station.wantedCpu = background + coresUsed(byHands, cpuMs);
  return cpuMs === 0 ? byHands : Math.min(byHands, capacityPerMs(own, cpuMs));
}

/** What workers use while this part of their hands is busy. */
function evaluateWorkers(
  simulation: Simulation,
  { spec }: ServiceLoad,
  station: Station,
  busyShare: number,
): void {
  const { cpuTime, memoryMib, mostPerTask } = spec.requests;
  const { need, limits } = simulation.workloadStates[station.workload]!.definition;
  const { background, most } = coresOf(simulation, spec, station);
  const isWorking = station.share > 0 || station.backlog > NOTHING;
  const share = isWorking ? (station.share > 0 ? busyShare : 1) : 0;
  const rate = (share * station.capacity) / station.tasks.length;
  station.usedCpu = Math.min(most, background + (rate * cpuTime.meanMs) / station.speed);
  if (share < 1) station.wantedCpu = station.usedCpu;
  station.wantedMemory = spec.usage.memory * need.memory + memoryMib * (mostPerTask ?? 1) * share;
  station.usedMemory = Math.min(station.wantedMemory, limits.memory ?? Number.POSITIVE_INFINITY);
}
