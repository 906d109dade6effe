import type { World } from '../events/world.ts';
import type { Bill, SplitCostWeights } from './bill.ts';
import type { Rates } from './rates.ts';
import type { InstanceGroup, UsageMeter } from './usage-meter.ts';

/** Nano-USD. */
export interface SpentSoFar {
  total: number;
  readonly byCluster: number[];
  readonly byCapacityProvider: Map<string, number>;
  /** By `cluster/name`: its tasks on Fargate, and what they reserve of instances. */
  readonly byService: Map<string, number>;
}

/**
 * What has been spent up to an instant: the closed hours' bill, and the running hour estimated in floating point, because a
 * timeline asks for it thousands of times. When the hour closes the estimate gives way to the bill, so steps add up to it.
 */
export class RunningCost {
  private readonly bill: Bill;
  private readonly meter: UsageMeter;
  private readonly rates: Rates;
  private readonly world: World;
  private readonly weights: SplitCostWeights;
  private hasServices: boolean | null = null;
  /** Nano-USD of an instance-millisecond, by entry. */
  private readonly instanceRates: number[] = [];

  constructor(world: World, bill: Bill, meter: UsageMeter, rates: Rates, weights: SplitCostWeights) {
    this.world = world;
    this.bill = bill;
    this.meter = meter;
    this.rates = rates;
    this.weights = weights;
  }

  at(at: number): SpentSoFar {
    const { clusters, workloads, definitions, entries, providers } = this.world;
    const spent: SpentSoFar = {
      total: Number(this.bill.total),
      byCluster: clusters.map((_, cluster) => Number(this.bill.byCluster.get(cluster) ?? 0n)),
      byCapacityProvider: new Map(
        [...this.bill.byCapacityProvider].map(([name, amount]) => [name, Number(amount)]),
      ),
      byService: new Map(),
    };
    for (const [workload, amount] of this.bill.byWorkload) this.addToService(spent, workload, Number(amount));
    const add = (amount: number, cluster: number, provider: string) => {
      // Rounded down, so that a closed hour never comes to less than its estimate.
      const whole = Math.floor(amount * ESTIMATE);
      spent.total += whole;
      spent.byCluster[cluster]! += whole;
      if (provider !== '')
        spent.byCapacityProvider.set(provider, (spent.byCapacityProvider.get(provider) ?? 0) + whole);
    };
    const { integrals } = this.meter;
    for (const { workload, provider, cpu, memory, storage } of this.meter.fargateGroups) {
      const { cluster, definition } = workloads[workload]!;
      const { name = '', kind = null } = providers[provider] ?? {};
      const perMs = this.rates.fargateNanoPerMs(definitions[definition]!.arm, kind === 'FARGATE_SPOT');
      const amount =
        integrals.estimate(cpu, at) * perMs.cpuUnit +
        integrals.estimate(memory, at) * perMs.mib +
        integrals.estimate(storage, at) * perMs.storageGib;
      add(amount, cluster, name);
      this.addToService(spent, workload, roundedShare(amount));
    }
    for (const group of this.meter.instanceGroups) {
      const { entry, booting, active, draining } = group;
      const { cluster, ec2InstanceType, hourlyPrice, provider } = entries[entry]!;
      const perMs = (this.instanceRates[entry] ??=
        Number(this.rates.instanceHour(ec2InstanceType, hourlyPrice)) / 10 / HOUR_MS);
      add(
        (integrals.estimate(booting, at) +
          integrals.estimate(active, at) +
          integrals.estimate(draining, at)) *
          perMs,
        cluster,
        providers[provider]?.name ?? '',
      );
      this.addReserved(spent, group, perMs, at);
    }
    return spent;
  }

  /** What services have reserved of a group's instances in the running hour, shared out as the bill does. */
  private addReserved(
    spent: SpentSoFar,
    { entry, reserved }: InstanceGroup,
    perMs: number,
    at: number,
  ): void {
    this.hasServices ??= this.world.workloads.some(({ service }) => service !== '');
    if (!this.hasServices) return;
    const { cpu: cpuTotal, memory: memoryTotal } = this.world.entries[entry]!;
    if (cpuTotal === 0 || memoryTotal === 0) return;
    const { integrals } = this.meter;
    const perCpuUnit = this.weights.cpu / (this.weights.cpu + this.weights.memory) / cpuTotal;
    const perMib = this.weights.memory / (this.weights.cpu + this.weights.memory) / memoryTotal;
    for (const { workload, cpu, memory } of reserved) {
      const instanceMs = integrals.estimate(cpu, at) * perCpuUnit + integrals.estimate(memory, at) * perMib;
      this.addToService(spent, workload, roundedShare(instanceMs * perMs));
    }
  }

  private addToService({ byService }: SpentSoFar, workload: number, amount: number): void {
    const { service } = this.world.workloads[workload]!;
    if (service !== '') byService.set(service, (byService.get(service) ?? 0) + amount);
  }
}

/** Rounded down by what the bill's parts of an amount can lose to rounding, each of its meters and each share. */
function roundedShare(amount: number): number {
  return Math.max(0, Math.floor(amount * ESTIMATE) - SHARE_ROUNDING);
}

/** Nano-USD. */
const SHARE_ROUNDING = 4;

/** What binary dust could have added at most is taken off. */
const ESTIMATE = 1 - 1e-12;

const HOUR_MS = 3_600_000;
