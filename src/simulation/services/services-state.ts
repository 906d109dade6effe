import type { StreamState } from '../../kernel/streams.ts';
import type { Simulation } from '../simulation.ts';
import type { Deployment, Service } from './service.ts';

/** Services and their deployments as plain data, to be given to `restoreServices`. */
export interface ServicesState {
  readonly deployments: readonly (Omit<Deployment, 'tasks'> & {
    readonly service: number;
    readonly tasks: readonly number[];
  })[];
  readonly services: readonly (Omit<
    Service,
    'index' | 'spec' | 'cluster' | 'workloads' | 'launchRate' | 'deployments' | 'stops' | 'said'
  > & {
    /** Numbers of its deployments, the newest first. */
    readonly numbers: readonly number[];
    readonly stops: StreamState;
    readonly said: readonly (readonly [string, number])[];
  })[];
}

export function snapshotServices({ deployments, serviceStates }: Simulation): ServicesState {
  return {
    deployments: deployments.map(({ service, deployment }) => ({
      ...deployment,
      service: service.index,
      tasks: [...deployment.tasks],
    })),
    services: serviceStates.map((service) => {
      const { index, spec, cluster, workloads, launchRate, deployments: own, ...rest } = service;
      return {
        ...rest,
        numbers: own.map(({ number }) => number),
        stops: service.stops.snapshot(),
        said: [...service.said],
        events: [...service.events],
      };
    }),
  };
}

/** Puts the services of a run of the same scenario into a saved state. */
export function restoreServices(simulation: Simulation, state: ServicesState): void {
  const { deployments, serviceStates } = simulation;
  deployments.length = 0;
  for (const { service, tasks, ...rest } of state.deployments)
    deployments.push({
      service: serviceStates[service]!,
      deployment: { ...rest, tasks: new Set(tasks) },
    });
  for (const [i, { numbers, stops, said, events, ...rest }] of state.services.entries()) {
    const service = serviceStates[i]!;
    Object.assign(service, rest);
    service.deployments = numbers.map((number) => deployments[number - 1]!.deployment);
    service.stops.restore(stops);
    service.said = new Map(said);
    service.events.length = 0;
    service.events.push(...events);
  }
}
