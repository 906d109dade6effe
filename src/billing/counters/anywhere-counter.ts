import type { World } from '../../events/world.ts';
import { LevelIntegrals } from '../../kernel/level-integrals.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { Counter } from './counter.ts';

/** Hours of instances that are registered through ECS Anywhere (billing spec section 3); by cluster. */
export class AnywhereCounter extends Counter {
  private world!: World;
  private readonly integrals = new LevelIntegrals();
  /** By cluster, its row of the integrals. */
  private readonly rows: (number | undefined)[] = [];

  override begin(world: World): void {
    this.world = world;
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const { fleet } = this.world;
    if (fleet.external[instance] === 0) return;
    const by = Number(isRegistered(to)) - Number(isRegistered(from));
    if (by === 0) return;
    const row = (this.rows[fleet.cluster[instance]!] ??= this.integrals.add());
    this.integrals.change(row, at, by);
  }

  override take(at: number): MeteredUsage[] {
    return [...this.rows.entries()].flatMap(([cluster, row]) => {
      const quantity = row === undefined ? 0n : this.integrals.take(row, at);
      if (quantity === 0n) return [];
      return [
        {
          meter: 'ecs.anywhere.hour' as const,
          zone: NONE,
          cluster,
          provider: NONE,
          workload: NONE,
          quantity,
        },
      ];
    });
  }
}

function isRegistered(status: InstanceStatus): boolean {
  return status === InstanceStatus.ACTIVE || status === InstanceStatus.DRAINING;
}
