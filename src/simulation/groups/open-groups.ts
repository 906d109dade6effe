import { Stream } from '../../kernel/streams.ts';
import type { ContainerInstanceSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';
import type { Group, LaunchKind } from './group.ts';
import { Members } from './members.ts';
import { setGroupPass } from './set-group-pass.ts';

/** Makes the Auto Scaling groups; `addEntry` gives the run's entry of instances in a cluster. All begin launching. */
export function openGroups(
  simulation: Simulation,
  addEntry: (cluster: number, instances: ContainerInstanceSpec) => number,
): void {
  const { scenario, clusters, groups } = simulation;
  for (const [index, spec] of scenario.autoScalingGroups.entries()) {
    const cluster = clusters.indexOf(spec.cluster);
    const kinds: LaunchKind[][] = spec.configurations.map(() => []);
    const group: Group = {
      index,
      spec,
      cluster,
      provider: scenario.capacityProviders.findIndex(({ name }) => name === spec.provider?.name),
      kinds,
      configuration: 0,
      minimum: spec.minSize,
      maximum: spec.maxSize,
      desired: spec.desiredCapacity,
      members: new Members(),
      active: 0,
      inUse: 0,
      launching: 0,
      warming: 0,
      extra: 0,
      measured: [],
      passAt: -1,
      wakes: [],
      suspended: spec.maintenance.suspendedProcesses,
      unhealthy: [],
      batch: null,
      replaced: { unhealthy: 0, lifetime: 0, refresh: 0 },
      refreshes: [],
      boots: new Stream(`${scenario.simulation.seed}/boot/${spec.name}`),
      choices: new Stream(`${scenario.simulation.seed}/terminate/${spec.name}`),
      hookTimes: new Stream(`${scenario.simulation.seed}/hook/${spec.name}`),
    };
    for (const [configuration, { options }] of spec.configurations.entries())
      for (const [place, option] of options.entries()) {
        const entry = addEntry(cluster, option.instances);
        const kind = { group, entry, configuration, place, option };
        kinds[configuration]!.push(kind);
        simulation.launchKinds[entry] = kind;
      }
    groups.push(group);
    setGroupPass(simulation, group);
  }
}
