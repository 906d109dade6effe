import type { World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { MeterName } from '../meters/registry.ts';
import { startedHoursMs } from '../meters/started-hours.ts';
import { Counter } from './counter.ts';

/** What is had for a time that is known from the start. */
export interface StandingThing {
  readonly meter: MeterName;
  readonly count: number;
  /** Index of the cluster that it is about, or -1. */
  readonly cluster: number;
  /** `cluster/name` of the service that it is about; empty: of none. */
  readonly service: string;
  /** Milliseconds from the run's start; `untilMs` is null where it stays. */
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** Alarms and metrics of one's own, web ACLs, keys, what lies in registries and buckets: by the started hour in which they are there (billing spec section 6). */
export class StandingCounter extends Counter {
  private world!: World;
  private readonly things: readonly StandingThing[];
  private takenMs = 0;

  constructor(things: readonly StandingThing[]) {
    super();
    this.things = things;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override take(at: number): MeteredUsage[] {
    const { startMs, workloads } = this.world;
    const taken = this.takenMs;
    this.takenMs = at;
    return this.things.flatMap(({ meter, count, cluster, service, fromMs, untilMs }) => {
      const from = Math.max(fromMs, taken);
      const to = Math.min(untilMs ?? at, at);
      const quantity = BigInt(count) * BigInt(startedHoursMs(startMs + from, startMs + to));
      if (quantity === 0n) return [];
      const workload = service === '' ? NONE : workloads.findIndex((other) => other.service === service);
      return [{ meter, zone: NONE, cluster, provider: NONE, workload, quantity }];
    });
  }
}
