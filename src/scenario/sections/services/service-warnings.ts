import type { Findings } from '../../findings.ts';
import type { ClusterSpec, ServiceSpec, TaskDefinitionSpec } from '../../scenario.ts';

/** What services ask for and get nothing of, because of what else the scenario says. */
export function warnOfServices(
  services: readonly ServiceSpec[],
  definitions: readonly TaskDefinitionSpec[],
  clusters: readonly Pick<ClusterSpec, 'clusterName' | 'idealFleet'>[],
  findings: Findings,
): void {
  for (const service of services) {
    const label = `Service ${service.cluster}/${service.serviceName}`;
    if (service.healthCheckGracePeriodMs > 0 && !isEverChecked(service, definitions))
      findings.warn(
        'grace-period-without-effect',
        `${label}: nothing checks its tasks, no load balancer and no health check of an essential container, so its \`healthCheckGracePeriodSeconds\` changes nothing.`,
      );
    if (isDaemonOnIdealFleet(service, clusters))
      findings.warn(
        'daemon-on-ideal-fleet',
        `${label}: a DAEMON service starts no task on the instances of an ideal fleet, which open for tasks and close when they are empty. What its tasks would take there is left out.`,
      );
  }
}

/** Whether some task of the service has a health that counts for it (ecs: ). */
function isEverChecked(
  { loadBalancers, taskDefinitionIndexes }: ServiceSpec,
  definitions: readonly TaskDefinitionSpec[],
): boolean {
  if (loadBalancers.length > 0) return true;
  return taskDefinitionIndexes.some((index) =>
    definitions[index]!.containers.some(
      ({ essential, life }) => essential && life !== null && life.healthCheck !== null,
    ),
  );
}

/** Nothing of an ideal fleet is external. */
function isDaemonOnIdealFleet(
  { schedulingStrategy, launchType, cluster }: ServiceSpec,
  clusters: readonly Pick<ClusterSpec, 'clusterName' | 'idealFleet'>[],
): boolean {
  if (schedulingStrategy !== 'DAEMON' || launchType !== 'EC2') return false;
  return clusters.some(({ clusterName, idealFleet }) => clusterName === cluster && idealFleet !== null);
}
