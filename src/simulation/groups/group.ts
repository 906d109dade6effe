import type { Stream } from '../../kernel/streams.ts';
import { NONE } from '../../model/task-table.ts';
import type { SuspendableProcess } from '../../scenario/group-maintenance.ts';
import type { AutoScalingGroupSpec, LaunchOption } from '../../scenario/group-spec.ts';
import type { ContainerInstanceSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';
import type { Batch } from './maintenance/batch.ts';
import type { Refresh } from './maintenance/refresh.ts';
import type { UnhealthyInstance } from './maintenance/unhealthy.ts';
import type { Members } from './members.ts';

/** M and N at an instant, and until the next one that is known (ecs: ). */
export interface ProviderMeasure {
  readonly at: number;
  readonly needed: number;
  readonly instances: number;
}

/** What the instances of one of the run's entries are to their group. */
export interface LaunchKind {
  readonly group: Group;
  /** Index into the entries of the run. */
  readonly entry: number;
  /** Indexes into the group's `configurations` and its options. */
  readonly configuration: number;
  readonly place: number;
  readonly option: LaunchOption;
}

/** An Auto Scaling group as EC2 keeps it. Capacity is in instances, or in units of their weights (scaling: ). */
export interface Group {
  readonly index: number;
  readonly spec: AutoScalingGroupSpec;
  readonly cluster: number;
  /** Index of the capacity provider that it is the group of, or -1. */
  readonly provider: number;
  /** What it can launch: by configuration, by option. */
  readonly kinds: readonly (readonly LaunchKind[])[];
  /** The configuration that it launches now. */
  configuration: number;
  minimum: number;
  maximum: number;
  desired: number;
  readonly members: Members;
  /** Of its instances those that are ACTIVE, and of these the ones with a task that is no daemon (ecs: ). */
  active: number;
  inUse: number;
  /** Capacity whose launch is ordered. */
  launching: number;
  /** Instances of the warm pool whose launch is ordered. */
  warming: number;
  /** Capacity above the desired one that comes before other instances go: of fuller zones (scaling: ). */
  extra: number;
  /** What was measured of its capacity provider: the newest last, no further back than alarms look. */
  measured: readonly ProviderMeasure[];
  /** A look at it is set for this instant, or -1. */
  passAt: number;
  /** Later instants at which it is looked at for its maintenance. */
  wakes: readonly number[];
  /** What it does not do (scaling: ). */
  suspended: readonly SuspendableProcess[];
  /** What it has been told of the health of its instances (scaling: ). */
  unhealthy: readonly UnhealthyInstance[];
  /** Instances that it is replacing; null: none. */
  batch: Batch | null;
  /** Instances that were replaced whatever its size, by why. */
  replaced: Readonly<Record<'unhealthy' | 'lifetime' | 'refresh', number>>;
  /** Its instance refreshes, the newest last; only that can be in progress. */
  readonly refreshes: Refresh[];
  /** How long instances take to boot, and which of equal ones goes. */
  readonly boots: Stream;
  readonly choices: Stream;
  /** When whoever serves lifecycle hooks completes them. */
  readonly hookTimes: Stream;
}

/** What an instance is to the group that has launched it; null: none has. */
export function kindOf({ launchKinds, fleet }: Simulation, instance: number): LaunchKind | null {
  return launchKinds[fleet.entry[instance]!] ?? null;
}

/** The group that an instance was launched by; null: none was. */
export function groupOf(simulation: Simulation, instance: number): Group | null {
  return kindOf(simulation, instance)?.group ?? null;
}

/** What the group launches now, all kinds of it. */
export function launchOptions({ kinds, configuration }: Group): ContainerInstanceSpec[] {
  return kinds[configuration]!.map(({ option }) => option.instances);
}

/** The group whose capacity provider this is, if managed scaling is on for it. */
export function managedGroup({ groups }: Simulation, provider: number): Group | null {
  if (provider === NONE || groups.length === 0) return null;
  return groups.find((group) => group.provider === provider && group.spec.provider?.managedScaling) ?? null;
}

/** Whether instances of the group are ordered, or boot, or it is about to be looked at, or a refresh brings others. */
export function isGrowing({ passAt, launching, members, refreshes }: Group): boolean {
  const isRefreshed = refreshes.at(-1)?.status === 'InProgress';
  return passAt >= 0 || launching > 0 || members.pending > 0 || isRefreshed;
}

/** Whether an instance has a task that is no daemon (ecs: ). */
export function isInUse({ fleet }: Simulation, instance: number): boolean {
  return fleet.workCount[instance]! > 0;
}
