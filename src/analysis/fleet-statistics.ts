import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { LevelIntegrals } from '../kernel/level-integrals.ts';
import { InstanceStatus } from '../model/instance-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';

/** What instances of a group are there for, whose time is added up; every instance is in one of them at any moment. */
export const FleetPart = {
  /** Launched, and not yet registered. */
  booting: 0,
  /** Going, and draining before. */
  draining: 1,
  /** The least that its tasks need. */
  ideal: 2,
  /** More than that have tasks: they lie on too many instances. */
  fragmentation: 3,
  /** Without tasks, by the group's minimum size, by the headroom of its target capacity, and whatever is left: what has not had a task yet, or waits for its scale-in. */
  minimumSize: 4,
  headroom: 5,
  waiting: 6,
  /** Running in the warm pool. */
  warmPool: 7,
} as const;
export type FleetPart = (typeof FleetPart)[keyof typeof FleetPart];
const PARTS: number = Object.keys(FleetPart).length;
/** Behind the parts: those that do not run. */
const STOPPED = PARTS;

/** What is known of a group before the run. */
export interface FleetFacts {
  /** Of its instances' entry; no other entry has it. */
  readonly name: string;
  readonly minSize: number;
  /** Percent; 100 without managed scaling. */
  readonly targetCapacity: number;
}

/** Where the instance-hours of Auto Scaling groups go, and what managed scaling measured, after the warm-up. */
export class FleetStatistics extends Observer {
  private readonly warmUpMs: number;
  /** By entry; null: of no group. */
  private readonly fleets: (Fleet | null | undefined)[] = [];
  private readonly byName = new Map<string, Fleet>();
  /** By entry, the row of all its instances. */
  private readonly ofEntry: (number | undefined)[] = [];
  /** By instance, its tasks. */
  private readonly taskCounts: number[] = [];
  private readonly integrals = new LevelIntegrals();
  private readonly reservations: Reservation[] = [];
  private readonly groups: readonly FleetFacts[];
  private world!: World;

  constructor(warmUpMs: number, groups: readonly FleetFacts[]) {
    super();
    this.warmUpMs = warmUpMs;
    this.groups = groups;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : -1;
  }

  /** The warm-up is over: everything is counted from here. */
  override sampled(at: number): number {
    for (let row = 0; row < this.integrals.rows; row++) this.integrals.take(row, at);
    for (const fleet of this.byName.values()) Object.assign(fleet, { warmStarts: 0, coldStarts: 0 });
    // Providers that nobody measures have none.
    this.reservations.forEach((reservation) => {
      Object.assign(reservation, { since: at, percentMs: 0, ms: 0 });
    });
    return -1;
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const fleet = this.fleetOf(instance);
    if (fleet === null) return;
    const { REGISTERING, ACTIVE, DRAINING, WARM_RUNNING, WARM_STOPPED } = InstanceStatus;
    fleet.booting += Number(to === REGISTERING) - Number(from === REGISTERING);
    fleet.draining += Number(to === DRAINING) - Number(from === DRAINING);
    fleet.warm += Number(to === WARM_RUNNING) - Number(from === WARM_RUNNING);
    const stopped = Number(to === WARM_STOPPED) - Number(from === WARM_STOPPED);
    if (stopped !== 0) this.integrals.change(fleet.row + STOPPED, at, stopped);
    if (to === REGISTERING)
      fleet[from === WARM_RUNNING || from === WARM_STOPPED ? 'warmStarts' : 'coldStarts']++;
    const active = Number(to === ACTIVE) - Number(from === ACTIVE);
    fleet.active += active;
    if ((this.taskCounts[instance] ?? 0) > 0) this.changeUse(fleet, instance, active);
    this.changeEntry(at, instance, Number(isThere(to)) - Number(isThere(from)));
    this.tell(at, fleet);
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    this.change(at, task, 1);
  }

  override taskReleased(at: number, task: TaskIndex): void {
    this.change(at, task, -1);
  }

  override providerMeasured(at: number, provider: number, needed: number, instances: number): void {
    const known = (this.reservations[provider] ??= { since: at, percent: 0, percentMs: 0, ms: 0 });
    addUp(known, at);
    known.percent = instances === 0 ? (needed === 0 ? 100 : 200) : (100 * needed) / instances;
  }

  /** Instance-milliseconds of a group by what they were for. */
  parts(group: string, at: number): readonly number[] {
    const fleet = this.byName.get(group);
    return Array.from({ length: PARTS }, (_, part) =>
      fleet === undefined ? 0 : Number(this.integrals.read(fleet.row + part, at)),
    );
  }

  /** What came to a group after the warm-up from its warm pool and without it, and instance-milliseconds that did not run. */
  warmPool(
    group: string,
    at: number,
  ): { readonly warmStarts: number; readonly coldStarts: number; readonly stoppedMs: number } {
    const fleet = this.byName.get(group);
    if (fleet === undefined) return { warmStarts: 0, coldStarts: 0, stoppedMs: 0 };
    const { warmStarts, coldStarts, row } = fleet;
    return { warmStarts, coldStarts, stoppedMs: Number(this.integrals.read(row + STOPPED, at)) };
  }

  /** Instance-milliseconds of those that groups have launched of an entry. */
  ofEntryMs(entry: number, at: number): number {
    const row = this.ofEntry[entry];
    return row === undefined ? 0 : Number(this.integrals.read(row, at));
  }

  /** Mean of CapacityProviderReservation, percent; null: nobody has measured it. */
  reservation(provider: number, at: number): number | null {
    const known = this.reservations[provider];
    if (known === undefined) return null;
    addUp(known, at);
    return known.ms === 0 ? known.percent : known.percentMs / known.ms;
  }

  private change(at: number, task: TaskIndex, by: 1 | -1): void {
    const { tasks, fleet: table, workloads } = this.world;
    const instance = tasks.instance[task]!;
    // An instance with nothing but daemons is empty (ecs: ).
    if (instance === NONE || workloads[tasks.workload[task]!]!.isDaemon) return;
    const fleet = this.fleetOf(instance);
    if (fleet === null) return;
    const before = this.taskCounts[instance] ?? 0;
    this.taskCounts[instance] = before + by;
    fleet.cpu += by * tasks.cpu[task]!;
    fleet.memory += by * tasks.memory[task]!;
    fleet.gpu += by * tasks.gpu[task]!;
    if (table.status[instance] === InstanceStatus.ACTIVE)
      this.changeUse(fleet, instance, Number(before + by > 0) - Number(before > 0));
    this.tell(at, fleet);
  }

  /** One more or one fewer of the ACTIVE instances with tasks. */
  private changeUse(fleet: Fleet, instance: number, by: number): void {
    if (by === 0) return;
    const { cpuTotal, memoryTotal, gpuTotal } = this.world.fleet;
    fleet.inUse += by;
    fleet.cpuInUse += by * cpuTotal[instance]!;
    fleet.memoryInUse += by * memoryTotal[instance]!;
    fleet.gpuInUse += by * gpuTotal[instance]!;
  }

  private changeEntry(at: number, instance: number, by: number): void {
    if (by === 0) return;
    const entry = this.world.fleet.entry[instance]!;
    const row = (this.ofEntry[entry] ??= this.integrals.add());
    this.integrals.change(row, at, by);
  }

  private tell(at: number, fleet: Fleet): void {
    if (!fleet.update()) return;
    for (let part = 0; part < PARTS; part++) {
      const count = fleet.parts[part]!;
      const known = fleet.told[part]!;
      if (count === known) continue;
      this.integrals.change(fleet.row + part, at, count - known);
      fleet.told[part] = count;
    }
  }

  private fleetOf(instance: number): Fleet | null {
    if (this.groups.length === 0) return null;
    const { fleet: table, entries } = this.world;
    const entry = table.entry[instance]!;
    const found = this.fleets[entry];
    if (found !== undefined) return found;
    const facts = this.groups.find(({ name }) => name === entries[entry]!.name);
    if (facts === undefined) return (this.fleets[entry] = null);
    const known = this.byName.get(facts.name);
    if (known !== undefined) return (this.fleets[entry] = known);
    const first = this.integrals.add();
    for (let row = 1; row <= STOPPED; row++) this.integrals.add();
    const fleet = new Fleet(facts, first);
    this.byName.set(facts.name, fleet);
    this.fleets[entry] = fleet;
    return fleet;
  }
}

function isThere(status: InstanceStatus): boolean {
  const { REGISTERING, ACTIVE, DRAINING, WARM_RUNNING } = InstanceStatus;
  return status === REGISTERING || status === ACTIVE || status === DRAINING || status === WARM_RUNNING;
}

interface Reservation {
  since: number;
  percent: number;
  percentMs: number;
  ms: number;
}

function addUp(known: Reservation, at: number): void {
  known.percentMs += known.percent * (at - known.since);
  known.ms += at - known.since;
  known.since = at;
}

/** The instances of one group at a moment, and what their tasks reserve. */
class Fleet {
  readonly row: number;
  readonly told: number[] = new Array<number>(PARTS).fill(0);
  /** By part, how many instances there are for it; as of the last update. */
  readonly parts: number[] = new Array<number>(PARTS).fill(0);
  booting = 0;
  draining = 0;
  warm = 0;
  warmStarts = 0;
  coldStarts = 0;
  active = 0;
  inUse = 0;
  activeTold = 0;
  /** What the instances in use have registered. */
  cpuInUse = 0;
  memoryInUse = 0;
  gpuInUse = 0;
  /** What their tasks reserve. */
  cpu = 0;
  memory = 0;
  gpu = 0;
  private readonly facts: FleetFacts;

  constructor(facts: FleetFacts, row: number) {
    this.facts = facts;
    this.row = row;
  }

  /** Works out the parts; false: they are what they were. */
  update(): boolean {
    const { booting, draining, warm, active, inUse, facts, parts } = this;
    const ideal = Math.min(inUse, this.needed());
    const isKnown =
      parts[FleetPart.booting] === booting &&
      parts[FleetPart.draining] === draining &&
      parts[FleetPart.warmPool] === warm &&
      parts[FleetPart.ideal] === ideal &&
      parts[FleetPart.fragmentation] === inUse - ideal;
    if (isKnown && this.activeTold === active) return false;
    this.activeTold = active;
    const { minSize, targetCapacity } = facts;
    const empty = active - inUse;
    const minimumSize = Math.min(empty, Math.max(0, minSize - inUse));
    const wanted = Math.ceil((inUse * 100) / targetCapacity) - inUse;
    const headroom = Math.min(empty - minimumSize, wanted);
    parts[FleetPart.booting] = booting;
    parts[FleetPart.draining] = draining;
    parts[FleetPart.warmPool] = warm;
    parts[FleetPart.ideal] = ideal;
    parts[FleetPart.fragmentation] = inUse - ideal;
    parts[FleetPart.minimumSize] = minimumSize;
    parts[FleetPart.headroom] = headroom;
    parts[FleetPart.waiting] = empty - minimumSize - headroom;
    return true;
  }

  /** Instances that hold the sums of what tasks reserve, of the size that those in use have on average. */
  private needed(): number {
    const { inUse, cpu, memory, gpu, cpuInUse, memoryInUse, gpuInUse } = this;
    if (inUse === 0) return 0;
    const of = (amount: number, whole: number) => (amount === 0 ? 0 : Math.ceil((amount * inUse) / whole));
    return Math.max(of(cpu, cpuInUse), of(memory, memoryInUse), of(gpu, gpuInUse));
  }
}
