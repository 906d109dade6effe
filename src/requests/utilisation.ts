const MS_PER_MINUTE = 60_000;

/** Cores that requests keep busy (utilisation law, autoscaling: ): completions per ms times CPU ms each. */
export function coresUsed(requestsPerMs: number, cpuMsPerRequest: number): number {
  return requestsPerMs * cpuMsPerRequest;
}

/** The most requests per ms that so many cores complete. */
export function capacityPerMs(cores: number, cpuMsPerRequest: number): number {
  return cores / cpuMsPerRequest;
}

/** How long a request's CPU work takes in a task that has nothing else to do, ms: below one core it is stretched (autoscaling: ). */
export function aloneMs(cpuMsPerRequest: number, coresPerTask: number): number {
  return cpuMsPerRequest / Math.min(1, coresPerTask);
}

/**
 * ALBRequestCountPerTarget, requests a minute and target (autoscaling: ), of requests over some time, given the
 * milliseconds that all targets were there together: 60,000 of one in a minute.
 */
export function requestCountPerTarget(requests: number, targetMs: number): number {
  return (MS_PER_MINUTE * requests) / targetMs;
}

/** Mean distance from zero that a random walk of variance 2 a step has reached is this times the root of its steps: 2 / sqrt(pi). */
const SPREAD = 1.1283791670955126;

/**
 * The utilisation whose steady state a task gets to while it could complete `completions` requests: from 0 up, below 1.
 * Near saturation a queue needs long to settle: until then it spreads like a random walk, and a steady state of
 * `utilisation / (1 - utilisation)` requests that is longer than the walk has not been reached.
 */
export function reachedUtilisation(utilisation: number, completions: number): number {
  return Math.min(utilisation, 1 - 1 / (1 + SPREAD * Math.sqrt(completions)));
}
