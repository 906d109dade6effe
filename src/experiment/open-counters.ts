import { AnywhereCounter } from '../billing/counters/anywhere-counter.ts';
import type { Counter } from '../billing/counters/counter.ts';
import { EbsCounter } from '../billing/counters/ebs-counter.ts';
import { LogsCounter } from '../billing/counters/logs-counter.ts';
import { OutboundCounter } from '../billing/counters/outbound-counter.ts';
import { PublicIpCounter } from '../billing/counters/public-ip-counter.ts';
import { SurplusCounter } from '../billing/counters/surplus-counter.ts';
import { TrafficCounter } from '../billing/counters/traffic-counter.ts';
import { hasPublicAddresses, hasTraffic } from '../scenario/network-uses.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { hasUnlimitedInstances } from '../scenario/unlimited-instances.ts';
import { cloudWatchCounters } from './cloudwatch-counters.ts';
import { logSources } from './log-sources.ts';
import { networkFacts } from './network-facts.ts';
import { registryCounters } from './registry-counters.ts';

/** What a scenario has that AWS measures beside instances and Fargate. */
export function openCounters(scenario: Scenario): Counter[] {
  const isAnywhere = scenario.clusters.some(({ containerInstances }) =>
    containerInstances.some(({ external }) => external),
  );
  const logs = logSources(scenario);
  const isUnlimited = scenario.clusters.some(({ clusterName }) =>
    hasUnlimitedInstances(scenario, clusterName),
  );
  return [
    ...(isAnywhere ? [new AnywhereCounter()] : []),
    ...(isUnlimited ? [new SurplusCounter()] : []),
    ...networkCounters(scenario),
    ...(hasVolumes(scenario) ? [new EbsCounter(scenario.pricing.splitCostWeights)] : []),
    ...cloudWatchCounters(scenario),
    ...registryCounters(scenario),
    ...(logs === null ? [] : [new LogsCounter(logs)]),
  ];
}

function networkCounters(scenario: Scenario): Counter[] {
  const { loadBalancers, natGateways, vpcEndpoints, region } = scenario;
  const facts = networkFacts(scenario);
  const isOutbound = natGateways.length > 0 || vpcEndpoints.some(({ kind }) => kind === 'Interface');
  return [
    ...(loadBalancers.length > 0 || hasTraffic(scenario) ? [new TrafficCounter(facts)] : []),
    ...(hasPublicAddresses(scenario) ? [new PublicIpCounter()] : []),
    ...(isOutbound ? [new OutboundCounter(facts, region)] : []),
  ];
}

function hasVolumes({ clusters, autoScalingGroups }: Scenario): boolean {
  const instances = [
    ...clusters.flatMap(({ containerInstances, idealFleet }) => [...containerInstances, idealFleet]),
    ...autoScalingGroups.flatMap(({ configurations }) =>
      configurations.flatMap(({ options }) => options.map((option) => option.instances)),
    ),
  ];
  return instances.some((spec) => spec !== null && spec.volumes.length > 0);
}
