import * as z from 'zod';
import { TARGET_HEALTH_CHECK } from '../../catalog/target-settings.ts';
import { targetHealthChanges } from '../../policies/deployment/target-health.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const { interval, timeout, healthyThreshold, unhealthyThreshold } = TARGET_HEALTH_CHECK;
const intervalSec = z.int().min(interval.minimum).max(interval.maximum);

/** When a load balancer sees that a target is healthy, and that it is not (autoscaling: ). */
export const healthCheckTiming: Adapter = adapter(
  'health-check-timing',
  form({ newTarget: z.literal(true), intervalSec }, (given) => {
    const intervalMs = given.intervalSec * 1000;
    const thresholds = {
      healthyThreshold: healthyThreshold.preset,
      unhealthyThreshold: unhealthyThreshold.preset,
    };
    const [healthy] = targetHealthChanges({ intervalMs, ...thresholds }, 0, []);
    return { checksNeeded: healthy!.atMs / intervalMs + 1 };
  }),
  form(
    {
      intervalSec,
      unhealthyThreshold: z.int().min(unhealthyThreshold.minimum).max(unhealthyThreshold.maximum),
      targetDies: z.literal('just after a passing check'),
    },
    (given) => {
      const check = {
        intervalMs: given.intervalSec * 1000,
        healthyThreshold: healthyThreshold.preset,
        unhealthyThreshold: given.unhealthyThreshold,
      };
      const dead = { fromMs: 1, untilMs: Number.POSITIVE_INFINITY };
      const unhealthy = targetHealthChanges(check, 0, [dead]).find(({ status }) => status === 'UNHEALTHY')!;
      // A dead target refuses the last check at once, or lets it run into its time-out.
      const seconds = unhealthy.atMs / 1000;
      return { detectSecApprox: [seconds, seconds + timeout.preset] };
    },
  ),
);
