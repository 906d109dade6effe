import { AnywhereCounter } from '../billing/counters/anywhere-counter.ts';
import type { Counter } from '../billing/counters/counter.ts';
import { EbsCounter } from '../billing/counters/ebs-counter.ts';
import { LogsCounter } from '../billing/counters/logs-counter.ts';
import { OutboundCounter } from '../billing/counters/outbound-counter.ts';
import { PublicIpCounter } from '../billing/counters/public-ip-counter.ts';
import { SurplusCounter } from '../billing/counters/surplus-counter.ts';
import { TaskVolumeCounter } from '../billing/counters/task-volume-counter.ts';
import { TrafficCounter } from '../billing/counters/traffic-counter.ts';
import { imageSource } from '../billing/network/image-source.ts';
import type { NetworkFacts } from '../billing/network/network-facts.ts';
import { hasPublicAddresses, hasTraffic } from '../scenario/network-uses.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { hasUnlimitedInstances } from '../scenario/unlimited-instances.ts';
import { cloudWatchCounters } from './cloudwatch-counters.ts';
import { logSources } from './log-sources.ts';
import { networkFacts } from './network-facts.ts';
import { registryCounters } from './registry-counters.ts';
import { serviceCounters } from './service-counters.ts';

/** What a scenario has that AWS measures beside instances and Fargate. */
export function openCounters(scenario: Scenario): Counter[] {
  const isAnywhere = scenario.clusters.some(({ containerInstances }) =>
    containerInstances.some(({ external }) => external),
  );
  const facts = networkFacts(scenario);
  const logs = logSources(scenario);
  const isUnlimited = scenario.clusters.some(({ clusterName }) =>
    hasUnlimitedInstances(scenario, clusterName),
  );
  return [
    ...(isAnywhere ? [new AnywhereCounter()] : []),
    ...(isUnlimited ? [new SurplusCounter(scenario.simulation.durationMs)] : []),
    ...networkCounters(scenario, facts),
    ...(hasVolumes(scenario) ? [new EbsCounter(scenario.pricing.splitCostWeights)] : []),
    ...(hasTaskVolumes(scenario) ? [new TaskVolumeCounter()] : []),
    ...cloudWatchCounters(scenario),
    ...registryCounters(scenario),
    ...(logs === null ? [] : [new LogsCounter(logs)]),
    ...serviceCounters(scenario, facts),
  ];
}

function networkCounters(scenario: Scenario, facts: NetworkFacts): Counter[] {
  const { loadBalancers, natGateways, vpcEndpoints, taskDefinitions, region } = scenario;
  const isOutbound =
    natGateways.length > 0 ||
    vpcEndpoints.some(({ kind }) => kind === 'Interface') ||
    taskDefinitions.some(({ containers }) =>
      containers.some(({ image }) => imageSource(image, region).kind === 'region'),
    );
  return [
    ...(loadBalancers.length > 0 || hasTraffic(scenario) ? [new TrafficCounter(facts)] : []),
    ...(hasPublicAddresses(scenario) ? [new PublicIpCounter()] : []),
    ...(isOutbound ? [new OutboundCounter(facts, region)] : []),
  ];
}

function hasTaskVolumes({ workloads, services }: Scenario): boolean {
  return [...workloads, ...services].some(({ managedVolume }) => managedVolume !== undefined);
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
