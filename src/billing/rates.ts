import type { CommitmentOffer } from '../catalog/commitments/commitment-price.ts';
import type { ServicePrices } from '../catalog/services/service-prices.ts';
import type { InstanceEntry } from '../events/world.ts';
import { assert } from '../kernel/assert.ts';
import { parseRate } from '../units/money.ts';
import type { FargatePlatform, FargateRates } from './fargate.ts';
import { meterPrices } from './meters/meter-prices.ts';
import type { MeterPrice } from './meters/metered-lines.ts';
import type { MeterName } from './meters/registry.ts';

/** List prices of one region as decimal strings of USD: what the catalogue gives. */
export interface PriceTable {
  readonly usagePrefix: { readonly ec2: string; readonly fargate: string };
  readonly ec2: {
    hourlyPrice(type: string): string | undefined;
    windowsHourlyPrice(type: string): string | undefined;
  };
  /** `null`: no Fargate price is known for the region. */
  readonly fargate: {
    readonly X86_64: { readonly vcpuHour: string; readonly gbHour: string };
    /** `null`: unknown, as is the storage price. */
    readonly ARM64: { readonly vcpuHour: string; readonly gbHour: string } | null;
    readonly ephemeralGbHour: string | null;
  } | null;
  /** What Fargate Spot asks for vCPU and memory; storage has no Spot price (billing:F7). */
  readonly fargateSpot: Readonly<
    Record<'X86_64' | 'ARM64', { readonly vcpuHour: string; readonly gbHour: string } | null>
  >;
  /** `null`: unknown; there is none as Spot (billing:F9). */
  readonly fargateWindows: {
    readonly vcpuHour: string;
    readonly gbHour: string;
    readonly osVcpuHour: string;
  } | null;
  /** Compute Savings Plans of Fargate. */
  readonly fargateSavingsPlans: readonly {
    readonly architecture: 'X86_64' | 'ARM64';
    readonly term: '1y' | '3y';
    readonly payment: 'NoUpfront' | 'PartialUpfront' | 'AllUpfront';
    readonly vcpuHour: string;
    readonly gbHour: string;
  }[];
  readonly services: ServicePrices;
  /** What a commitment asks for an hour of a SKU, where AWS's price list says it. */
  commitmentPrice?(offer: CommitmentOffer, sku: string): string | undefined;
  /** A user's catalogue, and what it has of the region; without one all prices are built in. */
  readonly own?: { readonly file: string; readonly prices: ReadonlySet<string> } | null;
  /** What takes the place of these prices, from instants (epoch milliseconds) on, in order. */
  readonly later?: readonly { readonly fromMs: number; readonly prices: PriceTable }[];
}

interface RatesOptions {
  readonly startMs?: number;
  readonly fromMs?: number;
  readonly freeTiers?: boolean;
}

/** The prices of a run's region, ready to be multiplied: 1e-10 USD a unit. */
export class Rates {
  readonly prefix: PriceTable['usagePrefix'];
  /** All that is not compute. */
  readonly metered: (meter: MeterName) => MeterPrice;
  private readonly prices: PriceTable;
  private readonly onDemand: FargateTable;
  private readonly spot: FargateTable;
  private readonly later: readonly Rates[];
  /** Since when they are in force: a full hour of the clock, in milliseconds from the run's start. */
  readonly fromMs: number;
  private readonly perMs = new Map<FargateRates, NanoPerMs>();

  /** `startMs`: the run's start in epoch milliseconds, if prices change on the way; `freeTiers`: whether what is free in a month is taken off. */
  constructor(
    prices: PriceTable,
    { startMs = 0, fromMs = Number.NEGATIVE_INFINITY, freeTiers = false }: RatesOptions = {},
  ) {
    this.prices = prices;
    this.fromMs = fromMs;
    this.metered = meterPrices(prices.services, prices.usagePrefix, freeTiers);
    this.later = (prices.later ?? []).map(
      (change) => new Rates(change.prices, { startMs, fromMs: hourFrom(change.fromMs) - startMs, freeTiers }),
    );
    this.prefix = prices.usagePrefix;
    const { fargate, fargateSpot, fargateWindows } = prices;
    const storage = fargate?.ephemeralGbHour ?? '0';
    this.onDemand = fargateTable({ ...(fargate ?? NO_FARGATE), WINDOWS: fargateWindows }, storage);
    this.spot = fargateTable({ ...fargateSpot, WINDOWS: null }, storage);
  }

  /** The prices in force at an instant of the run: those of the beginning of its hour of the clock. */
  at(ms: number): Rates {
    return this.later.findLast(({ fromMs }) => fromMs <= ms) ?? this;
  }

  /** A scenario without a price for what it runs was refused by the loader. */
  fargate(platform: FargatePlatform, spot: boolean): FargateRates {
    const rates = (spot ? this.spot : this.onDemand)[platform];
    assert(rates !== null, 'a run on Fargate began without a price for it');
    return rates;
  }

  /** Nano-USD of a millisecond of one CPU unit, with its licence beside it, one MiB and one GiB of storage, for estimates. */
  fargateNanoPerMs(platform: FargatePlatform, spot: boolean): NanoPerMs {
    const rates = this.fargate(platform, spot);
    const known = this.perMs.get(rates);
    if (known !== undefined) return known;
    const perMs = (rate: bigint) => Number(rate) / 10 / HOUR_MS;
    const fresh = {
      cpuUnit: perMs(rates.vcpuHour) / 1024,
      mib: perMs(rates.gbHour) / 1024,
      storageGib: perMs(rates.ephemeralGbHour),
      osCpuUnit: perMs(rates.osVcpuHour) / 1024,
    };
    this.perMs.set(rates, fresh);
    return fresh;
  }

  /** An hour of an instance: the price that the scenario names, else On-Demand. */
  instanceHour(entry: RentedEntry): bigint {
    const { ec2InstanceType: type, hourlyPrice } = entry;
    const price = hourlyPrice ?? (type === null ? '0' : this.listPrice(type, platformOf(entry)));
    assert(price !== undefined, `a run with instances of type ${type} began without a price for them`);
    return parseRate(price);
  }

  /** With Windows its licence is part of the price (billing:E5). */
  private listPrice(type: string, platform: Platform): string | undefined {
    const { ec2 } = this.prices;
    return platform === 'Windows' ? ec2.windowsHourlyPrice(type) : ec2.hourlyPrice(type);
  }
}

type RentedEntry = Pick<InstanceEntry, 'ec2InstanceType' | 'hourlyPrice' | 'attributes'>;
type Platform = 'Linux' | 'Windows';

/** What an entry's instances boot, as prices and commitments tell platforms apart. */
export function platformOf({ attributes }: Pick<InstanceEntry, 'attributes'>): Platform {
  return attributes['ecs.os-type'] === 'windows' ? 'Windows' : 'Linux';
}

const HOUR_MS = 3_600_000;

interface NanoPerMs {
  readonly cpuUnit: number;
  readonly mib: number;
  readonly storageGib: number;
  /** The licence of Windows. */
  readonly osCpuUnit: number;
}

/** The hour of the clock that begins then or next. */
function hourFrom(epochMs: number): number {
  return Math.ceil(epochMs / HOUR_MS) * HOUR_MS;
}

type FargateTable = Readonly<Record<FargatePlatform, FargateRates | null>>;

const NO_FARGATE: PriceTable['fargateSpot'] = { X86_64: null, ARM64: null };

interface FargatePrice {
  readonly vcpuHour: string;
  readonly gbHour: string;
  readonly osVcpuHour?: string;
}

function fargateTable(
  { X86_64, ARM64, WINDOWS }: Readonly<Record<FargatePlatform, FargatePrice | null>>,
  ephemeralGbHour: string,
): FargateTable {
  const ratesOf = (price: FargatePrice | null) =>
    price === null ? null : fargateRates(price, ephemeralGbHour);
  return { X86_64: ratesOf(X86_64), ARM64: ratesOf(ARM64), WINDOWS: ratesOf(WINDOWS) };
}

function fargateRates(
  { vcpuHour, gbHour, osVcpuHour = '0' }: FargatePrice,
  ephemeralGbHour: string,
): FargateRates {
  return {
    vcpuHour: parseRate(vcpuHour),
    gbHour: parseRate(gbHour),
    ephemeralGbHour: parseRate(ephemeralGbHour),
    osVcpuHour: parseRate(osVcpuHour),
  };
}
