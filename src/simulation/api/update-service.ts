import { startsDeployment, type UpdateServiceMember } from '../../policies/deployment/starts-deployment.ts';
import type { ActionSpec } from '../../scenario/scenario.ts';
import { changeDesired } from '../services/change-desired.ts';
import { deploy } from '../services/deploy.ts';
import { setPass } from '../services/pass.ts';
import { primaryOf } from '../services/service.ts';
import type { Simulation } from '../simulation.ts';

/**
 * UpdateService: another task definition, or force, begins a deployment; a desired count or other bounds do not (ecs,
 *
 */
export function updateService(
  simulation: Simulation,
  update: Extract<ActionSpec, { kind: 'updateService' }>,
): void {
  const service = simulation.serviceStates.find(
    ({ spec }) => spec.cluster === update.cluster && spec.serviceName === update.service,
  )!;
  service.configuration = { ...service.configuration, ...update.deployment };
  // Of a DAEMON service ECS works it out itself (ecs: ).
  if (update.desiredCount !== null && service.spec.schedulingStrategy === 'REPLICA')
    changeDesired(simulation, service, update.desiredCount);
  const present = primaryOf(service).taskDefinition;
  const wanted = update.taskDefinitionIndex ?? present;
  if (startsDeployment(changedMembers(update, wanted !== present))) deploy(simulation, service, wanted);
  setPass(simulation, service, simulation.now);
}

/** What an update that is carried out changes, or may change. */
function changedMembers(
  { desiredCount, forceNewDeployment, deployment }: Extract<ActionSpec, { kind: 'updateService' }>,
  isOtherDefinition: boolean,
): UpdateServiceMember[] {
  const changed: UpdateServiceMember[] = [];
  if (isOtherDefinition) changed.push('taskDefinition');
  if (forceNewDeployment) changed.push('forceNewDeployment');
  if (desiredCount !== null) changed.push('desiredCount');
  if (Object.keys(deployment).length > 0) changed.push('deploymentConfiguration');
  return changed;
}
