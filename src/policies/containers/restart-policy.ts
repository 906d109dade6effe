/** An enabled `restartPolicy` (ecs: ). */
export interface RestartPolicy {
  readonly ignoredExitCodes: readonly number[];
  /** A container is restarted only when it has run for so long since its start or its last restart. */
  readonly restartAttemptPeriodMs: number;
}

/** The end of a container by itself. */
export interface ContainerExit {
  /** Null where the container ended without one. */
  readonly exitCode: number | null;
  readonly atMs: number;
  readonly startedAtMs: number;
  readonly lastRestartAtMs: number | null;
  /** Whether it was to stop anyway: its task's desiredStatus is STOPPED. */
  readonly isStopping: boolean;
}

/** Whether a container starts again in its place while the task stays RUNNING; equality of the period restarts (ecs: ). */
export function shouldRestart(policy: RestartPolicy | null, exit: ContainerExit): boolean {
  const { exitCode, atMs, startedAtMs, lastRestartAtMs, isStopping } = exit;
  if (policy === null || isStopping || exitCode === null) return false;
  if (policy.ignoredExitCodes.includes(exitCode)) return false;
  return atMs - (lastRestartAtMs ?? startedAtMs) >= policy.restartAttemptPeriodMs;
}

/** What the end of a container means for its task, whatever the exit code (ecs: ). */
export function afterExit(
  container: { readonly essential: boolean; readonly restartPolicy: RestartPolicy | null },
  exit: ContainerExit,
): 'restart' | 'stopTask' | 'goOn' {
  if (shouldRestart(container.restartPolicy, exit)) return 'restart';
  return container.essential ? 'stopTask' : 'goOn';
}
