import { NONE } from '../../model/task-table.ts';
import { freshBreaker } from '../../policies/deployment/circuit-breaker.ts';
import { failedStartsAfter } from '../../policies/deployment/throttle.ts';
import { taskGivenUp } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { setPass } from './pass.ts';
import { notePlaced } from './rollout.ts';
import { type Deployment, deploymentId, hasTasks, type Service } from './service.ts';
import { tellDeployment } from './service-events.ts';

/** Deployments that a service remembers. */
const MOST_DEPLOYMENTS = 100;

/** A new deployment becomes PRIMARY; all earlier ones are ACTIVE as long as they have tasks (ecs: ). */
export function deploy(
  simulation: Simulation,
  service: Service,
  taskDefinition: number,
  reason: string | null = null,
): Deployment {
  const { now } = simulation;
  const number = simulation.deployments.length + 1;
  const revision = service.spec.taskDefinitionIndexes.indexOf(taskDefinition);
  const deployment: Deployment = {
    number,
    workload: service.workloads[revision]!,
    taskDefinition,
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: '',
    createdAt: now,
    updatedAt: now,
    finishedAt: NONE,
    rolledBackAt: NONE,
    tasks: new Set(),
    running: 0,
    healthy: 0,
    unhealthy: 0,
    deregistering: 0,
    unplaced: NONE,
    breaker: freshBreaker(),
  };
  deployment.rolloutStateReason = reason ?? `ECS deployment ${deploymentId(deployment)} in progress.`;
  simulation.deployments.push({ service, deployment });
  makePrimary(simulation, service, deployment);
  return deployment;
}

/**
 * The last COMPLETED deployment is PRIMARY and in progress again, with the tasks that it still has (ecs: ). As long as
 * it is, there is none to go back to.
 */
export function rollBack(
  simulation: Simulation,
  service: Service,
  deployment: Deployment,
  reason: string,
): void {
  const { now } = simulation;
  service.deployments = service.deployments.filter((other) => other !== deployment);
  deployment.status = 'PRIMARY';
  deployment.rolloutState = 'IN_PROGRESS';
  deployment.rolloutStateReason = reason;
  deployment.updatedAt = now;
  deployment.finishedAt = NONE;
  deployment.rolledBackAt = now;
  deployment.breaker = freshBreaker();
  makePrimary(simulation, service, deployment);
}

function makePrimary(simulation: Simulation, service: Service, deployment: Deployment): void {
  const { now } = simulation;
  for (const older of service.deployments) {
    if (older.status === 'PRIMARY') older.status = 'ACTIVE';
    if (older.unplaced !== NONE) taskGivenUp(simulation, older.unplaced);
  }
  service.deployments = [deployment, ...service.deployments].filter(
    (other, i) => i < MOST_DEPLOYMENTS || hasTasks(other),
  );
  service.failedInARow = failedStartsAfter(service.failedInARow, 'newDeployment');
  service.startsFrom = 0;
  service.makesRoomFrom = 0;
  notePlaced(service);
  simulation.countEvent();
  simulation.digest.add(now, 38, deployment.number, deployment.workload);
  tellDeployment(simulation, service, deployment, 'SERVICE_DEPLOYMENT_IN_PROGRESS');
  setPass(simulation, service, now);
}
