import {
  FARGATE_START_TIMEOUT,
  HEALTH_CHECK,
  MAX_IGNORED_EXIT_CODES,
  RESTART_ATTEMPT_PERIOD,
} from '../../catalog/container-settings.ts';
import type { HealthCheck } from '../../policies/containers/health-check.ts';
import type { RestartPolicy } from '../../policies/containers/restart-policy.ts';
import { describeValue } from '../reading/problem.ts';
import type { RequestProblem } from './request-problem.ts';

/** Seconds and counts as RegisterTaskDefinition takes them. */
export interface HealthCheckRequest {
  readonly interval?: number | null | undefined;
  readonly timeout?: number | null | undefined;
  readonly retries?: number | null | undefined;
  readonly startPeriod?: number | null | undefined;
}

export interface RestartPolicyRequest {
  readonly enabled: boolean;
  readonly ignoredExitCodes?: readonly number[] | null | undefined;
  /** Seconds. */
  readonly restartAttemptPeriod?: number | null | undefined;
}

/** What a container definition says of the container's own life. */
export interface ContainerLifeRequest {
  readonly healthCheck?: HealthCheckRequest | null | undefined;
  readonly restartPolicy?: RestartPolicyRequest | null | undefined;
  /** Seconds. */
  readonly startTimeout?: number | null | undefined;
}

/** The health check with what it does not say at its default; null without one (ecs: ). */
export function healthCheckOf(request: HealthCheckRequest | null | undefined): HealthCheck | null {
  if (request === null || request === undefined) return null;
  const { interval, timeout, retries, startPeriod } = HEALTH_CHECK;
  return {
    intervalMs: (request.interval ?? interval.preset) * 1000,
    timeoutMs: (request.timeout ?? timeout.preset) * 1000,
    retries: request.retries ?? retries.preset,
    startPeriodMs: (request.startPeriod ?? startPeriod.preset) * 1000,
  };
}

/** The restart policy, null when there is none or it is off (ecs: ). */
export function restartPolicyOf(request: RestartPolicyRequest | null | undefined): RestartPolicy | null {
  if (request?.enabled !== true) return null;
  return {
    ignoredExitCodes: request.ignoredExitCodes ?? [],
    restartAttemptPeriodMs: (request.restartAttemptPeriod ?? RESTART_ATTEMPT_PERIOD.preset) * 1000,
  };
}

/** What is wrong with them (ecs: ). */
export function checkContainerLife(
  { healthCheck, restartPolicy, startTimeout }: ContainerLifeRequest,
  fargate: boolean,
): RequestProblem[] {
  const problems: RequestProblem[] = [];
  for (const key of ['interval', 'timeout', 'startPeriod'] as const)
    problems.push(...checkBounds(healthCheck?.[key], HEALTH_CHECK[key], ['healthCheck', key], ' seconds'));
  problems.push(
    ...checkBounds(healthCheck?.retries, HEALTH_CHECK.retries, ['healthCheck', 'retries'], ' retries'),
  );
  const ignored = restartPolicy?.ignoredExitCodes?.length ?? 0;
  if (ignored > MAX_IGNORED_EXIT_CODES)
    problems.push({
      at: ['restartPolicy', 'ignoredExitCodes'],
      expected: `at most ${MAX_IGNORED_EXIT_CODES} exit codes`,
      received: `${ignored}`,
    });
  problems.push(
    ...checkBounds(
      restartPolicy?.restartAttemptPeriod,
      RESTART_ATTEMPT_PERIOD,
      ['restartPolicy', 'restartAttemptPeriod'],
      ' seconds',
    ),
  );
  if (fargate)
    problems.push(
      ...checkBounds(startTimeout, FARGATE_START_TIMEOUT, ['startTimeout'], ' seconds on Fargate'),
    );
  return problems;
}

function checkBounds(
  value: number | null | undefined,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  at: readonly string[],
  unit: string,
): RequestProblem[] {
  if (value === null || value === undefined || (value >= minimum && value <= maximum)) return [];
  return [{ at, expected: `${minimum} to ${maximum}${unit}`, received: describeValue(value) }];
}
