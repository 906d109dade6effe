import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import { afterBreakerEvent, freshBreaker } from '../../policies/deployment/circuit-breaker.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** What so many failed launches in a row make of a deployment (ecs: ). */
export const circuitBreakerCount: Adapter = adapter(
  'circuit-breaker-count',
  form(
    { threshold: taskCount.min(1), consecutiveFailedLaunches: taskCount },
    ({ threshold, consecutiveFailedLaunches }) => {
      let state = freshBreaker();
      for (let n = 0; n < consecutiveFailedLaunches; n++)
        state = afterBreakerEvent(state, 'launchFailed', threshold, true, DEPLOYMENT_DEFAULTS);
      return { rolloutState: state.isTripped ? 'FAILED' : 'IN_PROGRESS' };
    },
  ),
);
