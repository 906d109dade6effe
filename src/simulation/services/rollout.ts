import { toGrid } from '../../environment/distributions/sampler.ts';
import { NONE } from '../../model/task-table.ts';
import { isCompleted, isEarlySuccess, isSteady } from '../../policies/deployment/completion.ts';
import { placementRetryDelayMs } from '../../policies/deployment/throttle.ts';
import { NO_FARGATE_CAPACITY } from '../outage.ts';
import { VCPU_LIMIT } from '../rates/fargate-launches.ts';
import { noteCounts } from '../scaling/note-counts.ts';
import type { Simulation } from '../simulation.ts';
import { noteFailedStart, tellBreaker } from './circuit.ts';
import { hasDrained } from './count-tasks.ts';
import { type Deployment, deploymentId, olderOf, primaryOf, type Service } from './service.ts';
import { say, tellAction, tellDeployment, unsay } from './service-events.ts';

/** The service is to have another number of tasks: that it is steady is news again. */
export function noteDesired(service: Service): void {
  unsay(service, STEADY);
}

const STEADY = 'has reached a steady state.';

/**
 * A deployment is COMPLETED when all its tasks are healthy and no older one is left (ecs:R-4.17), or by its early success while
 * the rest goes on (ecs:R-4.19).
 */
export function finishRollout(simulation: Simulation, service: Service): void {
  const primary = primaryOf(service);
  const older = olderOf(service);
  for (const deployment of service.deployments)
    if (deployment.status === 'ACTIVE' && !older.includes(deployment)) deployment.status = 'INACTIVE';
  const counts = {
    desiredCount: service.desired,
    runningCount: primary.running,
    pendingCount: primary.tasks.size - primary.running,
    healthyCount: primary.healthy,
    oldTasks: older.length,
    onDraining: Number(hasDrained(simulation, service)),
    hasBaked: true,
  };
  const { earlySuccess } = service.configuration;
  const isDone = isCompleted(counts) || (earlySuccess !== null && isEarlySuccess(counts, earlySuccess));
  if (isDone && primary.rolloutState === 'IN_PROGRESS') complete(simulation, service, primary);
  if (older.length > 0 || !isSteady(counts)) unsay(service, STEADY);
  else if (say(simulation, service, STEADY))
    tellAction(simulation, service, { eventName: 'SERVICE_STEADY_STATE' });
}

function complete(simulation: Simulation, service: Service, primary: Deployment): void {
  const { now } = simulation;
  primary.rolloutState = 'COMPLETED';
  primary.rolloutStateReason = `ECS deployment ${deploymentId(primary)} completed.`;
  primary.updatedAt = now;
  primary.finishedAt = now;
  simulation.countEvent();
  simulation.digest.add(now, 39, primary.number, primary.workload);
  say(simulation, service, `(deployment ${deploymentId(primary)}) deployment completed.`, true);
  tellDeployment(simulation, service, primary, 'SERVICE_DEPLOYMENT_COMPLETED');
  noteCounts(simulation, service.index);
}

/** Nobody had room: what the service says of it, and when it tries again (ecs:R-4.37, R-7.30, R-7.33). */
export function noteUnplaced(simulation: Simulation, service: Service, reason: string): void {
  const { now } = simulation;
  if (service.unplacedSince === NONE) service.unplacedSince = now;
  noteFailedStart(simulation, service, 'placementFailed');
  const { timings, simulation: settings } = simulation.scenario;
  const delayMs = placementRetryDelayMs(now - service.unplacedSince, timings);
  service.unplacedTryAt = now + toGrid(delayMs, settings.resolutionMs);
  const text =
    reason === NO_FARGATE_CAPACITY || reason === VCPU_LIMIT
      ? `${UNABLE_TO_PLACE}. Reason: ${reason}.`
      : `${UNABLE_TO_PLACE} because no container instance met all of its requirements. ${DETAILS[reason] ?? `Reason: ${reason}.`}`;
  if (say(simulation, service, text)) tellUnplaced(simulation, service, reason);
  if (simulation.scenario.timings['circuitBreaker.countPlacementFailures'])
    tellBreaker(simulation, service, primaryOf(service), 'launchFailed');
}

/** There is room, or nobody asks for it any more: the next failure is news again. */
export function notePlaced(service: Service): void {
  if (service.unplacedSince === NONE) return;
  service.unplacedSince = NONE;
  unsay(service, UNABLE_TO_PLACE);
}

const UNABLE_TO_PLACE = 'was unable to place a task';

/** ECS's short reason, and of what capacity provider the task was to be (ecs:R-7.15, R-7.24). */
export function tellUnplaced(simulation: Simulation, service: Service, reason: string): void {
  const { unplaced } = primaryOf(service);
  const provider = unplaced === NONE ? NONE : simulation.tasks.provider[unplaced]!;
  tellAction(simulation, service, {
    eventName: 'SERVICE_TASK_PLACEMENT_FAILURE',
    reason: reason === NO_FARGATE_CAPACITY ? 'RESOURCE:FARGATE' : reason,
    ...(provider === NONE ? {} : { capacityProviders: [simulation.providers[provider]!.name] }),
  });
}

/** How the closest instance falls short (ecs:R-7.30). */
const DETAILS: Readonly<Record<string, string>> = {
  'RESOURCE:CPU': 'The closest matching container instance has insufficient CPU units available.',
  'RESOURCE:MEMORY': 'The closest matching container instance has insufficient memory available.',
  'RESOURCE:PORTS': 'The closest matching container instance is already using a port required by your task.',
  'RESOURCE:PORTS_UDP':
    'The closest matching container instance is already using a port required by your task.',
  ATTRIBUTE: 'The closest matching container instance is missing an attribute required by your task.',
  AGENT: 'The closest matching container instance encountered error "AGENT".',
  'NO ACTIVE INSTANCES': 'Reason: No Container Instances were found in your cluster.',
  'EMPTY CAPACITY PROVIDER': 'Reason: No Container Instances were found in your capacity provider.',
};
