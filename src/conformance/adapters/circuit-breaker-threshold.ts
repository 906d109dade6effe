import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import { breakerThreshold, DEFAULT_BREAKER_THRESHOLD } from '../../policies/deployment/circuit-breaker.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** Failures that fail a deployment whose service states no threshold (ecs: ). */
export const circuitBreakerThreshold: Adapter = adapter(
  'circuit-breaker-threshold',
  form({ desired: taskCount }, ({ desired }) => ({
    threshold: breakerThreshold(desired, DEFAULT_BREAKER_THRESHOLD, DEPLOYMENT_DEFAULTS),
  })),
);
