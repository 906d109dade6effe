import { serviceLaunchRate } from '../../catalog/launch-rates.ts';
import { Stream } from '../../kernel/streams.ts';
import { NONE } from '../../model/task-table.ts';
import { fullBucket } from '../../policies/rates/token-bucket.ts';
import type { ServiceSpec } from '../../scenario/scenario.ts';
import { deploy } from '../services/deploy.ts';
import type { Service } from '../services/service.ts';
import { serviceName } from '../services/service-workloads.ts';
import { tellDesired } from '../services/tell-desired.ts';
import type { Simulation } from '../simulation.ts';

/** CreateService: its first deployment begins. `workloads` are those of its task definitions in turn. */
export function createService(
  simulation: Simulation,
  spec: ServiceSpec,
  workloads: readonly number[],
): Service {
  const { scenario, serviceStates, clusters } = simulation;
  const launchRate = serviceLaunchRate(spec.launchType, scenario.region);
  const service: Service = {
    index: serviceStates.length,
    spec,
    cluster: clusters.indexOf(spec.cluster),
    workloads,
    desired: spec.desiredCount,
    strategy: spec.capacityProviderStrategy,
    configuration: spec.deployment,
    deployments: [],
    passAt: Number.POSITIVE_INFINITY,
    passNumber: 0,
    looksAt: Number.POSITIVE_INFINITY,
    failedInARow: 0,
    startsFrom: 0,
    unplacedSince: NONE,
    unplacedTryAt: 0,
    makesRoomFrom: 0,
    rebalanceAt: Number.POSITIVE_INFINITY,
    isRebalancing: false,
    rebalanceExtra: 0,
    rebalanceProvider: NONE,
    reserved: [],
    reservedFor: NONE,
    launchRate,
    launches: fullBucket(launchRate),
    stops: new Stream(`${scenario.simulation.seed}/stop/${serviceName(spec)}`),
    registeredTargets: 0,
    deregisteredTargets: 0,
    events: [],
    said: new Map(),
  };
  serviceStates.push(service);
  tellDesired(simulation, service);
  deploy(simulation, service, spec.taskDefinitionIndex);
  return service;
}
