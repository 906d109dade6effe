import * as z from 'zod';
import { TARGET_HEALTH_CHECK } from '../../catalog/target-settings.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How a target group checks its targets when nothing is said (autoscaling: ). */
export const healthCheckDefaults: Adapter = adapter(
  'health-check-defaults',
  form({ targetType: z.enum(['instance', 'ip', 'instance|ip']) }, () => {
    const { interval, timeout, healthyThreshold, unhealthyThreshold, path, matcher } = TARGET_HEALTH_CHECK;
    return {
      intervalSec: interval.preset,
      timeoutSec: timeout.preset,
      healthyThreshold: healthyThreshold.preset,
      unhealthyThreshold: unhealthyThreshold.preset,
      matcher,
      path,
    };
  }),
);
