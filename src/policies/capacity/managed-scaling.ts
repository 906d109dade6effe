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

/** M: the instances that a capacity provider needs (ecs: ). */
export function neededInstances(view: ProviderView): number {
  const { instances, inUse, waiting, minimumStep, maximumStep } = view;
  if (waiting.length === 0) return inUse;
  const smallest = extreme(view.types, Math.min);
  const largest = extreme(view.types, Math.max);
  const compatible = waiting.filter(({ need }) => fits(need, smallest));
  // Tasks that not every type of the group can hold make it no larger.
  if (compatible.length === 0) return instances;
  const extra = Math.max(...compatible.map((group) => instancesFor(group, largest, view.packing)));
  return instances + Math.min(maximumStep, Math.max(minimumStep, extra));
}

/** CapacityProviderReservation, percent (ecs: ). */
export function capacityProviderReservation(needed: number, instances: number): number {
  if (instances === 0) return needed === 0 ? 100 : 200;
  return (100 * needed) / instances;
}

/** From no instance at all the group goes to so many, whatever is needed (ecs: ). */
const FIRST_STEP = 2;

/** Percent by which a data point may be too high: they are rounded, and a rest that is nothing but that asks for no instance. */
const ROUNDING = 1e-6;

/** The desired capacity at which the reservation would be at the target, rounded up (ecs: ). */
export function capacityForReservation(instances: number, reservation: number, target: number): number {
  if (instances === 0) return reservation > 100 ? FIRST_STEP : 0;
  return Math.ceil((instances * Math.max(0, reservation - ROUNDING)) / target);
}

/** Part of its instances that a group gives up in one step at most (ecs: ). */
const MOST_GIVEN_UP = 0.5;

/** Instances after one step of a scale-in towards `wanted`: at least one fewer, at most half of them (ecs: ). */
export function scaleInStep(instances: number, wanted: number): number {
  const most = Math.max(1, Math.floor(instances * MOST_GIVEN_UP));
  return Math.max(wanted, instances - most);
}

function instancesFor(
  { count, need, isAlone }: ProvisioningGroup,
  largest: Amounts,
  packing: ProviderView['packing'],
): number {
  if (isAlone) return count;
  const parts = (['cpu', 'memory', 'gpu', 'enis'] as const).filter((key) => need[key] > 0);
  if (packing === 'sum')
    return Math.ceil(Math.max(...parts.map((key) => (count * need[key]) / largest[key])));
  const perInstance = Math.min(...parts.map((key) => Math.floor(largest[key] / need[key])));
  return Math.ceil(count / perInstance);
}

function fits(need: Amounts, room: Amounts): boolean {
  return need.cpu <= room.cpu && need.memory <= room.memory && need.gpu <= room.gpu && need.enis <= room.enis;
}

function extreme(types: readonly Amounts[], of: (...values: number[]) => number): Amounts {
  const over = (key: keyof Amounts) => of(...types.map((type) => type[key]));
  return { cpu: over('cpu'), memory: over('memory'), gpu: over('gpu'), enis: over('enis') };
}
