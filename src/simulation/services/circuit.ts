import { toGrid } from '../../environment/distributions/sampler.ts';
import { NONE } from '../../model/task-table.ts';
import {
  afterBreakerEvent,
  type BreakerEvent,
  breakerThreshold,
  rollbackTarget,
} from '../../policies/deployment/circuit-breaker.ts';
import {
  failedStartsAfter,
  TASK_START_IMPAIRED,
  throttleDelayMs,
} from '../../policies/deployment/throttle.ts';
import { noteCounts } from '../scaling/note-counts.ts';
import type { Simulation } from '../simulation.ts';
import { timing } from '../timing.ts';
import { rollBack } from './deploy.ts';
import { type Deployment, deploymentId, primaryOf, type Service } from './service.ts';
import { say, tellAction, tellDeployment, unsay } from './service-events.ts';

/**
 * A task stopped that nobody of ECS had stopped: starts are throttled, and the circuit breaker counts (ecs: ).
 * `startedAt`: since when it was RUNNING; null: it never was.
 */
export function noteFailure(
  simulation: Simulation,
  service: Service,
  deployment: Deployment,
  { startedAt, exitedEarly }: { readonly startedAt: number | null; readonly exitedEarly: boolean },
): void {
  if (startedAt === null) {
    // What is left of an older revision says nothing of the new one (ecs: ).
    if (deployment === primaryOf(service)) noteFailedStart(simulation, service, 'stoppedBeforeRunning');
    tellBreaker(simulation, service, deployment, 'launchFailed');
    return;
  }
  // One that stops as soon as it runs is replaced by the next pass on the grid, or there would be no end to it.
  service.startsFrom = Math.max(service.startsFrom, startedAt + timing(simulation, 'scheduler.period'));
  if (exitedEarly) tellBreaker(simulation, service, deployment, 'exitedEarly');
}

/**
 * A start has failed: the next ones wait (ecs: ). A failed placement counts, but what was measured after one is
 * another wait, which does not grow (ecs: ).
 */
export function noteFailedStart(
  simulation: Simulation,
  service: Service,
  event: 'stoppedBeforeRunning' | 'placementFailed',
): void {
  const { timings, simulation: settings } = simulation.scenario;
  service.failedInARow = failedStartsAfter(service.failedInARow, event);
  const delayMs = toGrid(throttleDelayMs(service.failedInARow, timings), settings.resolutionMs);
  if (event === 'stoppedBeforeRunning')
    service.startsFrom = Math.max(service.startsFrom, simulation.now + delayMs);
  if (delayMs > 0 && say(simulation, service, START_IMPAIRED))
    tellAction(simulation, service, { eventName: TASK_START_IMPAIRED });
}

/** A task is RUNNING: starts are not throttled any more. */
export function noteRunning(service: Service): void {
  service.failedInARow = failedStartsAfter(service.failedInARow, 'running');
  unsay(service, START_IMPAIRED);
}

const START_IMPAIRED = 'is unable to consistently start tasks successfully.';

/** The circuit breaker of a deployment hears of a task; a deployment that has failed launches no more (ecs: ). */
export function tellBreaker(
  simulation: Simulation,
  service: Service,
  deployment: Deployment,
  event: BreakerEvent,
): void {
  const { circuitBreaker } = service.configuration;
  if (circuitBreaker === null || deployment.rolloutState !== 'IN_PROGRESS') return;
  const { threshold, resetOnHealthyTask } = circuitBreaker;
  const { timings } = simulation.scenario;
  const most = breakerThreshold(service.desired, threshold, timings);
  deployment.breaker = afterBreakerEvent(deployment.breaker, event, most, resetOnHealthyTask, timings);
  if (deployment.breaker.isTripped) fail(simulation, service, deployment);
}

function fail(simulation: Simulation, service: Service, deployment: Deployment): void {
  const { now } = simulation;
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason = 'ECS deployment circuit breaker: task failed to start.';
  deployment.updatedAt = now;
  deployment.finishedAt = now;
  simulation.countEvent();
  simulation.digest.add(now, 40, deployment.number, deployment.workload);
  say(
    simulation,
    service,
    `(deployment ${deploymentId(deployment)}) deployment failed: tasks failed to start.`,
    true,
  );
  tellDeployment(simulation, service, deployment, 'SERVICE_DEPLOYMENT_FAILED');
  noteCounts(simulation, service.index);
  if (deployment !== primaryOf(service) || service.configuration.circuitBreaker?.rollback !== true) return;
  // One that is a rollback itself goes back no further.
  if (deployment.rolledBackAt !== NONE) return;
  const target = rollbackTarget(service.deployments.toReversed());
  if (target === null) return;
  const reason = `ECS deployment circuit breaker: rolling back to deploymentId ${deploymentId(target)}.`;
  say(simulation, service, `rolling back to (deployment ${deploymentId(target)}).`, true);
  rollBack(simulation, service, target, reason);
}
