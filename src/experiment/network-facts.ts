import type { NetworkFacts, ServiceTraffic } from '../billing/network/network-facts.ts';
import { NONE } from '../model/task-table.ts';
import type { LoadSpec, Scenario } from '../scenario/scenario.ts';

/** What a scenario says of its network, as counters take it. */
export function networkFacts(scenario: Scenario): NetworkFacts {
  const { loadBalancers, services, loads, natGateways, vpcEndpoints } = scenario;
  const loadOf = new Map(loads.map((load) => [load.service, load]));
  return {
    balancers: loadBalancers.map(({ type, internetFacing, availabilityZones, protocol, rules }) => ({
      kind: type === 'application' ? 'alb' : 'nlb',
      internetFacing,
      zones: availabilityZones,
      protocol,
      rules,
    })),
    services: services.map((_, service) => trafficOf(scenario, service, loadOf.get(service))),
    natGateways: natGateways.map(({ availabilityZone, isPublic }) => ({ zone: availabilityZone, isPublic })),
    endpoints: vpcEndpoints.map(({ kind, service, availabilityZones }) => ({
      kind,
      service,
      zones: availabilityZones,
    })),
  };
}

/** Requests come by the first of a service's target groups; calls, too, when nothing else finds its tasks. */
function trafficOf(
  { loadBalancers, services, targetGroups }: Scenario,
  service: number,
  load: LoadSpec | undefined,
): ServiceTraffic {
  const { loadBalancers: targets, discovery } = services[service]!;
  const group = targets[0]?.targetGroup;
  const balancer =
    group === undefined ? NONE : loadBalancers.findIndex((one) => one.targetGroups.includes(group));
  const { traffic, calls } = load?.requests ?? { traffic: NO_TRAFFIC, calls: [] };
  return {
    isExternal: services[service]!.launchType === 'EXTERNAL',
    balancer,
    crossZone: group === undefined || targetGroups[group]!.routing.crossZone,
    isCalledByBalancer: balancer !== NONE && discovery.kind === 'none',
    ...traffic,
    callBytes: calls.map(({ bytes }) => bytes),
  };
}

const NO_TRAFFIC = { requestBytes: 0, responseBytes: 0, requestsPerConnection: 1, connectionMs: 0 };
