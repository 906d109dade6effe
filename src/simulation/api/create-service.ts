import { serviceLaunchRate } from '../../catalog/launch-rates.ts';
import { Stream } from '../../kernel/streams.ts';
import { NONE } from '../../model/task-table.ts';
import { fullBucket } from '../../policies/rates/token-bucket.ts';
import type { ServiceSpec } from '../../scenario/scenario.ts';
import { deploy } from '../services/deploy.ts';
import type { Service } from '../services/service.ts';
import { serviceName } from '../services/service-workloads.ts';
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
    configuration: spec.deployment,
    deployments: [],
    passAt: Number.POSITIVE_INFINITY,
    passNumber: 0,
    failedInARow: 0,
    startsFrom: 0,
    unplacedSince: NONE,
    unplacedTryAt: 0,
    launchRate,
    launches: fullBucket(launchRate),
    stops: new Stream(`${scenario.simulation.seed}/stop/${serviceName(spec)}`),
    events: [],
    said: new Map(),
  };
  serviceStates.push(service);
  tellDesired(simulation, service);
  deploy(simulation, service, spec.taskDefinitionIndex);
  return service;
}

/** Observers hear how many tasks a service wants. */
export function tellDesired(simulation: Simulation, service: Service): void {
  const listeners = simulation.listeners.serviceChanged;
  for (const observer of listeners) observer.serviceChanged(simulation.now, service.index, service.desired);
}
