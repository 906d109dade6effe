import { NONE } from '../../model/task-table.ts';
import type { LoadSpec, Scenario, UsageSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';

/**
 * Whether what the tasks of a cluster use depends on their neighbours: some of them want CPU by their load or their work, or
 * more than they reserve, and either no hard limit keeps them from their neighbours' or a burstable instance may run out of credits.
 */
export function sharesCpu(scenario: Scenario, cluster: string): boolean {
  const { taskDefinitions, services, loads, workloads, clusters } = scenario;
  const { containerInstances, idealFleet } = clusters.find(({ clusterName }) => clusterName === cluster)!;
  const isBurstable = [...containerInstances, ...(idealFleet === null ? [] : [idealFleet])].some(
    ({ burstable }) => burstable !== null,
  );
  const isLimited = (definition: number) => taskDefinitions[definition]!.limits.cpu !== null && !isBurstable;
  const ofServices = services.some(
    (service, index) =>
      service.cluster === cluster &&
      service.launchType !== 'FARGATE' &&
      service.taskDefinitionIndexes.some((definition) => !isLimited(definition)) &&
      variesOf(loads.find((load) => load.service === index)),
  );
  return (
    ofServices ||
    workloads.some(
      ({ cluster: own, launchType, taskDefinitionIndex, source, usage }) =>
        own === cluster &&
        launchType !== 'FARGATE' &&
        !isLimited(taskDefinitionIndex) &&
        (usage.cpu > 1 || (source.kind === 'arrivals' && source.duration.kind === 'work')),
    )
  );
}

/** What a workload's tasks use of what they reserve, whatever happens; null: that varies, and the run tells. A hard limit holds. */
export function constantUse(
  simulation: Simulation,
  { service, spec, definition, cluster }: Workload,
): UsageSpec | null {
  if (spec.launchType !== 'FARGATE' && simulation.clusterStates[cluster]!.sharesCpu) return null;
  const load =
    service === NONE ? undefined : simulation.scenario.loads.find((other) => other.service === service);
  if (load?.requests) return null;
  const usage = load?.usage ?? spec.usage;
  const { need, limits } = definition;
  return limits.cpu === null || usage.cpu * need.cpu <= limits.cpu
    ? usage
    : { ...usage, cpu: limits.cpu / need.cpu };
}

function variesOf(load: LoadSpec | undefined): boolean {
  return load !== undefined && (load.requests !== null || load.usage.cpu > 1);
}
