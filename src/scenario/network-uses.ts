import type { Scenario } from './scenario.ts';

/** Whether requests or calls weigh anything on the network. */
export function hasTraffic({ loads }: Pick<Scenario, 'loads'>): boolean {
  return loads.some(
    ({ requests }) =>
      requests !== null &&
      (requests.traffic.responseBytes > 0 ||
        requests.traffic.requestBytes > 0 ||
        requests.calls.some(({ bytes }) => bytes > 0)),
  );
}

/** Whether some tasks or instances have public IPv4 addresses. */
export function hasPublicAddresses(
  scenario: Pick<Scenario, 'services' | 'workloads' | 'clusters' | 'autoScalingGroups'>,
): boolean {
  const { services, workloads, clusters, autoScalingGroups } = scenario;
  const instances = [
    ...clusters.flatMap(({ containerInstances, idealFleet }) =>
      idealFleet === null ? containerInstances : [...containerInstances, idealFleet],
    ),
    ...autoScalingGroups.flatMap(({ configurations }) =>
      configurations.flatMap(({ options }) => options.map((option) => option.instances)),
    ),
  ];
  return (
    [...services, ...workloads].some(({ assignPublicIp }) => assignPublicIp) ||
    instances.some(({ associatePublicIpAddress }) => associatePublicIpAddress)
  );
}
