import { Observer } from '../events/observer.ts';
import type { TaskCharges } from '../events/task-charges.ts';
import type { DefinitionFacts, World } from '../events/world.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';
import { billedEphemeralGib, fargateBilledSeconds, fargateOs, fargatePlatform } from './fargate.ts';
import type { Rates } from './rates.ts';

/** Each task's own list-price charge on Fargate, for tasks.csv; it takes part in no sum. */
export class FargateTaskCharges extends Observer implements TaskCharges {
  private world!: World;
  private readonly rates: Rates;

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
    return fargateBilledSeconds(stoppedAt[task]! - pullStartedAt[task]!, fargateOs(this.definitionOf(task)));
  }

  chargeNanoUsd(task: TaskIndex): number {
    const seconds = this.billedSeconds(task);
    if (seconds < 0) return -1;
    const { tasks, providers } = this.world;
    const definition = this.definitionOf(task);
    const platform = fargatePlatform(definition);
    const spot = providers[tasks.provider[task]!]?.kind === 'FARGATE_SPOT';
    const from = tasks.pullStartedAt[task]!;
    let until = tasks.stoppedAt[task]!;
    // Rounding and minimum belong to the last hour.
    let billedMs = seconds * 1000 - (until - from);
    let cpu = 0;
    let memory = 0;
    let storage = 0;
    let licence = 0;
    do {
      const rates = this.rates.at(until - 1);
      const rate = rates.fargateNanoPerMs(platform, spot);
      const since = Math.max(from, rates.fromMs);
      billedMs += until - since;
      cpu += tasks.cpu[task]! * billedMs * rate.cpuUnit;
      memory += tasks.memory[task]! * billedMs * rate.mib;
      storage += billedEphemeralGib(definition.ephemeralStorageGib) * billedMs * rate.storageGib;
      licence += tasks.cpu[task]! * billedMs * rate.osCpuUnit;
      billedMs = 0;
      until = since;
    } while (until > from);
    return Math.round(cpu) + Math.round(memory) + Math.round(storage) + Math.round(licence);
  }

  private definitionOf(task: TaskIndex): DefinitionFacts {
    const { tasks, definitions, workloads } = this.world;
    return definitions[workloads[tasks.workload[task]!]!.definition]!;
  }
}
