import { NONE } from '../../model/task-table.ts';
import type { Scenario, UsageSpec } from '../../scenario/scenario.ts';
import { hasUnlimitedInstances } from '../../scenario/unlimited-instances.ts';
import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';

/**
 * Whether the tasks of a cluster's instances get in each other's way: some of them want CPU by their load or their work, or more than
 * they reserve, and no hard limit keeps them from their neighbours', or a burstable instance may run out of credits; or some may use
 * more memory than they reserve. Where instances are burstable and unlimited, what each uses is looked at, as it may cost (billing:E6).
 */
export function sharesHosts(scenario: Scenario, cluster: string): boolean {
  const { taskDefinitions, services, loads, workloads, clusters } = scenario;
  const { containerInstances, idealFleet } = clusters.find(({ clusterName }) => clusterName === cluster)!;
  const isBurstable = [...containerInstances, ...(idealFleet === null ? [] : [idealFleet])].some(
    ({ burstable }) => burstable !== null,
  );
  const isLimited = (definition: number) => taskDefinitions[definition]!.limits.cpu !== null && !isBurstable;
  const isOnInstances = (launched: { readonly cluster: string; readonly launchType: string }) =>
    launched.cluster === cluster && launched.launchType !== 'FARGATE';
  if (hasUnlimitedInstances(scenario, cluster)) return [...services, ...workloads].some(isOnInstances);
  return (
    services.some((service, index) => {
      const load = loads.find((other) => other.service === index);
      if (load === undefined || !isOnInstances(service)) return false;
      const wantsCpu = load.requests !== null || load.usage.cpu > 1;
      const wantsMemory = load.usage.memory > 1 || (load.requests?.memoryMib ?? 0) > 0;
      return wantsMemory || (wantsCpu && !service.taskDefinitionIndexes.every(isLimited));
    }) ||
    workloads.some((workload) => {
      const { source, usage, taskDefinitionIndex } = workload;
      const isWork = source.kind === 'arrivals' && source.duration.kind === 'work';
      const wantsCpu = isWork || usage.cpu > 1;
      return isOnInstances(workload) && (usage.memory > 1 || (wantsCpu && !isLimited(taskDefinitionIndex)));
    })
  );
}

/** What a workload's tasks use of what they reserve, whatever happens; null: that varies, and the run tells. A hard limit holds. */
export function constantUse(
  simulation: Simulation,
  { service, spec, definition, cluster }: Workload,
): UsageSpec | null {
  if (spec.launchType !== 'FARGATE' && simulation.clusterStates[cluster]!.sharesHosts) return null;
  const load =
    service === NONE ? undefined : simulation.scenario.loads.find((other) => other.service === service);
  if (load?.requests) return null;
  const usage = load?.usage ?? spec.usage;
  const { need, limits } = definition;
  return limits.cpu === null || usage.cpu * need.cpu <= limits.cpu
    ? usage
    : { ...usage, cpu: limits.cpu / need.cpu };
}
