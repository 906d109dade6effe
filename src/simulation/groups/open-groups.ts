import { Stream } from '../../kernel/streams.ts';
import type { Simulation } from '../simulation.ts';
import { setGroupPass } from './group-pass.ts';

/** Makes the Auto Scaling groups; `addEntry` gives the run's entry of a group's instances. All begin launching. */
export function openGroups(
  simulation: Simulation,
  addEntry: (cluster: number, group: number) => number,
): void {
  const { scenario, clusters, groups } = simulation;
  for (const [index, spec] of scenario.autoScalingGroups.entries()) {
    const cluster = clusters.indexOf(spec.cluster);
    groups.push({
      index,
      spec,
      cluster,
      provider: scenario.capacityProviders.findIndex(({ name }) => name === spec.provider?.name),
      entry: addEntry(cluster, index),
      minimum: spec.minSize,
      maximum: spec.maxSize,
      desired: spec.desiredCapacity,
      instances: [],
      active: 0,
      inUse: 0,
      launching: 0,
      extra: 0,
      terminating: new Map(),
      measured: [],
      passAt: -1,
      boots: new Stream(`${scenario.simulation.seed}/boot/${spec.name}`),
      choices: new Stream(`${scenario.simulation.seed}/terminate/${spec.name}`),
    });
    simulation.groupByEntry[groups[index]!.entry] = groups[index]!;
    setGroupPass(simulation, groups[index]!);
  }
}
