import { CONNECT_OUTLIER, CONNECT_PROXY, CONNECT_RETRIES } from '../../catalog/discovery-settings.ts';

/**
 * For how long, ms, the proxies send a host nothing after so many failures of it in the last 30 s; `before`: how often it was
 * put out already. 0: it is not put out (ecs: ).
 */
export function ejectionMs(failures: number, before: number): number {
  if (failures < CONNECT_OUTLIER.failures) return 0;
  return Math.min(CONNECT_OUTLIER.leastMs * (before + 1), CONNECT_OUTLIER.mostMs);
}

/** What becomes of a request with its retries. */
export interface RetriedRequests {
  /** Part of the requests whose every attempt failed. */
  readonly failedShare: number;
  /** Attempts of a request, on average: what the hosts see of it. */
  readonly attempts: number;
}

/**
 * Requests in turn over hosts that each fail this part of their attempts. An attempt that fails is made again on a host that
 * the request was not at yet, twice at most: three hosts in a row must fail it, all there are if they are fewer (ecs: ).
 * Over all orders of hosts the part that the first k fail is the mean product of k of the parts: with m of n hosts that fail
 * everything C(m, k) / C(n, k), with a part f of every host f^k.
 */
export function retryRequests(failing: ArrayLike<number>): RetriedRequests {
  const hosts = failing.length;
  const most = Math.min(CONNECT_RETRIES + 1, hosts);
  // Sums of the products of k parts, k from 0 up.
  const products = new Float64Array(most + 1);
  products[0] = 1;
  for (let host = 0; host < hosts; host++)
    for (let k = most; k > 0; k--) products[k]! += products[k - 1]! * failing[host]!;
  let choices = 1;
  let failedShare = 1;
  let attempts = 0;
  for (let k = 1; k <= most; k++) {
    attempts += failedShare;
    choices *= (hosts - k + 1) / k;
    failedShare = products[k]! / choices;
  }
  return { failedShare, attempts };
}

/** CPU units and MiB to add to a task for its Service Connect proxy, as AWS advises (ecs: ). */
export function proxySize({
  peakPerSecond,
  services,
  tasks,
}: {
  /** Requests a second of one task at its peak. */
  readonly peakPerSecond: number;
  /** In the namespace. */
  readonly services: number;
  readonly tasks: number;
}): { readonly cpu: number; readonly memory: number } {
  const { cpu, memory, busy, large } = CONNECT_PROXY;
  return {
    cpu: peakPerSecond > busy.perSecond ? busy.cpu : cpu,
    memory: services > large.services || tasks > large.tasks ? large.memory : memory,
  };
}
