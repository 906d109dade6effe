import type { World } from '../events/world.ts';
import { type PackedFleet, packedFleet } from './packed-fleet.ts';

/** What is not less full than this part of the fullest moment may be the busiest. */
const NEARLY = 0.9;
/** It is copied anew when there are so many times as many instances, or they are so many times as full: a copy is dear. */
const MORE = 1.1;
const FULLER = 1.02;
const AT_THE_BUSIEST = 60;
const AT_OTHERS = 24;
/** So many moments are kept while a run goes on, evenly spread; then every other one goes. */
const MOST_KEPT = 16;

/** How full a fleet is. */
export interface Fullness {
  readonly share: number;
  readonly active: number;
}

/** Keeps what tasks were on which instances at the busiest moment that was looked at, at some spread over the run, and at its end. */
export class PackingMoments {
  /** `null`: there was never an ACTIVE instance. */
  busiest: PackedFleet | null = null;
  last: PackedFleet | null = null;
  private kept: PackedFleet[] = [];
  private spacingMs: number;
  /** The highest share up to now, and the share and the ACTIVE instances of the busiest moment. */
  private highest = -1;
  private share = -1;
  private active = 0;

  /** `null`: how long the run lasts is not known. */
  constructor(spanMs: number | null) {
    this.spacingMs = (spanMs ?? 0) / MOST_KEPT;
  }

  /** `share`: what is reserved of the fullest resource of the ACTIVE instances; -1: there is none. */
  look(world: World, at: number, instances: readonly number[], { share, active }: Fullness): void {
    if (this.isBusiest(share, active)) {
      this.share = share;
      this.active = active;
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

  /** One full instance is not the busiest moment of a fleet that grows. */
  private isBusiest(share: number, active: number): boolean {
    if (share < 0) return false;
    this.highest = Math.max(this.highest, share);
    const least = NEARLY * this.highest;
    if (share < least) return false;
    if (this.share < least || active >= MORE * this.active) return true;
    return active >= this.active && share >= FULLER * this.share;
  }

  private thin(): void {
    this.kept = this.kept.filter((_, i) => i % 2 === 0);
    this.spacingMs = this.kept[1]!.at - this.kept[0]!.at;
  }
}
