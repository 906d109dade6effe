import type { RequestCountsState } from '../../environment/load/request-counts.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import type { Host, HostTask } from '../hosts/host.ts';
import type { Work } from '../hosts/work.ts';
import type { Simulation } from '../simulation.ts';
import type { ServiceLoad } from './service-load.ts';
import type { StationProfile } from './station-profile.ts';

/** Loads, and instances whose CPU is shared out, as data that shares nothing with the run but histograms, which never change. */
export interface LoadsState {
  readonly loads: readonly LoadState[];
  readonly loadsAt: number;
  readonly changedLoads: readonly number[];
  readonly lost: readonly number[];
  readonly restarted: readonly number[];
  readonly hosts: readonly (Omit<Host, 'tasks'> & { readonly tasks: readonly Omit<HostTask, 'host'>[] })[];
  readonly changedHosts: readonly number[];
  readonly works: readonly (readonly [TaskIndex, Work])[];
  /** Shared, too: whether a load's responses are others than before is asked of the very histogram. */
  readonly profiles: readonly (readonly [string, StationProfile])[];
  readonly killed: Simulation['killed'];
  readonly throttled: Simulation['throttled'];
}

type LoadState = Omit<ServiceLoad, 'index' | 'spec' | 'service' | 'counts' | 'callers' | 'calls'> & {
  readonly counts: RequestCountsState | null;
};

export function snapshotLoads(simulation: Simulation): LoadsState {
  const { loads, loadsAt, hosts, changedHosts, works, profiles, killed, throttled } = simulation;
  return {
    loads: loads.map((load) => {
      const { index, spec, service, counts, callers, calls, ...rest } = load;
      return { ...copyLoad(rest), counts: counts?.snapshot() ?? null };
    }),
    loadsAt,
    changedLoads: [...simulation.changedLoads],
    lost: [...simulation.lost],
    restarted: [...simulation.restarted],
    hosts: [...hosts.values()].map(({ tasks, ...host }) => ({
      ...host,
      tasks: tasks.map(({ host: _, ...task }) => ({ ...task })),
    })),
    changedHosts: [...changedHosts],
    works: [...works].map(([task, work]) => [task, { ...work }]),
    profiles: [...profiles],
    killed: { ...killed },
    throttled: { ...throttled, workloads: [...throttled.workloads] },
  };
}

/** Puts the loads and hosts of a run of the same scenario into a saved state. */
export function restoreLoads(simulation: Simulation, state: LoadsState): void {
  const { loads, hosts, hostTasks, changedHosts, works, profiles, killed, throttled } = simulation;
  for (const [i, { counts, ...rest }] of state.loads.entries()) {
    Object.assign(loads[i]!, copyLoad(rest));
    if (counts !== null) loads[i]!.counts?.restore(counts);
  }
  simulation.loadsAt = state.loadsAt;
  simulation.changedLoads = [...state.changedLoads];
  simulation.lost.clear();
  for (const ordinal of state.lost) simulation.lost.add(ordinal);
  simulation.restarted.clear();
  for (const ordinal of state.restarted) simulation.restarted.add(ordinal);
  hosts.clear();
  hostTasks.clear();
  for (const { tasks, ...saved } of state.hosts) {
    const host: Host = { ...saved, tasks: [] };
    for (const task of tasks) {
      const hostTask = { ...task, host };
      host.tasks.push(hostTask);
      hostTasks.set(task.task, hostTask);
    }
    hosts.set(host.instance, host);
  }
  changedHosts.clear();
  for (const instance of state.changedHosts) changedHosts.add(instance);
  works.clear();
  for (const [task, work] of state.works) works.set(task, { ...work });
  for (const [key, profile] of state.profiles) profiles.set(key, profile);
  Object.assign(killed, state.killed);
  Object.assign(throttled, { ...state.throttled, workloads: [...state.throttled.workloads] });
}

function copyLoad<T extends Pick<ServiceLoad, 'stations' | 'sums' | 'told' | 'queue' | 'uses' | 'sources'>>(
  load: T,
): T {
  return {
    ...load,
    stations: load.stations.map((station) => ({ ...station })),
    uses: load.uses.map((use) => ({ ...use })),
    sources: load.sources.map((source) => ({ ...source })),
    sums: { ...load.sums },
    told: { ...load.told },
    queue:
      load.queue === null
        ? null
        : { ...load.queue, batches: [...load.queue.batches], hidden: [...load.queue.hidden] },
  };
}
