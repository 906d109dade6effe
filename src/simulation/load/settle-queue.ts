import { LogHistogram } from '../../kernel/log-histogram.ts';
import { advanceBacklog } from '../../requests/backlog.ts';
import type { Simulation } from '../simulation.ts';
import { spreadInHand } from './evaluate-queue.ts';
import { NOTHING } from './rebuild-stations.ts';
import type { QueueState, ServiceLoad, Station } from './service-load.ts';
import { addWaited } from './waited.ts';

const waited = new LogHistogram();

/** Counts what workers have done to a queue since the last time: all hands together take messages in order. */
export function settleQueue(
  simulation: Simulation,
  load: ServiceLoad,
  queue: QueueState,
  durationMs: number,
): void {
  const { now, listeners } = simulation;
  const { sums, service } = load;
  const put = load.rate * durationMs;
  let workedOff = 0;
  if (queue.capacity === 0) queue.backlog += put;
  else if (load.responses !== null) {
    const inHand = Math.min(queue.inHandGoal, queue.inHand + put);
    const done = queue.inHand + put - inHand;
    queue.inHand = inHand;
    sums.served += done;
    if (done > NOTHING)
      for (const observer of listeners.responsesSeen)
        observer.responsesSeen(now, service, load.responses, done);
  } else workedOff = workOff(load, queue, durationMs);
  for (const station of load.stations) if (station.share === 0) finish(simulation, load, station, durationMs);
  spreadInHand(load, queue);
  let oldestMs = 0;
  if (queue.backlog > NOTHING || queue.batches.length > 0 || workedOff > 0) {
    waited.clear();
    oldestMs = follow(queue, put, now - durationMs, now);
    if (workedOff > NOTHING)
      for (const observer of listeners.responsesSeen) observer.responsesSeen(now, service, waited, workedOff);
  }
  for (const observer of listeners.queueSeen)
    observer.queueSeen(
      now,
      service,
      Math.round(queue.backlog),
      Math.round(oldestMs),
      Math.round(queue.returned),
    );
}

/** Workers that are stopping go on with what they have in hand. */
function finish(
  { now, listeners }: Simulation,
  { sums, service, queue }: ServiceLoad,
  station: Station,
  durationMs: number,
): void {
  const done = Math.min(station.backlog, station.capacity * durationMs);
  station.backlog -= done;
  sums.served += done;
  if (done > NOTHING && queue!.profile !== null)
    for (const observer of listeners.responsesSeen)
      observer.responsesSeen(now, service, queue!.profile.alone, done);
}

/** More lay in the queue than comes anyway: gives how much of it the hands have worked off. */
function workOff({ rate, sums }: ServiceLoad, queue: QueueState, durationMs: number): number {
  const isTaken = queue.backlog <= NOTHING && rate < queue.capacity;
  const { backlog, served } = advanceBacklog(queue.backlog, {
    offeredPerMs: rate,
    durationMs,
    capacityPerMs: queue.capacity,
    timeoutMs: Number.POSITIVE_INFINITY,
    mostWaiting: Number.POSITIVE_INFINITY,
  });
  queue.backlog = backlog;
  if (!isTaken) {
    // Hands that are free take their first message, and are not done with it.
    const taken = Math.max(0, Math.min(served, queue.inHandGoal - queue.inHand));
    queue.inHand += taken;
    sums.served += served - taken;
    return served - taken;
  }
  sums.served += served;
  // Free hands took it all, and are done with it.
  const before = queue.inHand;
  queue.inHand = Math.min(before, (rate / queue.capacity) * queue.inHandGoal);
  sums.served += before - queue.inHand;
  return served + before - queue.inHand;
}

/**
 * Keeps when the messages came that still wait: the last ones, as many as there are. Of the others it adds up how long they did.
 * Gives how long the oldest had waited at most.
 */
function follow(queue: QueueState, put: number, fromMs: number, untilMs: number): number {
  const { batches, backlog, profile } = queue;
  if (put > 0) batches.push({ fromMs, untilMs, messages: put });
  const gone = queue.followed + put - Math.max(0, backlog);
  queue.followed = Math.max(0, backlog);
  // The oldest go first, one after the other from the beginning of the interval to its end.
  let left = gone;
  let leftAt = fromMs;
  let oldestMs = 0;
  let passed = 0;
  while (left > NOTHING && passed < batches.length) {
    const { fromMs: from, untilMs: until, messages } = batches[passed]!;
    const taken = Math.min(left, messages);
    const cameUntil = from + (until - from) * (taken / messages);
    const nextAt = leftAt + (untilMs - fromMs) * (taken / gone);
    const [firstMs, lastMs] = [Math.max(0, leftAt - from), Math.max(0, nextAt - cameUntil)];
    oldestMs = Math.max(oldestMs, firstMs, lastMs);
    if (profile !== null) addWaited(waited, profile.alone, firstMs, lastMs, taken, Number.POSITIVE_INFINITY);
    if (taken < messages) batches[passed] = { fromMs: cameUntil, untilMs: until, messages: messages - taken };
    else passed++;
    left -= taken;
    leftAt = nextAt;
  }
  if (backlog <= NOTHING) batches.length = 0;
  else batches.splice(0, passed);
  return batches.length === 0 ? oldestMs : Math.max(oldestMs, untilMs - batches[0]!.fromMs);
}
