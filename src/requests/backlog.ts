/** What comes, and what a group of tasks can do about it, while nothing changes. */
export interface Overload {
  readonly offeredPerMs: number;
  readonly durationMs: number;
  /** Completions per ms while there is work for all cores. */
  readonly capacityPerMs: number;
  /** Who would have to wait longer than this is given up by its client: Infinity when nobody is. */
  readonly timeoutMs: number;
  /** The most requests that can wait; who finds so many is turned away: Infinity without a limit. */
  readonly mostWaiting: number;
}

/** Requests by what became of them, as real numbers: served + rejected + timedOut + (backlog - backlog before) = offered. */
export interface Advance {
  readonly served: number;
  readonly rejected: number;
  readonly timedOut: number;
  /** Requests that wait at the end. */
  readonly backlog: number;
  /** Part of the cores' time that was used, 0 to 1. */
  readonly busyShare: number;
  /** Of those served: who had to wait and for how long. The others (served less the sum of these) found room at once. */
  readonly waits: readonly Wait[];
}

/** So many requests that waited from `fromMs` to `toMs`, all of it equally likely. */
export interface Wait {
  readonly fromMs: number;
  readonly toMs: number;
  readonly weight: number;
}

/**
 * A backlog over one interval as a fluid (autoscaling: ): it grows by what is offered beyond the capacity and shrinks by
 * what is missing to it, served in order. It is never longer than what is served within the time-out, nor than there is room:
 * what comes on top is lost, and so is at the start what waits when the capacity has fallen. A request's wait is that
 * which it finds: backlog / capacity.
 */
export function advanceBacklog(backlogBefore: number, overload: Overload): Advance {
  const { offeredPerMs, durationMs, capacityPerMs, timeoutMs, mostWaiting } = overload;
  const withinTimeout = timeoutMs === Infinity ? Infinity : capacityPerMs * timeoutMs;
  const most = Math.min(withinTimeout, mostWaiting);
  const start = Math.min(backlogBefore, most);
  const growthPerMs = offeredPerMs - capacityPerMs;
  // The backlog changes evenly until it is as long as it can be, or gone; then it stays so.
  const end = growthPerMs > 0 ? most : 0;
  const untilEndMs = growthPerMs === 0 ? durationMs : Math.min(durationMs, (end - start) / growthPerMs);
  const restMs = durationMs - untilEndMs;
  const backlog = restMs > 0 ? end : Math.min(most, Math.max(0, start + growthPerMs * untilEndMs));
  const lost = backlogBefore - start + (growthPerMs > 0 ? growthPerMs * restMs : 0);
  const servedAtEnd = Math.min(offeredPerMs, capacityPerMs) * restMs;
  const served = capacityPerMs * untilEndMs + servedAtEnd;
  const waits: Wait[] = [];
  const addWait = (from: number, to: number, weight: number) => {
    if (weight > 0 && from + to > 0)
      waits.push({ fromMs: from / capacityPerMs, toMs: to / capacityPerMs, weight });
  };
  addWait(start, backlog, capacityPerMs * untilEndMs);
  addWait(backlog, backlog, servedAtEnd);
  const timesOut = withinTimeout <= mostWaiting;
  return {
    served,
    rejected: timesOut ? 0 : lost,
    timedOut: timesOut ? lost : 0,
    backlog,
    busyShare: capacityPerMs * durationMs > 0 ? Math.min(1, served / (capacityPerMs * durationMs)) : 0,
    waits,
  };
}
