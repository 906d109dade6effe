/**
 * The slow, obvious biller of load balancers and of bytes into the internet: goes through everything that was told, hour by
 * hour, with the numbers of AWS's pages. It imports nothing from what it checks.
 */
export interface Told {
  /** Epoch milliseconds at which it was told; what is told at the end of an hour was in it. */
  readonly atMs: number;
  readonly requests: number;
  readonly answered: number;
}

export interface Weight {
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly requestsPerConnection: number;
  readonly connectionSeconds: number;
}

const HOUR_MS = 3_600_000;

/** New connections a second, active ones a minute, and decimal GB an hour that a capacity unit holds. */
const UNITS = { application: [25, 3000], network: [800, 100_000] } as const;

/** Hours and capacity units between two instants: a started hour is a whole one; units are those of the highest dimension. */
export function slowBalancer(
  type: 'application' | 'network',
  told: readonly Told[],
  { requestBytes, responseBytes, requestsPerConnection, connectionSeconds }: Weight,
  fromMs: number,
  toMs: number,
  rules: number,
): { readonly hours: number; readonly units: number } {
  let [hours, units] = [0, 0];
  const [newPerSecond, activePerMinute] = UNITS[type];
  for (let hour = Math.floor(fromMs / HOUR_MS) * HOUR_MS; hour < toMs; hour += HOUR_MS) {
    hours++;
    let [requests, answered] = [0, 0];
    for (const one of told) {
      if (one.atMs <= Math.max(hour, fromMs) || one.atMs > hour + HOUR_MS) continue;
      requests += one.requests;
      answered += one.answered;
    }
    const connections = Math.round(requests / requestsPerConnection);
    const gb = (requests * requestBytes + answered * responseBytes) / 1e9;
    const active = (connections * connectionSeconds) / 3600;
    // Ten rules are free, and only an application load balancer has any.
    const evaluations = (requests * Math.max(0, rules - 10)) / 3600 / 1000;
    units += Math.max(connections / 3600 / newPerSecond, active / activePerMinute, gb, evaluations);
  }
  return { hours, units };
}

/** From so many GiB of a month on, 1e-10 USD a GiB. */
export interface Step {
  readonly from: number;
  readonly rate: bigint;
}

const GIB = 2n ** 30n;

/** Nano-USD of what left in each month, by its number since 1970, once the free GiB of the month are off. */
export function slowEgress(
  told: readonly Told[],
  responseBytes: number,
  steps: readonly Step[],
  freeGib: number,
  fromMs: number,
): Map<number, bigint> {
  const months = new Map<number, bigint>();
  for (const { atMs, answered } of told) {
    if (atMs <= fromMs) continue;
    const day = new Date(atMs - 1);
    const month = day.getUTCFullYear() * 12 + day.getUTCMonth();
    months.set(month, (months.get(month) ?? 0n) + BigInt(answered) * BigInt(responseBytes));
  }
  for (const [month, bytes] of months) {
    const free = BigInt(freeGib) * GIB;
    const paid = bytes > free ? bytes - free : 0n;
    let nano = 0n;
    for (const [i, { from, rate }] of steps.entries()) {
      const begins = BigInt(from) * GIB;
      const ends = i + 1 < steps.length ? BigInt(steps[i + 1]!.from) * GIB : paid;
      const inside = (paid < ends ? paid : ends) - begins;
      // To the nearest nano-USD, a half up.
      if (inside > 0n) nano += (2n * inside * rate + GIB * 10n) / (GIB * 20n);
    }
    months.set(month, nano);
  }
  return months;
}
