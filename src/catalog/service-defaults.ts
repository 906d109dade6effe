/** What AWS does not publish of the service scheduler, by name; durations are milliseconds. */
export interface DeploymentDefaults {
  /** Between two passes over a service that is not settled. */
  readonly 'scheduler.period': number;
  /** From RUNNING to counting as healthy, of a task that nothing checks. */
  readonly 'healthy.afterRunning': number;
  /** The least number of failures, whatever the percentage, that fails a deployment. */
  readonly 'circuitBreaker.floor': number;
  /** The greatest. */
  readonly 'circuitBreaker.ceiling': number;
  /** Whether a task that reached RUNNING and exits before it was ever healthy counts as a failure. */
  readonly 'circuitBreaker.countEarlyExit': boolean;
  /** Whether a task that does not reach RUNNING still counts once another of its deployment has. */
  readonly 'circuitBreaker.countLaunchFailuresAfterRunning': boolean;
  /** Whether a task that nobody has room for counts as one that cannot be launched. */
  readonly 'circuitBreaker.countPlacementFailures': boolean;
  /** The first wait of a service whose tasks keep failing to start; it doubles with each failure more. */
  readonly 'throttle.base': number;
  /** Failures in a row with which the waits begin. */
  readonly 'throttle.grace': number;
  /** The longest wait. */
  readonly 'throttle.max': number;
  /** How long a task that nobody has room for is tried at every pass. */
  readonly 'placement.retryFor': number;
  /** Between two tries after that. */
  readonly 'placement.retryPause': number;
  /** Whether an instance that becomes ACTIVE brings the next try at once. */
  readonly 'placement.retryOnCapacityChange': boolean;
  /** From the first sight of an imbalance between Availability Zones to the first task that mends it. */
  readonly 'azRebalance.delay': number;
  /** To the next try after a zone had no room. */
  readonly 'azRebalance.retry': number;
}

/** Assumed, each for the reason beside it. */
export const DEPLOYMENT_DEFAULTS: DeploymentDefaults = {
  // No period is published; deployments are seen to go on within seconds (ecs: ).
  'scheduler.period': 5000,
  // DeploymentConfiguration says 40 s, the page on draining says at once: the newer text, everywhere (ecs: ).
  'healthy.afterRunning': 40_000,
  // The guide says 3 today and said 10 in 2023 (ecs: ).
  'circuitBreaker.floor': 3,
  'circuitBreaker.ceiling': 200,
  // Without it a crash loop without checks never fails a deployment, as users reported of the old behaviour (ecs: ).
  'circuitBreaker.countEarlyExit': true,
  // The guide lets a deployment leave its first stage for good with its first task that is RUNNING (ecs: ).
  'circuitBreaker.countLaunchFailuresAfterRunning': false,
  // "Cannot be launched" says so, and users ask for it not to count (ecs; aws/containers-roadmap 1273).
  'circuitBreaker.countPlacementFailures': true,
  // Only the longest wait is published, 27 min today and 15 in 2023; the steps to it are ours (ecs: ).
  'throttle.base': 10_000,
  'throttle.grace': 3,
  'throttle.max': 27 * 60_000,
  // Measured once, in 2019 (ecs: ).
  'placement.retryFor': 50_000,
  'placement.retryPause': 5 * 60_000,
  // The pause was measured "even if room appears meanwhile" (ecs: ).
  'placement.retryOnCapacityChange': false,
  // "Periodically" is all that is published (ecs: ).
  'azRebalance.delay': 5 * 60_000,
  'azRebalance.retry': 30 * 60_000,
};
