import type { World } from '../events/world.ts';
import type { BillHour, BillLine } from './bill-line.ts';
import { fargateLines } from './fargate-lines.ts';
import { instanceLines } from './instance-lines.ts';
import type { Rates } from './rates.ts';
import { isSameUsage, type Usage } from './usage.ts';

/** Weights by which the money of an instance goes to CPU and to memory (split cost allocation). */
export interface SplitCostWeights {
  readonly cpu: number;
  readonly memory: number;
}

/** What every kind of charge needs to make its lines. */
export interface Billing {
  readonly world: World;
  readonly rates: Rates;
  readonly weights: SplitCostWeights;
}

/** Every kind of charge; each turns the usage of an hour into lines. */
const CHARGES: readonly ((billing: Billing, usage: Usage) => BillLine[])[] = [fargateLines, instanceLines];

/** The bill as a fold over hours: their lines in order, and the sums of these in nano-USD. */
export class Bill {
  readonly hours: BillHour[] = [];
  total = 0n;
  /** What the same would have cost On-Demand. */
  onDemandTotal = 0n;
  idle = 0n;
  useful = 0n;
  booting = 0n;
  draining = 0n;
  warmPool = 0n;
  readonly byProduct: Map<string, bigint> = new Map();
  readonly byUsageType: Map<string, bigint> = new Map();
  readonly byCapacityProvider: Map<string, bigint> = new Map();
  readonly byCluster: Map<number, bigint> = new Map();
  /** By index of the workload that caused it. */
  readonly byWorkload: Map<number, bigint> = new Map();
  private readonly billing: Billing;
  private last: PricedHour | null = null;

  constructor(billing: Billing) {
    this.billing = billing;
  }

  /** Prices one hour's usage and adds it; an hour like the last one has the last one's lines. */
  closeHour(usage: Usage): void {
    if (this.last === null || !isSameUsage(this.last.usage, usage)) this.last = this.price(usage);
    const { lines, byWorkload } = this.last;
    this.hours.push({ fromMs: usage.fromMs, lines });
    for (const line of lines) this.addLine(line);
    for (const [workload, amount] of byWorkload) add(this.byWorkload, workload, amount);
  }

  private price(usage: Usage): PricedHour {
    const lines = CHARGES.flatMap((charge) => charge(this.billing, usage));
    const byWorkload = new Map<number, bigint>();
    for (const { shares } of lines)
      for (const { workload, amount } of shares) add(byWorkload, workload, amount);
    return { usage, lines, byWorkload };
  }

  private addLine(line: BillLine): void {
    this.total += line.amount;
    this.onDemandTotal += line.onDemandAmount;
    add(this.byProduct, line.product, line.amount);
    add(this.byUsageType, line.usageType, line.amount);
    add(this.byCapacityProvider, providerName(line), line.amount);
    add(this.byCluster, line.cluster, line.amount);
    if (line.unit !== 'Hrs') return;
    const shared = line.shares.reduce((sum, { amount }) => sum + amount, 0n);
    this.useful += shared;
    this.booting += line.booting;
    this.draining += line.draining;
    this.warmPool += line.warmPool;
    this.idle += line.amount - shared - line.booting - line.draining - line.warmPool;
  }
}

interface PricedHour {
  readonly usage: Usage;
  readonly lines: readonly BillLine[];
  /** Nano-USD by index of the workload that caused it, of all lines together. */
  readonly byWorkload: ReadonlyMap<number, bigint>;
}

/** What `byCapacityProvider` calls a line: tasks with a launch type stand beside the providers. */
function providerName({ capacityProvider, launchType }: BillLine): string {
  return capacityProvider === '' ? `launch type ${launchType}` : capacityProvider;
}

function add<K>(sums: Map<K, bigint>, key: K, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}
