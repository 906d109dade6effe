import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { InstanceStatus } from '../model/instance-status.ts';
import { columnStep, FIRST_STEP_MS, MOST_COLUMNS, nextStep } from './column-steps.ts';
import { FleetColumns } from './fleet-columns.ts';
import { FleetTotals } from './fleet-totals.ts';
import { PackingMoments } from './packing-moments.ts';

const { ACTIVE, DEREGISTERING, DRAINING, INACTIVE, REGISTERING, WARM_RUNNING, WARM_STOPPED } = InstanceStatus;

/**
 * Looks at the container instances at the ends of columns of time after the warm-up: how full each is, and what tasks are on some
 * of them at a few moments. When the end is not known beforehand the columns become longer each time there are too many.
 * What happens between two looks costs nothing.
 */
export class FleetMap extends Observer {
  readonly map = new FleetColumns();
  readonly packing: PackingMoments;
  stepMs: number;
  /** By instance: when it was first there, and when it was there last; -1: never. */
  readonly cameAt: number[] = [];
  readonly wentAt: number[] = [];
  private readonly totals = new FleetTotals();
  /** Instances that can be there now or again, and how many rows of the fleet have been looked at. */
  private known: number[] = [];
  private rows = 0;
  private world!: World;
  private readonly warmUpMs: number;
  private readonly endMs: number | null;

  constructor(warmUpMs: number, durationMs: number | null) {
    super();
    this.warmUpMs = warmUpMs;
    this.endMs = durationMs;
    this.packing = new PackingMoments(durationMs === null ? null : durationMs - warmUpMs);
    this.stepMs = durationMs === null ? FIRST_STEP_MS : columnStep(durationMs - warmUpMs);
  }

  override begin(world: World): void {
    this.world = world;
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    for (let row = this.cameAt.length; row <= instance; row++) {
      this.cameAt.push(-1);
      this.wentAt.push(-1);
    }
    const isThere = isThereAs(to);
    if (isThere && this.cameAt[instance] === -1) this.cameAt[instance] = at;
    if (isThere !== isThereAs(from)) this.wentAt[instance] = isThere ? -1 : at;
  }

  override looksAtLoads(): boolean {
    return false;
  }

  override firstSampleMs(): number {
    return this.warmUpMs + this.stepMs;
  }

  /** The end is looked at when all that is told at the end has been. */
  override sampled(at: number): number {
    if (at === this.endMs) return -1;
    this.look(at);
    return this.warmUpMs + (Math.floor((at - this.warmUpMs) / this.stepMs) + 1) * this.stepMs;
  }

  override runEnded(at: number): void {
    if (at > (this.map.columns.at(-1)?.at ?? this.warmUpMs)) this.look(at, at);
    this.packing.end(this.world, at, this.known);
  }

  private look(at: number, endMs: number = -1): void {
    const { fleet, entries } = this.world;
    for (; this.rows < fleet.rows; this.rows++) this.known.push(this.rows);
    if (this.rows === 0) return;
    const { map, totals } = this;
    const column = map.add(at, fleet.rows);
    totals.clear();
    let kept = 0;
    for (const instance of this.known) {
      const status = fleet.status[instance]!;
      if (status === INACTIVE) continue;
      this.known[kept++] = instance;
      if (!isThereAs(status)) continue;
      const row = map.rowOf(instance);
      column.there[row]!++;
      if (status === ACTIVE || status === DRAINING) column.shares[row]! += fullness(this.world, instance);
      if (status === ACTIVE) totals.add(fleet, instance, entries[fleet.entry[instance]!]!.ideal);
      else if (status === REGISTERING) column.booting[row]!++;
      else if (status === DRAINING || status === DEREGISTERING) column.draining[row]!++;
      else column.warm[row]!++;
    }
    this.known.length = kept;
    this.packing.look(this.world, at, this.known, { share: totals.share(), active: totals.active });
    if (this.endMs === null && map.columns.length > MOST_COLUMNS) this.thin(endMs);
  }

  /** Keeps the columns of the next longer step, and the one of the run's end. */
  private thin(endMs: number): void {
    this.stepMs = nextStep(this.stepMs);
    this.map.columns = this.map.columns.filter(
      ({ at }) => (at - this.warmUpMs) % this.stepMs === 0 || at === endMs,
    );
  }
}

function isThereAs(status: number): boolean {
  return (
    status === ACTIVE ||
    status === DRAINING ||
    status === REGISTERING ||
    status === DEREGISTERING ||
    status === WARM_RUNNING ||
    status === WARM_STOPPED
  );
}

/** What is reserved of the fuller of CPU and memory, 0 to 1. */
function fullness({ fleet }: World, instance: number): number {
  const cpu = fleet.cpuTotal[instance]!;
  const memory = fleet.memoryTotal[instance]!;
  return Math.max(
    cpu === 0 ? 0 : (cpu - fleet.cpuFree[instance]!) / cpu,
    memory === 0 ? 0 : (memory - fleet.memoryFree[instance]!) / memory,
  );
}
