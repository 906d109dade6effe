import type { Stream } from '../../kernel/streams.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import type { AutoScalingGroupSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';

/** M and N at an instant, and until the next one that is known (ecs: ). */
export interface ProviderMeasure {
  readonly at: number;
  readonly needed: number;
  readonly instances: number;
}

/** An Auto Scaling group as EC2 keeps it. Counts are instances. */
export interface Group {
  readonly index: number;
  readonly spec: AutoScalingGroupSpec;
  readonly cluster: number;
  /** Index of the capacity provider that it is the group of, or -1. */
  readonly provider: number;
  /** Index among the run's entries: what each of its instances is. */
  readonly entry: number;
  minimum: number;
  maximum: number;
  desired: number;
  /** Its instances, launched and not gone, in order of launch: rows of the fleet, ascending. */
  instances: number[];
  /** Those of them that are ACTIVE, and of these the ones with a task that is no daemon (ecs: ). */
  active: number;
  inUse: number;
  /** Instances whose launch is ordered. */
  launching: number;
  /** Instances above the desired ones that come before others of fuller zones go (scaling: ). */
  extra: number;
  /** Instances that are to go and drain first, and since when. */
  readonly terminating: Map<number, number>;
  /** What was measured of its capacity provider: the newest last, no further back than alarms look. */
  measured: readonly ProviderMeasure[];
  /** A look at it is set for this instant, or -1. */
  passAt: number;
  /** How long instances take to boot, and which of equal ones goes. */
  readonly boots: Stream;
  readonly choices: Stream;
}

/** The group that an instance was launched by; null: none was. */
export function groupOf({ groupByEntry, fleet }: Simulation, instance: number): Group | null {
  return groupByEntry[fleet.entry[instance]!] ?? null;
}

/** The group whose capacity provider this is, if managed scaling is on for it. */
export function managedGroup({ groups }: Simulation, provider: number): Group | null {
  if (provider === NONE || groups.length === 0) return null;
  return groups.find((group) => group.provider === provider && group.spec.provider?.managedScaling) ?? null;
}

/** Whether instances of the group are ordered, or boot, or it is about to be looked at. */
export function isGrowing({ fleet }: Simulation, { passAt, launching, instances }: Group): boolean {
  if (passAt >= 0 || launching > 0) return true;
  return instances.some((instance) => fleet.status[instance] === InstanceStatus.REGISTERING);
}

/** Whether an instance has a task that is no daemon (ecs: ). */
export function isInUse({ fleet }: Simulation, instance: number): boolean {
  return fleet.workCount[instance]! > 0;
}
