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
  private readonly perMs = new Map<Rates, (NanoPerMs | undefined)[]>();

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
    const spot = providers[tasks.provider[task]!]?.kind === 'FARGATE_SPOT';
    const [from, until] = [tasks.pullStartedAt[task]!, tasks.stoppedAt[task]!];
    // Rounding and minimum belong to the last hour.
    let addedMs = seconds * 1000 - (until - from);
    let [cpu, memory, storage] = [0, 0, 0];
    for (const { rates, ms } of this.rates.between(from, until).reverse()) {
      const rate = this.rateOf(rates, arm, spot);
      cpu += tasks.cpu[task]! * (ms + addedMs) * rate.cpuUnit;
      memory += tasks.memory[task]! * (ms + addedMs) * rate.mib;
      storage += billedEphemeralGib(ephemeralStorageGib) * (ms + addedMs) * rate.storageGib;
      addedMs = 0;
    }
    return Math.round(cpu) + Math.round(memory) + Math.round(storage);
  }

  private rateOf(rates: Rates, arm: boolean, spot: boolean): NanoPerMs {
    let known = this.perMs.get(rates);
    if (known === undefined) this.perMs.set(rates, (known = []));
    return (known[2 * Number(spot) + Number(arm)] ??= rates.fargateNanoPerMs(arm, spot));
  }
}

type NanoPerMs = ReturnType<Rates['fargateNanoPerMs']>;
