import { Observer } from '../events/observer.ts';
import type { TaskCharges } from '../events/task-charges.ts';
import type { World } from '../events/world.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';
import { billedEphemeralGib, fargateBilledSeconds } from './fargate.ts';
import type { Rates } from './rates.ts';

/** Each task's own list-price charge on Fargate, for tasks.csv; it takes part in no sum. */
export class FargateTaskCharges extends Observer implements TaskCharges {
  private world!: World;
  private readonly rates: Rates;
  /** By architecture, On-Demand and then Spot; the figures of one task fit a double. */
  private readonly perMs: (NanoPerMs | undefined)[] = [];

  constructor(rates: Rates) {
    super();
    this.rates = rates;
  }

  override begin(world: World): void {
    this.world = world;
  }

  billedSeconds(task: TaskIndex): number {
    const { instance, pullStartedAt, stoppedAt } = this.world.tasks;
    if (instance[task] !== NONE || pullStartedAt[task]! < 0 || stoppedAt[task]! < 0) return -1;
    return fargateBilledSeconds(stoppedAt[task]! - pullStartedAt[task]!, 'LINUX');
  }

  chargeNanoUsd(task: TaskIndex): number {
    const seconds = this.billedSeconds(task);
    if (seconds < 0) return -1;
    const { tasks, definitions, workloads, providers } = this.world;
    const { arm, ephemeralStorageGib } = definitions[workloads[tasks.workload[task]!]!.definition]!;
    const rate = this.rateOf(arm, providers[tasks.provider[task]!]?.kind === 'FARGATE_SPOT');
    const ms = seconds * 1000;
    return (
      Math.round(tasks.cpu[task]! * ms * rate.cpuUnit) +
      Math.round(tasks.memory[task]! * ms * rate.mib) +
      Math.round(billedEphemeralGib(ephemeralStorageGib) * ms * rate.storageGib)
    );
  }

  private rateOf(arm: boolean, spot: boolean): NanoPerMs {
    return (this.perMs[2 * Number(spot) + Number(arm)] ??= this.rates.fargateNanoPerMs(arm, spot));
  }
}

type NanoPerMs = ReturnType<Rates['fargateNanoPerMs']>;
