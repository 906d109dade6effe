import type { World } from '../events/world.ts';
import { type PackedFleet, packedFleet } from './packed-fleet.ts';

const AT_THE_BUSIEST = 60;
const AT_OTHERS = 24;
/** So many moments are kept while a run goes on, evenly spread; then every other one goes. */
const MOST_KEPT = 16;

/** Keeps what tasks were on which instances at the busiest moment that was looked at, at some spread over the run, and at its end. */
export class PackingMoments {
  /** `null`: there was never an ACTIVE instance. */
  busiest: PackedFleet | null = null;
  last: PackedFleet | null = null;
  private kept: PackedFleet[] = [];
  private spacingMs = 0;
  private highest = -1;

  /** `share`: what is reserved of the fleet's fullest resource; -1: there is no instance. */
  look(world: World, at: number, instances: readonly number[], share: number): void {
    if (share > this.highest) {
      this.highest = share;
      this.busiest = packedFleet(world, at, instances, AT_THE_BUSIEST);
    }
    const before = this.kept.at(-1);
    if (before !== undefined && at - before.at < this.spacingMs) return;
    this.kept.push(packedFleet(world, at, instances, AT_OTHERS));
    if (this.kept.length > MOST_KEPT) this.thin();
  }

  end(world: World, at: number, instances: readonly number[]): void {
    this.last = packedFleet(world, at, instances, AT_OTHERS);
  }

  /** The moment that was kept nearest to an instant; `null`: none was. */
  nearest(at: number): PackedFleet | null {
    return this.kept.reduce<PackedFleet | null>(
      (best, one) => (best === null || Math.abs(one.at - at) < Math.abs(best.at - at) ? one : best),
      null,
    );
  }

  private thin(): void {
    this.kept = this.kept.filter((_, i) => i % 2 === 0);
    this.spacingMs = this.kept[1]!.at - this.kept[0]!.at;
  }
}
