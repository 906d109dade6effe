/** What a container's settings may be and are by default, as RegisterTaskDefinition has them; seconds and counts. */

/** `healthCheck` (ecs: ). */
export const HEALTH_CHECK: {
  readonly interval: Setting;
  readonly timeout: Setting;
  readonly retries: Setting;
  readonly startPeriod: Setting;
} = {
  interval: { minimum: 5, maximum: 300, preset: 30 },
  timeout: { minimum: 2, maximum: 60, preset: 5 },
  retries: { minimum: 1, maximum: 10, preset: 3 },
  startPeriod: { minimum: 0, maximum: 300, preset: 0 },
};

/** `restartPolicy.restartAttemptPeriod` (ecs: ). */
export const RESTART_ATTEMPT_PERIOD: Setting = { minimum: 60, maximum: 1800, preset: 300 };
/** `restartPolicy.ignoredExitCodes` of one container (ecs: ). */
export const MAX_IGNORED_EXIT_CODES = 50;

/** `startTimeout` on Fargate; on instances AWS states no bounds, and there is no default (ecs: ). */
export const FARGATE_START_TIMEOUT: { readonly minimum: number; readonly maximum: number } = {
  minimum: 2,
  maximum: 120,
};

/** How long a probe of a health check takes, ms. Assumed: it answers or fails at once; one that hangs is not modelled. */
export const PROBE_MS = 0;

/**
 * How long a container runs whose end others wait for and about which the scenario says nothing (`images.NAME.runsFor`), ms.
 * Assumed: such containers fetch a file or look something up, a matter of seconds.
 */
export const INITIAL_RUN_MS = 5000;

/** Bounds, both included, and what counts where nothing is said. */
export interface Setting {
  readonly minimum: number;
  readonly maximum: number;
  readonly preset: number;
}
