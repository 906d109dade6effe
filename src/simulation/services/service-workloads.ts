import { defaultStrategies } from '../../policies/placement/default-strategies.ts';
import type { PlacementStrategySpec, Scenario, ServiceSpec, WorkloadSpec } from '../../scenario/scenario.ts';

/** `cluster/name`. */
export function serviceName({ cluster, serviceName: name }: ServiceSpec): string {
  return `${cluster}/${name}`;
}

/** What the engine places and bills a service's tasks by: a workload for each task definition that it runs in turn. */
export function serviceWorkloads(scenario: Scenario): WorkloadSpec[] {
  return scenario.services.flatMap((service, index) =>
    service.taskDefinitionIndexes.map((taskDefinitionIndex): WorkloadSpec => {
      const { family, revision, tags: ofDefinition } = scenario.taskDefinitions[taskDefinitionIndex]!;
      const { propagatedTags } = service;
      const tags = propagatedTags === 'TASK_DEFINITION' ? ofDefinition : propagatedTags;
      return {
        name: `service/${serviceName(service)}/${family}:${revision}`,
        cluster: service.cluster,
        launchType: service.launchType,
        capacityProviderStrategy: service.capacityProviderStrategy,
        ...(service.laterStrategies === undefined ? {} : { laterStrategies: service.laterStrategies }),
        subnets: service.subnets,
        assignPublicIp: service.assignPublicIp,
        taskDefinitionIndex,
        source: { kind: 'service', service: index },
        group: `service:${service.serviceName}`,
        placementStrategy: strategiesOf(service),
        placementConstraints: service.placementConstraints,
        usage: scenario.loads.find((load) => load.service === index)?.usage ?? { cpu: 1, memory: 1 },
        waitOrder: 'fifo',
        onFailure: { kind: 'giveUp' },
        ...(service.managedVolume === undefined ? {} : { managedVolume: service.managedVolume }),
        ...(tags === undefined ? {} : { tags }),
      };
    }),
  );
}

/** Its own or ECS's, and behind them the instance with the fewest tasks of the service (ecs: ). */
function strategiesOf({ placementStrategy, launchType }: ServiceSpec): readonly PlacementStrategySpec[] {
  if (placementStrategy.length === 0) return defaultStrategies('service', launchType);
  const last = placementStrategy.at(-1)!;
  const isDecided = last.type === 'random' || (last.type === 'spread' && last.field === 'instanceId');
  return isDecided ? placementStrategy : [...placementStrategy, { type: 'spread', field: 'instanceId' }];
}
