import type { Billing } from './bill.ts';
import type { BillLine } from './bill-line.ts';
import { type FargateRates, type FargateUsage, fargateCharges } from './fargate.ts';
import { shareOut } from './share-out.ts';
import type { FargateGroupUsage, Usage } from './usage.ts';

const HOUR_MS = 3_600_000n;

/** Fargate's vCPU, memory and ephemeral storage, On-Demand and on Spot (billing:F1 to F7). */
export function fargateLines({ world, rates }: Billing, usage: Usage): BillLine[] {
  const groups = new Map<string, Group>();
  for (const part of usage.fargate) {
    const { cluster, definition } = world.workloads[part.workload]!;
    const { arm } = world.definitions[definition]!;
    const key = `${part.zone}/${cluster}/${part.provider}/${arm}`;
    let group = groups.get(key);
    if (group === undefined) {
      const { name = '', kind = null } = world.providers[part.provider] ?? {};
      const spot = kind === 'FARGATE_SPOT';
      group = { cluster, capacityProvider: name, arm, spot, zone: part.zone, parts: [] };
      groups.set(key, group);
    }
    group.parts.push(part);
  }
  return [...groups.values()].flatMap((group) =>
    linesOf(group, {
      prefix: rates.prefix.fargate,
      rates: rates.fargate(group.arm, group.spot),
      onDemand: rates.fargate(group.arm, false),
    }),
  );
}

interface Group {
  readonly cluster: number;
  /** Empty for tasks with a launch type. */
  readonly capacityProvider: string;
  readonly arm: boolean;
  readonly spot: boolean;
  readonly zone: number;
  readonly parts: FargateGroupUsage[];
}

interface Prices {
  readonly prefix: string;
  readonly rates: FargateRates;
  readonly onDemand: FargateRates;
}

/** What one of the meters measures and asks for. */
interface Meter {
  readonly usageType: string;
  readonly unit: string;
  readonly field: keyof FargateUsage;
  readonly perUnit: bigint;
  readonly rate: bigint;
  readonly amount: bigint;
  readonly onDemandAmount: bigint;
  readonly pricingCategory: BillLine['pricingCategory'];
  readonly sku: BillLine['sku'];
}

function linesOf(group: Group, prices: Prices): BillLine[] {
  const { parts, cluster, zone, capacityProvider } = group;
  const sum = (of: (part: FargateGroupUsage) => bigint) =>
    parts.reduce((total, part) => total + of(part), 0n);
  const used: FargateUsage = {
    cpuUnitMs: sum((part) => part.cpuUnitMs),
    mibMs: sum((part) => part.mibMs),
    ephemeralGibMs: sum((part) => part.ephemeralGibMs),
  };
  return metersOf(group, used, prices)
    .filter(({ field }) => used[field] > 0n)
    .map(({ field, ...meter }) => {
      const amounts = shareOut(
        meter.amount,
        parts.map((part) => part[field]),
      );
      return {
        ...meter,
        product: 'AWSFargate',
        isInstance: false,
        zone,
        cluster,
        capacityProvider,
        launchType: 'FARGATE',
        quantity: used[field],
        billed: meter.amount,
        list: meter.amount,
        contracted: meter.amount,
        commitment: null,
        shares: parts.map(({ workload }, i) => ({ workload, amount: amounts[i]! })),
        booting: 0n,
        draining: 0n,
        warmPool: 0n,
      };
    });
}

/** Storage has no Spot price: it costs what it always costs, whoever runs the task. */
function metersOf(group: Group, used: FargateUsage, { prefix, rates, onDemand }: Prices): readonly Meter[] {
  const charges = fargateCharges(used, rates);
  const onDemandCharges = fargateCharges(used, onDemand);
  const name = `${prefix}${group.spot ? 'SpotUsage-' : ''}Fargate-${group.arm ? 'ARM-' : ''}`;
  const pricingCategory = group.spot ? 'Dynamic' : 'Standard';
  // Savings Plans cover vCPU and memory On-Demand, and nothing else of Fargate (billing:S6, S7).
  const sku = (part: string) =>
    group.spot ? null : { sku: `${part}/${group.arm ? 'ARM64' : 'X86_64'}`, instance: null };
  return [
    {
      usageType: `${name}vCPU-Hours:perCPU`,
      unit: 'vCPU-Hours',
      field: 'cpuUnitMs',
      perUnit: 1024n * HOUR_MS,
      rate: rates.vcpuHour,
      amount: charges.vcpu,
      onDemandAmount: onDemandCharges.vcpu,
      pricingCategory,
      sku: sku('fargate.vcpuHour'),
    },
    {
      usageType: `${name}GB-Hours`,
      unit: 'GB-Hours',
      field: 'mibMs',
      perUnit: 1024n * HOUR_MS,
      rate: rates.gbHour,
      amount: charges.memory,
      onDemandAmount: onDemandCharges.memory,
      pricingCategory,
      sku: sku('fargate.gbHour'),
    },
    {
      usageType: `${prefix}Fargate-EphemeralStorage-GB-Hours`,
      unit: 'GB-Hours',
      field: 'ephemeralGibMs',
      perUnit: HOUR_MS,
      rate: rates.ephemeralGbHour,
      amount: charges.storage,
      onDemandAmount: onDemandCharges.storage,
      pricingCategory: 'Standard',
      sku: null,
    },
  ];
}
