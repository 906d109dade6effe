import type { InstanceEntry, World } from '../../events/world.ts';
import { LevelIntegrals } from '../../kernel/level-integrals.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import type { SplitCostWeights } from '../bill.ts';
import { InstanceKinds } from '../instance-kinds.ts';
import { sharesOf } from '../instance-lines.ts';
import { volumeBilledMs, volumeLevels } from '../meters/ebs.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { MeterName } from '../meters/registry.ts';
import type { InstanceGroupUsage } from '../usage.ts';
import { Counter } from './counter.ts';

/**
 * EBS volumes of instances, from launch to termination whatever the instance does meanwhile (billing:E3, section 4); those
 * that are kept go on. Workloads cause of them what they reserve of their instances.
 */
export class EbsCounter extends Counter {
  private world!: World;
  private readonly weights: SplitCostWeights;
  private readonly integrals = new LevelIntegrals();
  private readonly kinds = new InstanceKinds();
  private readonly places: Place[] = [];
  /** By instance; a start out of a warm pool is no launch. */
  private readonly launchedAt = new Map<number, number>();
  /** By entry, then by zone. */
  private readonly placeAt: Place[][] = [];

  constructor(weights: SplitCostWeights) {
    super();
    this.weights = weights;
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
    const by = Number(hasVolumes(to)) - Number(hasVolumes(from));
    if (by === 0) return;
    const { fleet, entries } = this.world;
    const entry = fleet.entry[instance]!;
    const { there, left, rounding } = this.placeOf(entry, fleet.zone[instance]!);
    this.integrals.change(there, at, by);
    if (by > 0) {
      this.launchedAt.set(instance, at);
      return;
    }
    this.integrals.change(left, at, 1);
    // An ideal fleet is a bound, not a thing that AWS sells: it has neither rounding nor minimum.
    if (entries[entry]!.ideal) return;
    const existedMs = at - this.launchedAt.get(instance)!;
    this.launchedAt.delete(instance);
    this.integrals.addFor(rounding, 1, volumeBilledMs(existedMs) - existedMs);
  }

  override take(at: number, instances: readonly InstanceGroupUsage[]): MeteredUsage[] {
    return this.places.flatMap((place) => {
      const [there, left, rounding] = [place.there, place.left, place.rounding].map((row) =>
        this.integrals.take(row, at),
      ) as [bigint, bigint, bigint];
      const usage = instances.find(({ entry, zone }) => entry === place.entry && zone === place.zone);
      return [...place.levels].flatMap(([meter, { deleted, kept }]) =>
        this.shared(
          meter,
          deleted * (there + rounding) + kept * (there + left),
          deleted + kept,
          place,
          usage,
        ),
      );
    });
  }

  /** Usage by who caused it: of `level` units a workload has the part that it reserves of the instances. */
  private shared(
    meter: MeterName,
    quantity: bigint,
    level: bigint,
    { entry, zone }: Place,
    usage: InstanceGroupUsage | undefined,
  ): MeteredUsage[] {
    if (quantity === 0n) return [];
    const registered = this.world.entries[entry]!;
    const { cluster, provider } = registered;
    const runMs = usage === undefined ? 0n : runMsOf(usage);
    const running = least(level * runMs, quantity);
    const shares = usage === undefined ? [] : sharesOf(usage, running, runMs, registered, this.weights);
    const rest = shares.reduce((sum, { amount }) => sum - amount, quantity);
    return [...shares, { workload: NONE, amount: rest }]
      .filter(({ amount }) => amount > 0n)
      .map(({ workload, amount }) => ({ meter, zone, cluster, provider, workload, quantity: amount }));
  }

  private placeOf(entry: number, zone: number): Place {
    const byZone = (this.placeAt[entry] ??= []);
    return (byZone[zone] ??= this.placeOfKind(this.kinds.of(entry, this.world.entries), zone));
  }

  private placeOfKind(entry: number, zone: number): Place {
    const known = this.places.find((place) => place.entry === entry && place.zone === zone);
    if (known !== undefined) return known;
    const place = {
      entry,
      zone,
      levels: levelsOf(this.world.entries[entry]!),
      there: this.integrals.add(),
      left: this.integrals.add(),
      rounding: this.integrals.add(),
    };
    this.places.push(place);
    return place;
  }
}

/** Instances of one kind in one zone; the last three are rows of the integrals. */
interface Place {
  readonly entry: number;
  readonly zone: number;
  readonly levels: Levels;
  /** Instances that are there. */
  readonly there: number;
  /** Instances that are gone: those of their volumes that are kept are not. */
  readonly left: number;
  /** What whole seconds and the minute add to those that are gone. */
  readonly rounding: number;
}

/** What the volumes of one instance count: those that go with it, and those that are kept. */
type Levels = ReadonlyMap<MeterName, { readonly deleted: bigint; readonly kept: bigint }>;

function levelsOf({ volumes }: InstanceEntry): Levels {
  const levels = new Map<MeterName, { deleted: bigint; kept: bigint }>();
  for (const volume of volumes)
    for (const { meter, level } of volumeLevels(volume)) {
      const sums = levels.get(meter) ?? { deleted: 0n, kept: 0n };
      sums[volume.deleteOnTermination ? 'deleted' : 'kept'] += BigInt(level);
      levels.set(meter, sums);
    }
  return levels;
}

/** From the launch to the end, whether it runs or not. */
function hasVolumes(status: InstanceStatus): boolean {
  return (
    status !== InstanceStatus.NONE && status !== InstanceStatus.INACTIVE && status !== InstanceStatus.CLOSED
  );
}

/** Stopped in a warm pool it does not run, and has its volumes nevertheless. */
function runMsOf({ bootingMs, activeMs, drainingMs, warmMs }: InstanceGroupUsage): bigint {
  return bootingMs + activeMs + drainingMs + warmMs;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
