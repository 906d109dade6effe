import type { ServiceFacts } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { Simulation } from '../simulation.ts';
import { deploymentId, type Service } from './service.ts';
import { serviceName } from './service-workloads.ts';

/** A service as observers and the outcome see it. */
export function serviceFacts({ definitions, scenario }: Simulation, service: Service): ServiceFacts {
  return {
    name: serviceName(service.spec),
    isOffered: scenario.loads.some((load) => load.service === service.index && load.requests !== null),
    deployments: service.deployments.map((deployment) => ({
      id: deploymentId(deployment),
      taskDefinition: definitions[deployment.taskDefinition]!.label,
      status: deployment.status,
      rolloutState: deployment.rolloutState,
      rolloutStateReason: deployment.rolloutStateReason,
      createdAt: deployment.createdAt,
      updatedAt: deployment.updatedAt,
      finishedAt: deployment.finishedAt === NONE ? null : deployment.finishedAt,
      rolledBackAt: deployment.rolledBackAt === NONE ? null : deployment.rolledBackAt,
    })),
    events: service.events,
  };
}
