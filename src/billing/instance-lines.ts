import type { InstanceEntry } from '../events/world.ts';
import { parseRate } from '../units/money.ts';
import type { Billing, SplitCostWeights } from './bill.ts';
import type { BillLine, CommittableSku } from './bill-line.ts';
import { instanceCharge } from './ec2.ts';
import { platformOf } from './rates.ts';
import { shareOut } from './share-out.ts';
import type { InstanceGroupUsage, Usage } from './usage.ts';

const HOUR_MS = 3_600_000n;

/** EC2 by the second, On-Demand or as Spot (billing:E1), and machines that AWS does not rent at the price the scenario names. */
export function instanceLines({ world, rates, weights }: Billing, usage: Usage): BillLine[] {
  const groups = new Map<string, Group>();
  for (const part of usage.instances) {
    const entry = world.entries[part.entry]!;
    const rate = rates.instanceHour(entry);
    if (rate === 0n) continue;
    const rented = entry.ec2InstanceType !== null;
    const kind = entry.spot === null ? 'BoxUsage' : 'SpotUsage';
    const usageType = rented
      ? `${rates.prefix.ec2}${kind}:${entry.ec2InstanceType}`
      : `Instance:${entry.countedAs}`;
    const onDemandRate = entry.spot === null ? rate : parseRate(entry.spot.onDemandPrice);
    const key = `${usageType}/${platformOf(entry)}/${part.zone}/${entry.cluster}/${entry.provider}/${rate}/${onDemandRate}`;
    let group = groups.get(key);
    if (group === undefined)
      groups.set(
        key,
        (group = {
          usageType,
          product: rented ? 'AmazonEC2' : 'Other',
          cluster: entry.cluster,
          capacityProvider: world.providers[entry.provider]?.name ?? '',
          zone: part.zone,
          rate,
          sku: skuOf(entry),
          pricingCategory: entry.spot === null ? 'Standard' : 'Dynamic',
          onDemandRate,
          parts: [],
        }),
      );
    group.parts.push({
      usage: part,
      registered: entry,
      runMs: part.bootingMs + part.activeMs + part.drainingMs + part.warmMs,
    });
  }
  return [...groups.values()].map((group) => lineOf(group, weights));
}

/** At a price that the scenario names nothing else applies. */
function skuOf(entry: InstanceEntry): CommittableSku | null {
  const { ec2InstanceType: type, hourlyPrice } = entry;
  if (type === null || hourlyPrice !== null) return null;
  const platform = platformOf(entry);
  return { sku: platform === 'Linux' ? type : `${type}/${platform}`, instance: { type, platform } };
}

interface Group {
  readonly usageType: string;
  readonly product: string;
  readonly cluster: number;
  readonly capacityProvider: string;
  readonly zone: number;
  readonly rate: bigint;
  readonly sku: CommittableSku | null;
  readonly pricingCategory: BillLine['pricingCategory'];
  readonly onDemandRate: bigint;
  readonly parts: Part[];
}

/** Instances of one entry: of one size. */
interface Part {
  readonly usage: InstanceGroupUsage;
  readonly registered: { readonly cpu: number; readonly memory: number };
  readonly runMs: bigint;
}

function lineOf({ parts, onDemandRate, ...group }: Group, weights: SplitCostWeights): BillLine {
  const quantity = parts.reduce((total, part) => total + part.runMs, 0n);
  const amount = instanceCharge(quantity, group.rate);
  const amounts = shareOut(
    amount,
    parts.map((part) => part.runMs),
  );
  const byWorkload = new Map<number, bigint>();
  let booting = 0n;
  let draining = 0n;
  let warmPool = 0n;
  for (const [i, { usage, registered, runMs }] of parts.entries()) {
    const paid = amounts[i]!;
    let left = paid;
    for (const share of sharesOf(usage, paid, runMs, registered, weights)) {
      left -= share.amount;
      byWorkload.set(share.workload, (byWorkload.get(share.workload) ?? 0n) + share.amount);
    }
    const partOf = (ms: bigint): bigint => {
      const part = least((paid * ms) / runMs, left);
      left -= part;
      return part;
    };
    booting += partOf(usage.bootingMs);
    draining += partOf(usage.drainingMs);
    warmPool += partOf(usage.warmMs);
  }
  const shares = [...byWorkload].map(([workload, share]) => ({ workload, amount: share }));
  return {
    ...group,
    isInstance: true,
    launchType: 'EC2',
    quantity,
    perUnit: HOUR_MS,
    unit: 'Hrs',
    amount,
    billed: amount,
    list: amount,
    contracted: amount,
    commitment: null,
    onDemandAmount: instanceCharge(quantity, onDemandRate),
    shares,
    booting,
    draining,
    warmPool,
  };
}

/** Reserved share of an instance-second = CPU share x its weight + memory share x its weight; rounded down, so idle is never below 0. */
export function sharesOf(
  part: InstanceGroupUsage,
  amount: bigint,
  instanceMs: bigint,
  registered: { readonly cpu: number; readonly memory: number },
  weights: SplitCostWeights,
): BillLine['shares'] {
  if (part.reserved.length === 0) return [];
  const cpuMs = BigInt(registered.cpu) * instanceMs;
  const mibMs = BigInt(registered.memory) * instanceMs;
  const cpuWeight = BigInt(Math.round(weights.cpu * WEIGHT_UNIT));
  const memoryWeight = BigInt(Math.round(weights.memory * WEIGHT_UNIT));
  const whole = cpuMs * mibMs * (cpuWeight + memoryWeight);
  if (whole === 0n) return [];
  return part.reserved.map(({ workload, cpuUnitMs, mibMs: reservedMibMs }) => {
    const reserved = cpuUnitMs * mibMs * cpuWeight + reservedMibMs * cpuMs * memoryWeight;
    return { workload, amount: (amount * reserved) / whole };
  });
}

/** Weights count in millionths. */
const WEIGHT_UNIT = 1e6;

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
