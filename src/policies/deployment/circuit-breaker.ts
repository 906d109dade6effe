import type { DeploymentDefaults } from '../../catalog/service-defaults.ts';
import { percentRoundedUp } from './bounds.ts';

/** How many failures fail a deployment: a number of tasks, or percent (1 to 100) of the desired count. */
export interface BreakerThreshold {
  readonly type: 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT' | 'COUNT';
  readonly value: number;
}

/** What a deployment has when its service does not say (ecs: ). */
export const DEFAULT_BREAKER_THRESHOLD: BreakerThreshold = { type: 'BOUNDED_PERCENT', value: 50 };

/** The failures at which a deployment is FAILED, by the desired count of the moment (ecs: ). */
export function breakerThreshold(
  desiredCount: number,
  { type, value }: BreakerThreshold,
  defaults: DeploymentDefaults,
): number {
  switch (type) {
    case 'COUNT':
      return value;
    case 'UNBOUNDED_PERCENT':
      return Math.max(1, percentRoundedUp(desiredCount, value));
    case 'BOUNDED_PERCENT':
      return Math.min(
        Math.max(percentRoundedUp(desiredCount, value), defaults['circuitBreaker.floor']),
        defaults['circuitBreaker.ceiling'],
      );
    default:
      return type satisfies never;
  }
}

/** What happens to a task of the deployment that is watched. */
export type BreakerEvent =
  /** It could not be launched, or stopped before it was RUNNING. */
  | 'launchFailed'
  | 'running'
  /** It fails a check of the load balancer, of Cloud Map or of a container. */
  | 'healthCheckFailed'
  /** An essential container ends by itself before the task was ever healthy. */
  | 'exitedEarly'
  | 'healthy';

/** What the circuit breaker remembers of a deployment. */
export interface BreakerState {
  readonly failures: number;
  /** Whether a task of the deployment was ever RUNNING: the second stage (ecs: ). */
  readonly hasRun: boolean;
  /** The deployment is FAILED, and stays so. */
  readonly isTripped: boolean;
}

/** A new deployment's. */
export function freshBreaker(): BreakerState {
  return { failures: 0, hasRun: false, isTripped: false };
}

/** The state after an event, where `threshold` is for the desired count of the moment (ecs: ). */
export function afterBreakerEvent(
  state: BreakerState,
  event: BreakerEvent,
  threshold: number,
  resetOnHealthyTask: boolean,
  defaults: DeploymentDefaults,
): BreakerState {
  if (state.isTripped) return state;
  if (event === 'running') return { ...state, hasRun: true };
  if (event === 'healthy')
    return { ...state, hasRun: true, failures: resetOnHealthyTask ? 0 : state.failures };
  if (!counts(state, event, defaults)) return state;
  const failures = state.failures + 1;
  return { ...state, failures, isTripped: failures >= threshold };
}

function counts(
  { hasRun }: BreakerState,
  event: 'launchFailed' | 'healthCheckFailed' | 'exitedEarly',
  defaults: DeploymentDefaults,
): boolean {
  switch (event) {
    case 'launchFailed':
      return !hasRun || defaults['circuitBreaker.countLaunchFailuresAfterRunning'];
    case 'healthCheckFailed':
      return true;
    case 'exitedEarly':
      return defaults['circuitBreaker.countEarlyExit'];
    default:
      return event satisfies never;
  }
}

/**
 * The deployment whose revision a failed one goes back to, of those in the order of their start: the last that is COMPLETED
 * (one that is brought back is IN_PROGRESS and does not count); null: none, and the service launches nothing (ecs: ).
 */
export function rollbackTarget<Past extends { readonly rolloutState: string }>(
  deployments: readonly Past[],
): Past | null {
  return deployments.findLast(({ rolloutState }) => rolloutState === 'COMPLETED') ?? null;
}
