import { toGrid } from '../../environment/distributions/sampler.ts';
import {
  afterBreakerEvent,
  type BreakerEvent,
  breakerThreshold,
  rollbackTarget,
} from '../../policies/deployment/circuit-breaker.ts';
import { throttleDelayMs } from '../../policies/deployment/throttle.ts';
import type { Simulation } from '../simulation.ts';
import { timing } from '../timing.ts';
import { deploy } from './deploy.ts';
import { type Deployment, deploymentId, primaryOf, type Service } from './service.ts';
import { say, tellAction, tellDeployment } from './service-events.ts';

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
    const { timings, simulation: settings } = simulation.scenario;
    service.failedInARow++;
    const delayMs = toGrid(throttleDelayMs(service.failedInARow, timings), settings.resolutionMs);
    service.startsFrom = simulation.now + delayMs;
    if (delayMs > 0 && say(simulation, service, 'is unable to consistently start tasks successfully.'))
      tellAction(simulation, service, { eventName: 'SERVICE_TASK_START_IMPAIRED' });
    tellBreaker(simulation, service, deployment, 'launchFailed');
    return;
  }
  // One that stops as soon as it runs is replaced by the next pass on the grid, or there would be no end to it.
  service.startsFrom = Math.max(service.startsFrom, startedAt + timing(simulation, 'scheduler.period'));
  if (exitedEarly) tellBreaker(simulation, service, deployment, 'exitedEarly');
}

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
  if (deployment !== primaryOf(service) || service.configuration.circuitBreaker?.rollback !== true) return;
  const target = rollbackTarget(service.deployments.toReversed());
  if (target === null) return;
  const reason = `ECS deployment circuit breaker: rolling back to deploymentId ${deploymentId(target)}.`;
  say(simulation, service, `rolling back to (deployment ${deploymentId(target)}).`, true);
  deploy(simulation, service, target.taskDefinition, reason);
}
