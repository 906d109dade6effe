import { NONE } from '../../model/task-table.ts';
import { startsDeployment, type UpdateServiceMember } from '../../policies/deployment/starts-deployment.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import { taskGivenUp } from '../life.ts';
import { changeDesired } from '../services/change-desired.ts';
import { deploy } from '../services/deploy.ts';
import { setPass } from '../services/pass.ts';
import { primaryOf, type Service } from '../services/service.ts';
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
  if (update.capacityProviderStrategy !== undefined)
    changeStrategy(simulation, service, update.capacityProviderStrategy);
  const present = primaryOf(service).taskDefinition;
  const wanted = update.taskDefinitionIndex ?? present;
  if (startsDeployment(changedMembers(update, wanted !== present))) deploy(simulation, service, wanted);
  setPass(simulation, service, simulation.now);
}

/** Tasks that run stay where they are (ecs: ); one that nobody has room for is not there yet, and is asked for anew. */
function changeStrategy(simulation: Simulation, service: Service, strategy: Service['strategy']): void {
  service.strategy = strategy;
  const primary = primaryOf(service);
  if (primary.unplaced === NONE) return;
  taskGivenUp(simulation, primary.unplaced);
  primary.unplaced = NONE;
}

/** What an update that is carried out changes, or may change. */
function changedMembers(
  {
    desiredCount,
    forceNewDeployment,
    capacityProviderStrategy,
    deployment,
  }: Extract<ActionSpec, { kind: 'updateService' }>,
  isOtherDefinition: boolean,
): UpdateServiceMember[] {
  const changed: UpdateServiceMember[] = [];
  if (isOtherDefinition) changed.push('taskDefinition');
  if (forceNewDeployment) changed.push('forceNewDeployment');
  if (desiredCount !== null) changed.push('desiredCount');
  if (capacityProviderStrategy !== undefined) changed.push('capacityProviderStrategy');
  if (Object.keys(deployment).length > 0) changed.push('deploymentConfiguration');
  return changed;
}
