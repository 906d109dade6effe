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
  if (queue.capacity === 0) queue.backlog += put;
  else if (load.responses !== null) {
    const inHand = Math.min(queue.inHandGoal, queue.inHand + put);
    const done = queue.inHand + put - inHand;
    queue.inHand = inHand;
    sums.served += done;
    if (done > NOTHING)
      for (const observer of listeners.responsesSeen)
        observer.responsesSeen(now, service, load.responses, done);
  } else workOff(simulation, load, queue, durationMs);
  for (const station of load.stations) if (station.share === 0) finish(load, station, durationMs);
  spreadInHand(load, queue);
  follow(queue, put, now - durationMs, now);
  tellQueue(simulation, load, queue);
}

/** Workers that are stopping go on with what they have in hand. */
function finish({ sums }: ServiceLoad, station: Station, durationMs: number): void {
  const done = Math.min(station.backlog, station.capacity * durationMs);
  station.backlog -= done;
  sums.served += done;
}

/** More lies in the queue than the hands can take at once. */
function workOff(
  { now, listeners }: Simulation,
  { rate, sums, service }: ServiceLoad,
  queue: QueueState,
  durationMs: number,
): void {
  const advance = advanceBacklog(queue.backlog, {
    offeredPerMs: rate,
    durationMs,
    capacityPerMs: queue.capacity,
    timeoutMs: Number.POSITIVE_INFINITY,
    mostWaiting: Number.POSITIVE_INFINITY,
  });
  queue.backlog = advance.backlog;
  sums.served += advance.served;
  if (advance.served <= NOTHING) return;
  waited.clear();
  for (const { fromMs, toMs, weight } of advance.waits) addWaited(waited, queue.alone!, fromMs, toMs, weight);
  const atOnce = advance.served - advance.waits.reduce((sum, { weight }) => sum + weight, 0);
  if (atOnce > NOTHING) waited.merge(queue.alone!, atOnce / queue.alone!.count);
  for (const observer of listeners.responsesSeen) observer.responsesSeen(now, service, waited, advance.served);
}

/** Keeps when the messages came that still wait: the last ones, as many as there are. */
function follow(queue: QueueState, put: number, fromMs: number, untilMs: number): void {
  if (queue.backlog <= NOTHING) {
    queue.batches.length = 0;
    return;
  }
  if (put > 0) queue.batches.push({ fromMs, untilMs, messages: put });
  let surplus = queue.batches.reduce((sum, { messages }) => sum + messages, 0) - queue.backlog;
  let gone = 0;
  for (const [i, { fromMs: from, untilMs: until, messages }] of queue.batches.entries()) {
    if (surplus <= 0) break;
    if (messages > surplus) {
      const passed = surplus / messages;
      queue.batches[i] = { fromMs: from + (until - from) * passed, untilMs: until, messages: messages - surplus };
      break;
    }
    surplus -= messages;
    gone++;
  }
  queue.batches.splice(0, gone);
}

/** Tells how many messages wait, and how long the oldest has. */
export function tellQueue({ now, listeners }: Simulation, { service }: ServiceLoad, queue: QueueState): void {
  const oldestMs = queue.batches.length === 0 ? 0 : now - queue.batches[0]!.fromMs;
  for (const observer of listeners.queueSeen)
    observer.queueSeen(now, service, Math.round(queue.backlog), Math.round(oldestMs));
}
