import { NONE } from '../../model/task-table.ts';
import { freshBreaker } from '../../policies/deployment/circuit-breaker.ts';
import { taskGivenUp } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { setPass } from './pass.ts';
import { type Deployment, deploymentId, type Service } from './service.ts';
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
    tasks: new Set(),
    running: 0,
    healthy: 0,
    unhealthy: 0,
    deregistering: 0,
    unplaced: NONE,
    breaker: freshBreaker(),
  };
  deployment.rolloutStateReason = reason ?? `ECS deployment ${deploymentId(deployment)} in progress.`;
  for (const older of service.deployments) {
    if (older.status === 'PRIMARY') older.status = 'ACTIVE';
    if (older.unplaced !== NONE) taskGivenUp(simulation, older.unplaced);
  }
  simulation.deployments.push({ service, deployment });
  service.deployments.unshift(deployment);
  service.deployments.length = Math.min(service.deployments.length, MOST_DEPLOYMENTS);
  service.failedInARow = 0;
  service.startsFrom = 0;
  service.unplacedSince = NONE;
  simulation.countEvent();
  simulation.digest.add(now, 38, number, deployment.workload);
  tellDeployment(simulation, service, deployment, 'SERVICE_DEPLOYMENT_IN_PROGRESS');
  setPass(simulation, service, now);
  return deployment;
}
