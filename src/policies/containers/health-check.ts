/** `healthCheck` of a container (ecs: ). */
export interface HealthCheck {
  /** From the container's start to the first probe, and from the end of one to the next. */
  readonly intervalMs: number;
  /** A probe that takes longer has failed. */
  readonly timeoutMs: number;
  /** Failures in a row that make a container unhealthy. */
  readonly retries: number;
  /** Failures of probes that begin before it count only once one has passed; 0: all count. */
  readonly startPeriodMs: number;
}

export const HEALTH_STATUSES = ['UNKNOWN', 'HEALTHY', 'UNHEALTHY'] as const;

export type HealthStatus = (typeof HEALTH_STATUSES)[number];

/** Probes that begin in this time fail, ms from the container's start; `untilMs` itself is left out. */
export interface FailingTime {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The health of a container from so long after its start on. */
export interface HealthChange {
  readonly atMs: number;
  readonly status: HealthStatus;
}

/**
 * Every change of a container's health from its start on, ms, when its probes pass but in these times. A probe takes `probeMs`;
 * one that hangs takes the whole timeout. Between two bounds of the times all probes agree, so that only the first few can
 * change anything: nobody has to follow one after the other (ecs: ).
 */
export function healthChanges(
  check: HealthCheck,
  probeMs: number,
  failing: readonly FailingTime[],
): HealthChange[] {
  const takes = Math.min(probeMs, check.timeoutMs);
  // Probe k, from 1 up, ends at k times the spacing.
  const spacing = check.intervalMs + takes;
  const firstFrom = (ms: number) => Math.max(1, Math.ceil((ms + takes) / spacing));
  const changes: HealthChange[] = [];
  let status: HealthStatus = 'UNKNOWN';
  let failures = 0;
  const bounds = boundsOf(failing);
  for (const [i, fromMs] of bounds.entries()) {
    const first = firstFrom(fromMs);
    const behind = firstFrom(bounds[i + 1] ?? Number.POSITIVE_INFINITY);
    if (first >= behind) continue;
    if (!failing.some((time) => time.fromMs <= fromMs && fromMs < time.untilMs)) {
      failures = 0;
      if (status !== 'HEALTHY') changes.push({ atMs: first * spacing, status: 'HEALTHY' });
      status = 'HEALTHY';
      continue;
    }
    const counted = status === 'UNKNOWN' ? Math.max(first, firstFrom(check.startPeriodMs)) : first;
    const last = counted + check.retries - failures - 1;
    failures = Math.min(check.retries, failures + Math.max(0, behind - counted));
    if (status === 'UNHEALTHY' || last >= behind) continue;
    changes.push({ atMs: last * spacing, status: 'UNHEALTHY' });
    status = 'UNHEALTHY';
  }
  return changes;
}

/** The instants at which probes begin to pass or to fail, the start among them. */
function boundsOf(failing: readonly FailingTime[]): number[] {
  const bounds = failing.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]);
  return [...new Set([0, ...bounds])].filter((ms) => ms < Number.POSITIVE_INFINITY).sort((a, b) => a - b);
}
