import type { World } from '../events/world.ts';
import type { Bill, SplitCostWeights } from './bill.ts';
import { fargatePlatform } from './fargate.ts';
import type { Rates } from './rates.ts';
import type { InstanceGroup, UsageMeter } from './usage-meter.ts';

/** Nano-USD; lists are by index of the cluster, the capacity provider and the service. */
export interface SpentSoFar {
  total: number;
  readonly byCluster: number[];
  readonly byCapacityProvider: number[];
  /** Its tasks on Fargate, and what they reserve of instances. */
  readonly byService: number[];
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
  /** By workload the service whose tasks it starts, or -1. */
  private readonly serviceOfWorkload: readonly number[];
  private readonly hasServices: boolean;
  private readonly isEstimated: boolean;
  /** What the bill says, and after how many hours of it. */
  private billed: SpentSoFar;
  private billedHours = 0;
  /** Nano-USD of an instance-millisecond, by entry. */
  private instanceRates: number[] = [];
  /** By group of the meter. */
  private fargateRates: NanoPerMs[] = [];
  /** Those in force in the running hour. */
  private inForce: Rates;

  constructor(world: World, bill: Bill, meter: UsageMeter, rates: Rates, weights: SplitCostWeights) {
    this.world = world;
    this.bill = bill;
    this.meter = meter;
    this.rates = rates;
    this.inForce = rates;
    this.weights = weights;
    const services = new Map(world.services.map(({ name }, service) => [name, service]));
    this.serviceOfWorkload = world.workloads.map(({ service }) => services.get(service) ?? NO_SERVICE);
    this.hasServices = services.size > 0;
    this.isEstimated = bill.isAtListPrices;
    this.billed = this.readBill(services.size);
  }

  at(at: number): SpentSoFar {
    if (this.billedHours !== this.bill.hours.length) {
      this.billed = this.readBill(this.billed.byService.length);
      this.billedHours = this.bill.hours.length;
    }
    this.takeRates();
    const spent: SpentSoFar = {
      total: this.billed.total,
      byCluster: [...this.billed.byCluster],
      byCapacityProvider: [...this.billed.byCapacityProvider],
      byService: [...this.billed.byService],
    };
    // Commitments and contracts are applied when the hour closes; until then it is not known what its usage will cost.
    if (!this.isEstimated) return spent;
    this.addFargate(spent, at);
    for (const group of this.meter.instanceGroups) this.addInstances(spent, group, at);
    return spent;
  }

  /** An instant at the very end of an hour belongs to it, so the meter is asked where the hour began. */
  private takeRates(): void {
    const rates = this.rates.at(this.meter.hourBeganMs);
    if (rates === this.inForce) return;
    this.inForce = rates;
    this.instanceRates = [];
    this.fargateRates = [];
  }

  private readBill(services: number): SpentSoFar {
    const { total, byCluster, byCapacityProvider, byWorkload } = this.bill;
    const { clusters, providers } = this.world;
    const byService = new Array<number>(services).fill(0);
    for (const [workload, amount] of byWorkload) {
      const service = this.serviceOfWorkload[workload]!;
      if (service !== NO_SERVICE) byService[service]! += Number(amount);
    }
    return {
      total: Number(total),
      byCluster: clusters.map((_, cluster) => Number(byCluster.get(cluster) ?? 0n)),
      byCapacityProvider: providers.map(({ name }) => Number(byCapacityProvider.get(name) ?? 0n)),
      byService,
    };
  }

  private addFargate(spent: SpentSoFar, at: number): void {
    const { integrals, fargateGroups } = this.meter;
    const { workloads } = this.world;
    for (let i = 0; i < fargateGroups.length; i++) {
      const { workload, provider, cpu, memory, storage, storageGib } = fargateGroups[i]!;
      const perMs = (this.fargateRates[i] ??= this.fargateRate(workload, provider));
      const amount =
        integrals.estimate(cpu, at) * (perMs.cpuUnit + perMs.osCpuUnit) +
        integrals.estimate(memory, at) * perMs.mib +
        (storageGib === 0 ? 0 : integrals.estimate(storage, at) * perMs.storageGib);
      addTo(spent, amount, workloads[workload]!.cluster, provider);
      const service = this.serviceOfWorkload[workload]!;
      if (service !== NO_SERVICE) spent.byService[service]! += roundedShare(amount);
    }
  }

  private addInstances(spent: SpentSoFar, group: InstanceGroup, at: number): void {
    const { integrals } = this.meter;
    const { entry, booting, active, draining, warm } = group;
    const facts = this.world.entries[entry]!;
    const { cluster, provider } = facts;
    const perMs = (this.instanceRates[entry] ??= Number(this.inForce.instanceHour(facts)) / 10 / HOUR_MS);
    const instanceMs = [booting, active, draining, warm].reduce(
      (sum, row) => sum + integrals.estimate(row, at),
      0,
    );
    addTo(spent, instanceMs * perMs, cluster, provider);
    if (this.hasServices) this.addReserved(spent, group, perMs, at);
  }

  /** What services have reserved of a group's instances in the running hour, shared out as the bill does. */
  private addReserved(
    { byService }: SpentSoFar,
    { entry, reserved }: InstanceGroup,
    perMs: number,
    at: number,
  ): void {
    const { cpu: cpuTotal, memory: memoryTotal } = this.world.entries[entry]!;
    if (cpuTotal === 0 || memoryTotal === 0) return;
    const { integrals } = this.meter;
    const perCpuUnit = this.weights.cpu / (this.weights.cpu + this.weights.memory) / cpuTotal;
    const perMib = this.weights.memory / (this.weights.cpu + this.weights.memory) / memoryTotal;
    for (const { workload, cpu, memory } of reserved) {
      const service = this.serviceOfWorkload[workload]!;
      if (service === NO_SERVICE) continue;
      const instanceMs = integrals.estimate(cpu, at) * perCpuUnit + integrals.estimate(memory, at) * perMib;
      byService[service]! += roundedShare(instanceMs * perMs);
    }
  }

  private fargateRate(workload: number, provider: number): NanoPerMs {
    const { workloads, definitions, providers } = this.world;
    const platform = fargatePlatform(definitions[workloads[workload]!.definition]!);
    return this.inForce.fargateNanoPerMs(platform, providers[provider]?.kind === 'FARGATE_SPOT');
  }
}

type NanoPerMs = ReturnType<Rates['fargateNanoPerMs']>;

/** Rounded down, so that a closed hour never comes to less than its estimate. */
function addTo(spent: SpentSoFar, amount: number, cluster: number, provider: number): void {
  const whole = Math.floor(amount * ESTIMATE);
  spent.total += whole;
  spent.byCluster[cluster]! += whole;
  if (provider >= 0) spent.byCapacityProvider[provider]! += whole;
}

/** Rounded down by what the bill's parts of an amount can lose to rounding, each of its meters and each share. */
function roundedShare(amount: number): number {
  return Math.max(0, Math.floor(amount * ESTIMATE) - SHARE_ROUNDING);
}

const NO_SERVICE = -1;

/** Nano-USD. */
const SHARE_ROUNDING = 4;

/** What binary dust could have added at most is taken off. */
const ESTIMATE = 1 - 1e-12;

const HOUR_MS = 3_600_000;
