import * as z from 'zod';
import { TARGET_HEALTH_CHECK } from '../catalog/target-settings.ts';
import type { FailingTime } from '../policies/containers/health-check.ts';
import { type TargetHealthCheck, targetHealthChanges } from '../policies/deployment/target-health.ts';

const { interval, healthyThreshold, unhealthyThreshold } = TARGET_HEALTH_CHECK;

/** What an example says of a target group's checks. */
export const targetSettings: { HealthCheckIntervalSeconds: z.ZodInt; HealthyThresholdCount: z.ZodInt } = {
  HealthCheckIntervalSeconds: z.int().min(interval.minimum).max(interval.maximum),
  HealthyThresholdCount: z.int().min(healthyThreshold.minimum).max(healthyThreshold.maximum),
};

/** The checks of a target group, with ELB's default where an example says nothing. */
export function targetHealthCheck(given: {
  readonly HealthCheckIntervalSeconds: number;
  readonly HealthyThresholdCount: number;
}): TargetHealthCheck {
  return {
    intervalMs: given.HealthCheckIntervalSeconds * 1000,
    healthyThreshold: given.HealthyThresholdCount,
    unhealthyThreshold: unhealthyThreshold.preset,
  };
}

/** Seconds from the last failed check of an unhealthy target to its being healthy, when all checks pass from then on. */
export function recoverySeconds(check: TargetHealthCheck): number {
  const lastFailureMs = (check.unhealthyThreshold - 1) * check.intervalMs;
  const failing: FailingTime = { fromMs: 0, untilMs: lastFailureMs + 1 };
  const healthy = targetHealthChanges(check, 0, [failing]).find(({ status }) => status === 'HEALTHY')!;
  return (healthy.atMs - lastFailureMs) / 1000;
}
