import * as z from 'zod';
import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import { breakerThreshold } from '../../policies/deployment/circuit-breaker.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** Failures that fail a deployment whose service states a threshold (ecs: ). */
export const circuitBreakerCustom: Adapter = adapter(
  'circuit-breaker-custom',
  form(
    {
      type: z.enum(['BOUNDED_PERCENT', 'UNBOUNDED_PERCENT', 'COUNT']),
      value: z.int().min(1),
      desired: taskCount,
    },
    ({ type, value, desired }) => ({
      threshold: breakerThreshold(desired, { type, value }, DEPLOYMENT_DEFAULTS),
    }),
  ),
);
