import type { FailingTime, HealthChange, HealthStatus } from '../containers/health-check.ts';

/** How a target group checks its targets (ecs: ). */
export interface TargetHealthCheck {
  readonly intervalMs: number;
  /** Passes in a row after which a target that was unhealthy is healthy; a new one needs a single pass. */
  readonly healthyThreshold: number;
  /** Failures in a row that make a target unhealthy. */
  readonly unhealthyThreshold: number;
}

/**
 * Every change of a target's health, ms, when the first check comes at `firstMs` and checks pass but in these times. Between
 * two bounds of the times all checks agree, so that only the first few can change anything (ecs: ).
 */
export function targetHealthChanges(
  check: TargetHealthCheck,
  firstMs: number,
  failing: readonly FailingTime[],
): HealthChange[] {
  const firstFrom = (ms: number) => Math.max(0, Math.ceil((ms - firstMs) / check.intervalMs));
  const changes: HealthChange[] = [];
  let status: HealthStatus = 'UNKNOWN';
  // Checks in a row that speak against the status.
  let against = 0;
  let before: HealthStatus = 'UNKNOWN';
  const bounds = boundsOf(failing);
  for (const [i, fromMs] of bounds.entries()) {
    const first = firstFrom(fromMs);
    const count = firstFrom(bounds[i + 1] ?? Number.POSITIVE_INFINITY) - first;
    if (count <= 0) continue;
    const fails = failing.some((time) => time.fromMs <= fromMs && fromMs < time.untilMs);
    const seen = fails ? 'UNHEALTHY' : 'HEALTHY';
    if (seen !== before) against = 0;
    before = seen;
    if (seen === status) continue;
    const missing = checksNeeded(check, status, seen) - against;
    against += count;
    if (count < missing) continue;
    changes.push({ atMs: firstMs + (first + missing - 1) * check.intervalMs, status: seen });
    status = seen;
  }
  return changes;
}

/** Checks in a row that make a target healthy or unhealthy that is not (ecs: ). */
function checksNeeded(check: TargetHealthCheck, status: HealthStatus, seen: HealthStatus): number {
  if (seen === 'UNHEALTHY') return check.unhealthyThreshold;
  return status === 'UNKNOWN' ? 1 : check.healthyThreshold;
}

/** The instants at which checks begin to pass or to fail, the registration among them. */
function boundsOf(failing: readonly FailingTime[]): number[] {
  const bounds = failing.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]).filter((ms) => ms > 0);
  return [...new Set([0, ...bounds])].filter((ms) => ms < Number.POSITIVE_INFINITY).sort((a, b) => a - b);
}
