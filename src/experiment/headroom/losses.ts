import { InstanceStatus } from '../../model/instance-status.ts';
import type { Simulation } from '../../simulation/simulation.ts';

/** What is lost. */
export type Loss =
  | { readonly what: 'nothing' }
  | { readonly what: 'zone'; readonly availabilityZone: string }
  | {
      readonly what: 'instance';
      readonly containerInstance: string;
      readonly instanceType: string | null;
      readonly cluster: string;
      /** The largest registers most, the fullest holds most; the first of equals. One can be both. */
      readonly as: readonly ('largest' | 'fullest')[];
    };

/** A loss and the rows of the instances that go with it. */
export interface LostInstances {
  readonly loss: Loss;
  readonly instances: readonly number[];
}

/** What may be lost: nothing, each zone that has ACTIVE instances, the largest instance, the fullest. */
export function possibleLosses(simulation: Simulation): LostInstances[] {
  const { fleet, zones } = simulation;
  const active = activeInstances(simulation);
  const inRegion = active.filter((instance) => fleet.external[instance] === 0);
  const byZone = zones.flatMap((availabilityZone, zone): LostInstances[] => {
    const instances = inRegion.filter((instance) => fleet.zone[instance] === zone);
    return instances.length === 0 ? [] : [{ loss: { what: 'zone', availabilityZone }, instances }];
  });
  byZone.sort((a, b) => (zoneOf(a) < zoneOf(b) ? -1 : 1));
  return [{ loss: { what: 'nothing' }, instances: [] }, ...byZone, ...instanceLosses(simulation, active)];
}

/** Those that take tasks, in order of registration. */
export function activeInstances({ fleet }: Simulation): number[] {
  const active: number[] = [];
  for (let instance = 0; instance < fleet.rows; instance++)
    if (fleet.status[instance] === InstanceStatus.ACTIVE) active.push(instance);
  return active;
}

/** Of CPU, memory and GPUs, what some instances registered and what of it is not reserved. */
export function resourcesOf(
  { fleet }: Simulation,
  instances: readonly number[],
): { readonly total: Amounts; readonly free: Amounts } {
  const sum = (column: Int32Array) => instances.reduce((all, instance) => all + column[instance]!, 0);
  return {
    total: [sum(fleet.cpuTotal), sum(fleet.memoryTotal), sum(fleet.gpuTotal)],
    free: [sum(fleet.cpuFree), sum(fleet.memoryFree), sum(fleet.gpuFree)],
  };
}

/** CPU units, MiB, GPUs. */
type Amounts = readonly [number, number, number];

/** The largest instance and the fullest, by the largest of their shares of all CPU, all memory and all GPUs. */
function instanceLosses(simulation: Simulation, active: readonly number[]): LostInstances[] {
  const all = resourcesOf(simulation, active).total;
  const share = (amounts: Amounts) =>
    Math.max(...amounts.map((amount, i) => (all[i] === 0 ? 0 : amount / all[i]!)));
  const largest = firstOfMost(active, (instance) => share(resourcesOf(simulation, [instance]).total));
  const fullest = firstOfMost(active, (instance) => {
    const { total, free } = resourcesOf(simulation, [instance]);
    return share([total[0] - free[0], total[1] - free[1], total[2] - free[2]]);
  });
  if (largest === undefined || fullest === undefined) return [];
  const lose = (instance: number, as: readonly ('largest' | 'fullest')[]): LostInstances => {
    const { ec2InstanceType, cluster } = simulation.entries[simulation.fleet.entry[instance]!]!;
    const containerInstance = simulation.instanceId(instance);
    return {
      loss: {
        what: 'instance',
        containerInstance,
        instanceType: ec2InstanceType,
        cluster: simulation.clusters[cluster]!,
        as,
      },
      instances: [instance],
    };
  };
  return largest === fullest
    ? [lose(largest, ['largest', 'fullest'])]
    : [lose(largest, ['largest']), lose(fullest, ['fullest'])];
}

function firstOfMost(instances: readonly number[], amount: (instance: number) => number): number | undefined {
  let best: number | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const instance of instances) {
    const value = amount(instance);
    if (value <= most) continue;
    most = value;
    best = instance;
  }
  return best;
}

function zoneOf({ loss }: LostInstances): string {
  return loss.what === 'zone' ? loss.availabilityZone : '';
}
