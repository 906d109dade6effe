import type { MeteredLine } from '../billing/meters/metered-lines.ts';
import { meteredHour } from '../billing/meters/metered-month.ts';
import type { MeterName } from '../billing/meters/registry.ts';
import { monthMs } from '../billing/pricing/month-length.ts';
import { flatRate, parseTiers, type Tiers } from '../billing/pricing/tiers.ts';
import { nanoUsdToNumber } from '../units/money.ts';
import { exactRate } from './given-money.ts';

/** 2^30 bytes. */
export const GIB = 2 ** 30;
/** A month in the examples of AWS's pages. */
export const DAYS_30_MS: bigint = monthMs('30 days', 0);

/**
 * List prices of us-east-1 that examples leave out: Price List API by infracost's golden files (2024 to 2025) and a public
 * note of 2025-10 for CloudWatch; S3 beyond 50 TB is not asked for.
 */
const LIST_PRICES = {
  'ebs.io1.gbMonth': flat('0.125'),
  'ebs.io1.iopsMonth': flat('0.065'),
  'alb.hour': flat('0.0225'),
  'alb.lcuHour': flat('0.008'),
  'nat.hour': flat('0.045'),
  'nat.gb': flat('0.045'),
  'publicIpv4.hour': flat('0.005'),
  'endpoint.interface.hour': flat('0.01'),
  'endpoint.interface.gb': steps(['0', '0.01'], ['1000000', '0.006'], ['5000000', '0.004']),
  'transfer.internetOut.gb': steps(['0', '0.09'], ['10240', '0.085'], ['51200', '0.07'], ['153600', '0.05']),
  'route53.query': steps(['0', '0.0000004'], ['1000000000', '0.0000002']),
  'route53.zoneMonth': steps(['0', '0.5'], ['25', '0.1']),
  'logs.ingestGb': flat('0.5'),
  'logs.storageGbMonth': flat('0.03'),
  'logs.vendedGb': steps(['0', '0.5'], ['10240', '0.25'], ['30720', '0.1'], ['51200', '0.05']),
  'logs.vendedToS3Gb': steps(['0', '0.25'], ['10240', '0.15'], ['30720', '0.075'], ['51200', '0.05']),
  's3.gbMonth': flat('0.023'),
} satisfies Partial<Record<MeterName, Tiers>>;

interface Terms {
  /** 1e-10 USD a unit; else the list price. */
  readonly tiers?: Tiers;
  /** Units of a month that are free. */
  readonly free?: number;
}

/** What a month's usage of a meter costs, USD. */
export function meterCost(meter: MeterName, quantity: number | bigint, terms: Terms = {}): number {
  return nanoUsdToNumber(linesOf(meter, quantity, terms).reduce((sum, { amount }) => sum + amount, 0n));
}

/** The same, each step of the list price by itself: `tier1`, `tier2` and so on. */
export function costByTier(meter: MeterName, quantity: number): Record<string, number> {
  return Object.fromEntries(
    linesOf(meter, quantity, {}).map(({ amount }, i) => [`tier${i + 1}`, nanoUsdToNumber(amount)]),
  );
}

/** A month's usage as one hour of the bill; a month has 30 days. */
function linesOf(meter: MeterName, quantity: number | bigint, terms: Terms): readonly MeteredLine[] {
  const { tiers = listPrice(meter), free = 0 } = terms;
  const used = typeof quantity === 'bigint' ? quantity : BigInt(Math.round(quantity));
  const usage = { meter, zone: -1, cluster: -1, provider: -1, workload: -1, quantity: used };
  return meteredHour(null, 0, [usage], {
    length: '30 days',
    otherUsage: () => new Map(),
    priceOf: () => ({ product: '', usageType: meter, unit: '', tiers, freeUnits: free }),
  }).lines;
}

/** A price that an example gives, USD a unit. */
export function given(rate: number): Tiers {
  return flatRate(exactRate(rate));
}

function listPrice(meter: MeterName): Tiers {
  const tiers: Partial<Record<MeterName, Tiers>> = LIST_PRICES;
  const found = tiers[meter];
  if (found === undefined) throw new RangeError(`no list price of ${meter} is known here`);
  return found;
}

function flat(price: string): Tiers {
  return parseTiers([{ from: '0', price }]);
}

function steps(...rows: readonly (readonly [from: string, price: string])[]): Tiers {
  return parseTiers(rows.map(([from, price]) => ({ from, price })));
}
