import type { World } from '../events/world.ts';
import type { Bill } from './bill.ts';
import type { Rates } from './rates.ts';
import type { UsageMeter } from './usage-meter.ts';

/** Nano-USD. */
export interface SpentSoFar {
  total: number;
  readonly byCluster: number[];
  readonly byCapacityProvider: Map<string, number>;
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
  /** Nano-USD of an instance-millisecond, by entry. */
  private readonly instanceRates: number[] = [];

  constructor(world: World, bill: Bill, meter: UsageMeter, rates: Rates) {
    this.world = world;
    this.bill = bill;
    this.meter = meter;
    this.rates = rates;
  }

  at(at: number): SpentSoFar {
    const { clusters, workloads, definitions, entries, providers } = this.world;
    const spent: SpentSoFar = {
      total: Number(this.bill.total),
      byCluster: clusters.map((_, cluster) => Number(this.bill.byCluster.get(cluster) ?? 0n)),
      byCapacityProvider: new Map(
        [...this.bill.byCapacityProvider].map(([name, amount]) => [name, Number(amount)]),
      ),
    };
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
      const amount = integrals.estimate(cpu, at) * perMs.cpuUnit + integrals.estimate(memory, at) * perMs.mib;
      add(amount + integrals.estimate(storage, at) * perMs.storageGib, cluster, name);
    }
    for (const { entry, booting, active, draining } of this.meter.instanceGroups) {
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
    }
    return spent;
  }
}

/** What binary dust could have added at most is taken off. */
const ESTIMATE = 1 - 1e-12;

const HOUR_MS = 3_600_000;
