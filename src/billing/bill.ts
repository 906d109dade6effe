import type { World } from '../events/world.ts';
import type { BillHour, BillLine } from './bill-line.ts';
import { commitLines } from './commitments/commit-lines.ts';
import type { CommitmentTerms, OpenCommitments } from './commitments/open-commitments.ts';
import { type Discounts, discountLines } from './discount-lines.ts';
import { fargateLines } from './fargate-lines.ts';
import { instanceLines } from './instance-lines.ts';
import { perUnitOf } from './meters/meter.ts';
import type { MonthToDate } from './meters/metered-lines.ts';
import { type MeteredMonth, meteredHour } from './meters/metered-month.ts';
import { METERS, type MeterName } from './meters/registry.ts';
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
  /** Those of the run's start, or of the hour that is priced. */
  readonly rates: Rates;
  readonly weights: SplitCostWeights;
  /** `null`: none. */
  readonly commitments?: OpenCommitments | null;
  readonly discounts?: Discounts | null;
  /** Units a month that the account uses beside the run. */
  readonly otherUsage?: ReadonlyMap<MeterName, number>;
}

/** Every kind of charge whose price does not depend on what was used before; each turns the usage of an hour into lines. */
const CHARGES: readonly ((billing: Billing, usage: Usage) => BillLine[])[] = [fargateLines, instanceLines];

/** The bill as a fold over hours: their lines in order, and the sums of these in nano-USD. */
export class Bill {
  readonly hours: BillHour[] = [];
  total = 0n;
  /** What invoices ask for: commitments by the hour instead of what they cover. */
  billed = 0n;
  /** What has been used of what is neither an instance nor a Fargate task. */
  readonly meters: Set<MeterName> = new Set();
  /** Of commitments what nobody used. */
  unusedCommitment = 0n;
  /** What the same would have cost On-Demand. */
  onDemandTotal = 0n;
  /** Of instances: what tasks did not cause, while they were ACTIVE. */
  idle = 0n;
  useful = 0n;
  booting = 0n;
  draining = 0n;
  warmPool = 0n;
  /** Of all else but unused commitments: what no workload caused. */
  unattributed = 0n;
  readonly byProduct: Map<string, bigint> = new Map();
  readonly byUsageType: Map<string, bigint> = new Map();
  readonly byCapacityProvider: Map<string, bigint> = new Map();
  /** By index; -1: of no cluster. */
  readonly byCluster: Map<number, bigint> = new Map();
  /** By index of the workload that caused it. */
  readonly byWorkload: Map<number, bigint> = new Map();
  /** By index of the commitment, nano-USD. */
  readonly commitments: { used: bigint; unused: bigint; covered: bigint }[];
  private readonly billing: Billing;
  private last: PricedHour | null = null;
  private month: MeteredMonth | null = null;

  constructor(billing: Billing) {
    this.billing = billing;
    this.commitments = this.commitmentTerms.map(() => ({ used: 0n, unused: 0n, covered: 0n }));
  }

  /** Whether neither commitments nor a contract change what usage costs. */
  get isAtListPrices(): boolean {
    return this.commitmentTerms.length === 0 && (this.billing.discounts ?? null) === null;
  }

  get commitmentTerms(): readonly CommitmentTerms[] {
    return this.billing.commitments?.terms ?? [];
  }

  /** Prices one hour's usage and adds it; instances and Fargate as in the last hour, at its prices, have its lines. */
  closeHour(usage: Usage): void {
    const rates = this.billing.rates.at(usage.fromMs);
    if (this.last === null || this.last.rates !== rates || !isLike(this.last.usage, usage, this.billing))
      this.last = this.price(usage, rates);
    const { lines, byWorkload } = this.last;
    const metered = this.discounted(this.meter(usage));
    this.hours.push({ fromMs: usage.fromMs, lines: metered.length === 0 ? lines : [...lines, ...metered] });
    for (const line of lines) this.addLine(line);
    for (const [workload, amount] of byWorkload) add(this.byWorkload, workload, amount);
    for (const line of metered) {
      this.addLine(line);
      for (const { workload, amount } of line.shares) add(this.byWorkload, workload, amount);
    }
  }

  private price(usage: Usage, rates: Rates): PricedHour {
    const { world, commitments = null } = this.billing;
    const charged = CHARGES.flatMap((charge) => charge({ ...this.billing, rates }, usage));
    const hourMs = BigInt(usage.toMs - usage.fromMs);
    const committed = commitments === null ? charged : commitLines(charged, commitments, world.zones, hourMs);
    const lines = this.discounted(committed);
    const byWorkload = new Map<number, bigint>();
    for (const { shares } of lines)
      for (const { workload, amount } of shares) add(byWorkload, workload, amount);
    return { usage, rates, lines, byWorkload };
  }

  /** Lines of meters whose prices have steps: what the month has used before counts (billing spec section 8). */
  private meter({ fromMs, metered }: Usage): BillLine[] {
    if (metered.length === 0) return [];
    for (const { meter } of metered) this.meters.add(meter);
    const { world, rates, otherUsage = new Map() } = this.billing;
    const { lines, after } = meteredHour(this.month, world.startMs + fromMs, metered, {
      length: 'calendar',
      otherUsage: (monthMs) => monthBegun(otherUsage, monthMs),
      priceOf: rates.at(fromMs).metered,
    });
    this.month = after;
    return lines.map(({ provider, ...line }) => ({
      ...line,
      isInstance: false,
      capacityProvider: world.providers[provider]?.name ?? '',
      launchType: '',
      billed: line.amount,
      list: line.amount,
      contracted: line.amount,
      pricingCategory: 'Standard',
      sku: null,
      commitment: null,
      onDemandAmount: line.amount,
      booting: 0n,
      draining: 0n,
      warmPool: 0n,
    }));
  }

  private addToCommitment(
    { amount, onDemandAmount }: BillLine,
    { index, status }: NonNullable<BillLine['commitment']>,
  ): void {
    const sums = this.commitments[index]!;
    if (status === 'Unused') sums.unused += amount;
    if (status !== 'Used') return;
    sums.used += amount;
    sums.covered += onDemandAmount;
  }

  private discounted(lines: BillLine[]): BillLine[] {
    const { discounts = null } = this.billing;
    return discounts === null ? lines : discountLines(lines, discounts, this.commitmentTerms);
  }

  private addLine(line: BillLine): void {
    this.total += line.amount;
    this.billed += line.billed;
    this.onDemandTotal += line.onDemandAmount;
    add(this.byProduct, line.product, line.amount);
    add(this.byUsageType, line.usageType, line.amount);
    add(this.byCapacityProvider, providerName(line), line.amount);
    add(this.byCluster, line.cluster, line.amount);
    if (line.commitment !== null) this.addToCommitment(line, line.commitment);
    if (line.commitment?.status === 'Unused') {
      this.unusedCommitment += line.amount;
      return;
    }
    const shared = line.shares.reduce((sum, { amount }) => sum + amount, 0n);
    if (!line.isInstance) {
      this.unattributed += line.amount - shared;
      return;
    }
    this.useful += shared;
    this.booting += line.booting;
    this.draining += line.draining;
    this.warmPool += line.warmPool;
    this.idle += line.amount - shared - line.booting - line.draining - line.warmPool;
  }
}

interface PricedHour {
  readonly usage: Usage;
  readonly rates: Rates;
  readonly lines: readonly BillLine[];
  /** Nano-USD by index of the workload that caused it, of all lines together. */
  readonly byWorkload: ReadonlyMap<number, bigint>;
}

const MILLIONTHS = 1_000_000;

/** A month of so many milliseconds begins with what the account uses beside the run, in the meters' integers. */
function monthBegun(otherUsage: ReadonlyMap<MeterName, number>, monthMs: bigint): MonthToDate {
  const used = [...otherUsage].map(([meter, units]): [MeterName, bigint] => [
    meter,
    (BigInt(Math.round(units * MILLIONTHS)) * perUnitOf(METERS[meter], monthMs)) / BigInt(MILLIONTHS),
  ]);
  return new Map(used);
}

/** Whether an hour's lines are those of another one: commitments are had by the hour, used or not. */
function isLike(one: Usage, other: Usage, { commitments = null }: Billing): boolean {
  if (commitments !== null && one.toMs - one.fromMs !== other.toMs - other.fromMs) return false;
  return isSameUsage(one, other);
}

/** What `byCapacityProvider` calls a line: tasks with a launch type stand beside the providers, and what is of neither. */
function providerName({ capacityProvider, launchType }: BillLine): string {
  if (capacityProvider !== '') return capacityProvider;
  return launchType === '' ? 'no capacity provider' : `launch type ${launchType}`;
}

function add<K>(sums: Map<K, bigint>, key: K, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}
