/** What AWS publishes about how services find one another; a name that says no unit is a count. */

/** Records in one answer of a name of Cloud Map with MULTIVALUE routing (ecs: ). */
export const DNS_RECORDS = 8;

/** Service Connect: `perRequestTimeoutSeconds` where nothing is said; with TCP there is none (ecs: ). */
export const PER_REQUEST_TIMEOUT_SECONDS = 15;

/** Service Connect: `idleTimeoutSeconds` where nothing is said, by what a port speaks (ecs: ). */
export const IDLE_TIMEOUT_SECONDS: { readonly http: number; readonly tcp: number } = { http: 300, tcp: 3600 };

/** Both can be up to here; 0: off. */
export const MAX_CONNECT_TIMEOUT_SECONDS = 2_147_483_647;

/** Service Connect: attempts after one that failed (ecs: ). */
export const CONNECT_RETRIES = 2;

/** Service Connect: failures within `windowMs` that put a host out, and for how long (ecs: ). */
export const CONNECT_OUTLIER: {
  readonly failures: number;
  readonly windowMs: number;
  /** The first time; a further time as much longer. Assumed: between the two nothing is published. */
  readonly leastMs: number;
  readonly mostMs: number;
} = { failures: 5, windowMs: 30_000, leastMs: 30_000, mostMs: 300_000 };

/** Service Connect: CPU units and MiB of the proxy in a task, as AWS advises (ecs: ). */
export const CONNECT_PROXY: {
  readonly cpu: number;
  readonly memory: number;
  /** Instead, above so many requests a second at the peak. */
  readonly busy: { readonly perSecond: number; readonly cpu: number };
  /** Instead, above so many services or tasks in the namespace. */
  readonly large: { readonly services: number; readonly tasks: number; readonly memory: number };
} = {
  cpu: 256,
  memory: 64,
  busy: { perSecond: 500, cpu: 512 },
  large: { services: 100, tasks: 2000, memory: 128 },
};
