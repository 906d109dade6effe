import * as z from 'zod';
import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import {
  afterBreakerEvent,
  type BreakerEvent,
  freshBreaker,
} from '../../policies/deployment/circuit-breaker.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** What a word of the examples is to a deployment whose tasks do come to RUNNING. */
const EVENTS: Readonly<Record<'fail' | 'healthy', BreakerEvent>> = {
  fail: 'healthCheckFailed',
  healthy: 'healthy',
};

/** The event, counted from 1, with which a deployment is FAILED (ecs: ). */
export const circuitBreakerCounting: Adapter = adapter(
  'circuit-breaker-counting',
  form(
    {
      threshold: taskCount.min(1),
      resetOnHealthyTask: z.boolean(),
      events: z.array(z.enum(['fail', 'healthy'])),
    },
    ({ threshold, resetOnHealthyTask, events }) => {
      let state = freshBreaker();
      const failedAt = events.findIndex((event) => {
        state = afterBreakerEvent(state, 'running', threshold, resetOnHealthyTask, DEPLOYMENT_DEFAULTS);
        state = afterBreakerEvent(state, EVENTS[event], threshold, resetOnHealthyTask, DEPLOYMENT_DEFAULTS);
        return state.isTripped;
      });
      return { failedAtEvent: failedAt < 0 ? null : failedAt + 1 };
    },
  ),
);
