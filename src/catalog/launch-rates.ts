import type { TokenRate } from './api-rates.ts';

/**
 * Tasks that an account can launch on Fargate in a Region; On-Demand and Spot take from a bucket each (ecs, "AWS
 * Fargate throttling quotas", copy of 2026).
 */
export function fargateLaunchRate(region: string): TokenRate {
  return NEW_REGIONS.includes(region) ? perSecond(25, 5) : perSecond(100, 20);
}

/** Calls of RunTask that ask for tasks on Fargate, up to ten tasks each (ecs: ). */
export const FARGATE_RUN_TASK_RATE: TokenRate = { capacity: 20, refill: 20, perSeconds: 1 };

/**
 * Tasks that the scheduler launches for one service (ecs: ). AWS publishes a number a minute; that a minute's tasks can
 * come at once and the rest second by second is assumed.
 */
export function serviceLaunchRate(launchType: 'EC2' | 'FARGATE' | 'EXTERNAL', region: string): TokenRate {
  return perMinute(launchType === 'FARGATE' && NEW_REGIONS.includes(region) ? 125 : 500);
}

/** Opened after 2025-05-20, with lower quotas; assumed, the catalogue has no prices there yet. */
const NEW_REGIONS: readonly string[] = ['ap-east-2', 'ap-southeast-6'];

function perSecond(capacity: number, refill: number): TokenRate {
  return { capacity, refill, perSeconds: 1 };
}

function perMinute(tasks: number): TokenRate {
  return { capacity: tasks, refill: tasks, perSeconds: 60 };
}
