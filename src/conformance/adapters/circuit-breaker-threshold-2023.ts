import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import { breakerThreshold, DEFAULT_BREAKER_THRESHOLD } from '../../policies/deployment/circuit-breaker.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** The least threshold of the guide of 2023 (ecs: ). */
const FLOOR_OF_2023 = { ...DEPLOYMENT_DEFAULTS, 'circuitBreaker.floor': 10 };

/** Failures that fail a deployment by the guide of 2023, which the defaults can be set to (ecs: ). */
export const circuitBreakerThreshold2023: Adapter = adapter(
  'circuit-breaker-threshold-2023',
  form({ desired: taskCount }, ({ desired }) => ({
    threshold: breakerThreshold(desired, DEFAULT_BREAKER_THRESHOLD, FLOOR_OF_2023),
  })),
);
