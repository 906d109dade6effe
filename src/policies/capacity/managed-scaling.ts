/** Resources of an instance type as it registers them, or what a task asks of one. */
export interface Amounts {
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
  /** Network interfaces of tasks. */
  readonly enis: number;
}

/** Tasks in PROVISIONING that ask for the same. */
export interface ProvisioningGroup {
  readonly count: number;
  readonly need: Amounts;
  /** Whether an instance can have only one of them: `distinctInstance`, or a fixed host port. */
  readonly isAlone: boolean;
}

/** What managed scaling looks at of one capacity provider (ecs: ). */
export interface ProviderView {
  /** N: its ACTIVE instances. */
  readonly instances: number;
  /** Of those the ones with a task that is no daemon. */
  readonly inUse: number;
  readonly waiting: readonly ProvisioningGroup[];
  /** Instance types of its group, less what daemons reserve; at least one if tasks wait. */
  readonly types: readonly Amounts[];
  readonly minimumStep: number;
  readonly maximumStep: number;
  /** How many tasks of a group an instance is taken to hold: whole ones, or parts (smaller, and too optimistic). */
  readonly packing: 'floor' | 'sum';
}

/** M and how it comes about (ecs: ). Counts are instances. */
export interface InstanceNeed {
  /** M. */
  readonly needed: number;
  /** `inUse`: nobody waits. `tooLarge`: nobody waits who fits every type, so M is N. `waiting`: N and a step for those who wait. */
  readonly by: 'inUse' | 'tooLarge' | 'waiting';
  /** Of each group of `waiting`, in the same order. */
  readonly groups: readonly GroupNeed[];
  /** The most that one of the groups takes, and what the bounds of a step make of it; 0 where nobody counts. */
  readonly extra: number;
  readonly step: number;
}

/** What tasks in PROVISIONING that ask for the same take. */
export interface GroupNeed {
  /** Whether every type of the group can hold one: others make M no larger. */
  readonly fits: boolean;
  /** Tasks that an instance of the largest type holds; 0: none. */
  readonly perInstance: number;
  /** Instances for all of them; 0: they do not count. */
  readonly instances: number;
}

/** M: the instances that a capacity provider needs (ecs: ). */
export function neededInstances(view: ProviderView): number {
  return instanceNeed(view).needed;
}

/** The same with how it comes about. */
export function instanceNeed(view: ProviderView): InstanceNeed {
  const { instances, inUse, waiting, minimumStep, maximumStep } = view;
  const smallest = extreme(view.types, Math.min);
  const largest = largestOf(view.types);
  const groups = waiting.map((group) => {
    const count = { fits: fits(group.need, smallest), perInstance: perInstance(group, largest) };
    return { ...count, instances: count.fits ? instancesFor(group, largest, view.packing) : 0 };
  });
  const nobody = { groups, extra: 0, step: 0 };
  if (waiting.length === 0) return { needed: inUse, by: 'inUse', ...nobody };
  if (!groups.some((group) => group.fits)) return { needed: instances, by: 'tooLarge', ...nobody };
  const extra = groups.reduce((most, group) => Math.max(most, group.instances), 0);
  const step = Math.min(maximumStep, Math.max(minimumStep, extra));
  return { needed: instances + step, by: 'waiting', groups, extra, step };
}

/** CapacityProviderReservation, percent (ecs: ). */
export function capacityProviderReservation(needed: number, instances: number): number {
  if (instances === 0) return needed === 0 ? 100 : 200;
  return (100 * needed) / instances;
}

/** From no instance at all the group goes to so many, whatever is needed (ecs: ). */
const FIRST_STEP = 2;

/** A data point is rounded to millionths, so a reservation of 100 M / N can be N times a little more than 100 M. */
const ROUNDING = 0.000_000_6;

/** The desired capacity at which the reservation would be at the target, rounded up (ecs: ). */
export function capacityForReservation(instances: number, reservation: number, target: number): number {
  if (instances === 0) return reservation > 100 ? FIRST_STEP : 0;
  return Math.max(0, Math.ceil((instances * (reservation - ROUNDING)) / target));
}

/** Part of its instances that a group gives up in one step at most (ecs: ). */
const MOST_GIVEN_UP = 0.5;

/** Instances after one step of a scale-in towards `wanted`: at least one fewer, at most half of them (ecs: ). */
export function scaleInStep(instances: number, wanted: number): number {
  const most = Math.max(1, Math.floor(instances * MOST_GIVEN_UP));
  return Math.max(wanted, instances - most);
}

const KINDS = ['cpu', 'memory', 'gpu', 'enis'] as const;

function instancesFor(group: ProvisioningGroup, largest: Amounts, packing: ProviderView['packing']): number {
  const { count, need, isAlone } = group;
  if (isAlone) return count;
  if (packing === 'floor') return Math.ceil(count / perInstance(group, largest));
  const parts = KINDS.filter((key) => need[key] > 0);
  return Math.ceil(Math.max(...parts.map((key) => (count * need[key]) / largest[key])));
}

function perInstance({ need, isAlone }: ProvisioningGroup, largest: Amounts): number {
  const held = KINDS.filter((key) => need[key] > 0).map((key) => Math.floor(largest[key] / need[key]));
  const most = Math.max(0, Math.min(...held));
  return isAlone ? Math.min(1, most) : most;
}

function fits(need: Amounts, room: Amounts): boolean {
  return need.cpu <= room.cpu && need.memory <= room.memory && need.gpu <= room.gpu && need.enis <= room.enis;
}

/** What the largest of several types has of each (ecs: ). */
export function largestOf(types: readonly Amounts[]): Amounts {
  return extreme(types, Math.max);
}

function extreme(types: readonly Amounts[], of: (...values: number[]) => number): Amounts {
  const over = (key: keyof Amounts) => of(...types.map((type) => type[key]));
  return { cpu: over('cpu'), memory: over('memory'), gpu: over('gpu'), enis: over('enis') };
}
