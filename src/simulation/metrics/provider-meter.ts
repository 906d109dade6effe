import { capacityProviderReservation, neededInstances } from '../../policies/capacity/managed-scaling.ts';
import { providerView } from '../groups/managed-scaling.ts';
import { keepMeasure } from '../groups/measures.ts';
import type { Simulation } from '../simulation.ts';
import type { SampleSet } from './sample-set.ts';

/** CapacityProviderReservation of a capacity provider with managed scaling, as it is at the end of each minute (ecs: ). */
export class ProviderMeter {
  readonly cluster: number;
  /** Index among the run's Auto Scaling groups. */
  readonly group: number;

  constructor(cluster: number, group: number) {
    this.cluster = cluster;
    this.group = group;
  }

  read(simulation: Simulation, into: SampleSet): SampleSet {
    const group = simulation.groups[this.group]!;
    const view = providerView(simulation, group, group.spec.provider!.managedScaling!);
    const needed = neededInstances(view);
    keepMeasure(simulation, group, { at: simulation.now, needed, instances: view.instances });
    for (const observer of simulation.listeners.providerMeasured)
      observer.providerMeasured(simulation.now, group.provider, needed, view.instances);
    return into.set(capacityProviderReservation(needed, view.instances), 1);
  }
}
