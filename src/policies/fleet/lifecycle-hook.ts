/** How a lifecycle action ends: on launch ABANDON ends the instance, on termination it skips the other hooks (scaling: ). */
export type LifecycleResult = 'CONTINUE' | 'ABANDON';

/** A hook as it is set up, and what whoever serves it does with one instance. */
export interface LifecycleAction {
  /** Of `heartbeatTimeout`. */
  readonly heartbeatMs: number;
  /** Of a time-out. */
  readonly defaultResult: LifecycleResult;
  /** From the beginning of the wait until CompleteLifecycleAction; `null`: nobody calls it. */
  readonly completedMs: number | null;
  readonly result: LifecycleResult;
  /** Between two calls of RecordLifecycleActionHeartbeat; `null`: there are none. */
  readonly heartbeatEveryMs: number | null;
  /** At most so many of them; `null`: until the end. */
  readonly heartbeats: number | null;
}

/** How long a wait lasts, and how it ends. */
export interface LifecycleWait {
  readonly ms: number;
  readonly result: LifecycleResult;
}

const LONGEST_WAIT_MS = 48 * 3_600_000;
const MOST_HEARTBEATS = 100;

/** No heartbeats keep an instance waiting for longer (scaling: ). */
export function globalTimeoutMs(heartbeatMs: number): number {
  return Math.min(LONGEST_WAIT_MS, MOST_HEARTBEATS * heartbeatMs);
}

/** The wait of one hook: until it is completed, or has timed out; each heartbeat begins the time-out anew (scaling: ). */
export function waitOf(action: LifecycleAction): LifecycleWait {
  const { heartbeatMs, defaultResult, completedMs, result } = action;
  const timeoutMs = Math.min(lastHeartbeatMs(action) + heartbeatMs, globalTimeoutMs(heartbeatMs));
  if (completedMs !== null && completedMs <= timeoutMs) return { ms: completedMs, result };
  return { ms: timeoutMs, result: defaultResult };
}

/** When the last heartbeat comes that still counts; 0: none does. */
function lastHeartbeatMs({ heartbeatMs, heartbeatEveryMs, heartbeats }: LifecycleAction): number {
  if (heartbeatEveryMs === null || heartbeatEveryMs >= heartbeatMs) return 0;
  return heartbeats === null ? Number.POSITIVE_INFINITY : heartbeats * heartbeatEveryMs;
}

/** All hooks of a transition wait side by side: until the last one has continued, or the first one abandons (scaling: ). */
export function waitForAll(waits: readonly LifecycleWait[]): LifecycleWait {
  const abandoned = waits.filter(({ result }) => result === 'ABANDON').map(({ ms }) => ms);
  if (abandoned.length > 0) return { ms: Math.min(...abandoned), result: 'ABANDON' };
  return { ms: Math.max(...waits.map(({ ms }) => ms)), result: 'CONTINUE' };
}
