import type { ActionSpec } from '../../action-spec.ts';
import type { ServiceSpec } from '../../scenario.ts';

/** The services, each with all task definitions that it comes to run, its own first, then those that actions give it, and the strategies that these give it. */
export function withUpdates(
  services: readonly ServiceSpec[],
  actions: readonly ActionSpec[],
): readonly ServiceSpec[] {
  const later = new Map<string, number[]>();
  for (const action of actions) {
    if (action.kind !== 'updateService' || action.taskDefinitionIndex === null) continue;
    const label = `${action.cluster}/${action.service}`;
    later.set(label, [...(later.get(label) ?? []), action.taskDefinitionIndex]);
  }
  return services.map((service) => {
    const given = later.get(`${service.cluster}/${service.serviceName}`) ?? [];
    const laterStrategies = actions.flatMap((action) =>
      action.kind === 'updateService' &&
      action.cluster === service.cluster &&
      action.service === service.serviceName &&
      action.capacityProviderStrategy !== undefined
        ? [action.capacityProviderStrategy]
        : [],
    );
    return {
      ...service,
      taskDefinitionIndexes: [...new Set([service.taskDefinitionIndex, ...given])],
      ...(laterStrategies.length === 0 ? {} : { laterStrategies }),
    };
  });
}
