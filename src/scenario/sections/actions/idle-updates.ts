import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import type { DeploymentSpec, ServiceSpec } from '../../scenario.ts';
import { fromTheStart } from '../simulation.ts';

type Update = Extract<ActionSpec, { readonly kind: 'updateService' }>;

/** An UpdateService that asks for nothing but what is so already is a slip, or a deployment that was not forced (ecs: ). */
export function warnOfIdleUpdates(
  services: readonly ServiceSpec[],
  actions: readonly ActionSpec[],
  findings: Findings,
): void {
  for (const service of services) {
    const updates = actions.filter(
      (action): action is Update =>
        action.kind === 'updateService' &&
        action.cluster === service.cluster &&
        action.service === service.serviceName,
    );
    for (const update of idleUpdates(service, updates)) warn(update, findings);
  }
}

/** Those of a service's updates, one after the other, that find all they ask for. */
function idleUpdates(service: ServiceSpec, updates: readonly Update[]): Update[] {
  // What the circuit breaker goes back to, and when, is not known before the run.
  const mayRollBack = [service, ...updates].some(({ deployment }) => deployment.circuitBreaker?.rollback);
  let { desiredCount, deployment, capacityProviderStrategy: strategy } = service;
  let taskDefinition: number | null = service.taskDefinitionIndex;
  const idle: Update[] = [];
  for (const update of updates.toSorted((one, other) => one.atMs - other.atMs)) {
    const wanted: number | null = update.taskDefinitionIndex ?? taskDefinition;
    const deploys = update.forceNewDeployment || wanted !== taskDefinition;
    const isOther =
      deploys ||
      (update.desiredCount ?? desiredCount) !== desiredCount ||
      JSON.stringify(update.capacityProviderStrategy ?? strategy) !== JSON.stringify(strategy) ||
      isChange(deployment, update.deployment);
    if (!isOther) idle.push(update);
    desiredCount = update.desiredCount ?? desiredCount;
    strategy = update.capacityProviderStrategy ?? strategy;
    deployment = { ...deployment, ...update.deployment };
    if (deploys) taskDefinition = mayRollBack ? null : wanted;
  }
  return idle;
}

function isChange(present: DeploymentSpec, asked: Partial<DeploymentSpec>): boolean {
  return JSON.stringify({ ...present, ...asked }) !== JSON.stringify(present);
}

function warn({ cluster, service, atMs, taskDefinitionIndex }: Update, findings: Findings): void {
  const hint =
    taskDefinitionIndex === null
      ? ''
      : ' The same task definition is deployed again only with `forceNewDeployment`.';
  findings.warn(
    'update-without-effect',
    `UpdateService of ${cluster}/${service}, ${fromTheStart(atMs)}, changes nothing: it asks for nothing but what is so already.${hint}`,
  );
}
