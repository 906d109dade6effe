import { Observer } from '../events/observer.ts';
import type { TaskCharges } from '../events/task-charges.ts';
import type { World } from '../events/world.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';
import { billedEphemeralGib, fargateBilledSeconds, type FargateRates } from './fargate.ts';
import type { Rates } from './rates.ts';

/** Each task's own list-price charge on Fargate, for tasks.csv; it takes part in no sum. */
export class FargateTaskCharges extends Observer implements TaskCharges {
  private world!: World;
  private readonly rates: Rates;
  /** Nano-USD a second of one CPU unit, one MiB and one GiB of storage, by architecture: figures of one task fit a Float64. */
  private readonly perSecond: (PerSecond | undefined)[] = [];

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
    const { tasks, definitions, workloads } = this.world;
    const { arm, ephemeralStorageGib } = definitions[workloads[tasks.workload[task]!]!.definition]!;
    const rate = this.rateOf(arm);
    return (
      Math.round(tasks.cpu[task]! * seconds * rate.cpuUnit) +
      Math.round(tasks.memory[task]! * seconds * rate.mib) +
      Math.round(billedEphemeralGib(ephemeralStorageGib) * seconds * rate.storageGib)
    );
  }

  private rateOf(arm: boolean): PerSecond {
    return (this.perSecond[Number(arm)] ??= perSecondOf(this.rates.fargate(arm)));
  }
}

interface PerSecond {
  readonly cpuUnit: number;
  readonly mib: number;
  readonly storageGib: number;
}

function perSecondOf({ vcpuHour, gbHour, ephemeralGbHour }: FargateRates): PerSecond {
  const nanoPerSecond = (rate: bigint) => Number(rate) / 10 / 3600;
  return {
    cpuUnit: nanoPerSecond(vcpuHour) / 1024,
    mib: nanoPerSecond(gbHour) / 1024,
    storageGib: nanoPerSecond(ephemeralGbHour),
  };
}
