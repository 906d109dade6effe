import type { Billing } from './bill.ts';
import type { BillLine } from './bill-line.ts';
import {
  type FargatePlatform,
  type FargateRates,
  type FargateUsage,
  fargateCharges,
  fargatePlatform,
  windowsLicenceCharge,
} from './fargate.ts';
import { shareOut } from './share-out.ts';
import type { FargateGroupUsage, Usage } from './usage.ts';

const HOUR_MS = 3_600_000n;

/** Fargate's vCPU, memory, ephemeral storage and licences of Windows, On-Demand and on Spot (billing:F1 to F9). */
export function fargateLines({ world, rates }: Billing, usage: Usage): BillLine[] {
  const groups = new Map<string, Group>();
  for (const part of usage.fargate) {
    const { cluster, definition } = world.workloads[part.workload]!;
    const platform = fargatePlatform(world.definitions[definition]!);
    const key = `${part.zone}/${cluster}/${part.provider}/${platform}`;
    let group = groups.get(key);
    if (group === undefined) {
      const { name = '', kind = null } = world.providers[part.provider] ?? {};
      const spot = kind === 'FARGATE_SPOT';
      group = { cluster, capacityProvider: name, platform, spot, zone: part.zone, parts: [] };
      groups.set(key, group);
    }
    group.parts.push(part);
  }
  return [...groups.values()].flatMap((group) =>
    linesOf(group, {
      prefix: rates.prefix.fargate,
      rates: rates.fargate(group.platform, group.spot),
      onDemand: rates.fargate(group.platform, false),
    }),
  );
}

interface Group {
  readonly cluster: number;
  /** Empty for tasks with a launch type. */
  readonly capacityProvider: string;
  readonly platform: FargatePlatform;
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
  /** There is none without a price. */
  readonly isLicence: boolean;
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
    .filter(({ field, rate, isLicence }) => used[field] > 0n && (!isLicence || rate > 0n))
    .map(({ field, isLicence: _, ...meter }) => {
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
  const name = `${prefix}${group.spot ? 'SpotUsage-' : ''}Fargate-${INFIX[group.platform]}`;
  const licence = windowsLicenceCharge(used.cpuUnitMs, rates.osVcpuHour);
  const pricingCategory = group.spot ? 'Dynamic' : 'Standard';
  // Savings Plans cover vCPU and memory On-Demand, and nothing else of Fargate (billing:S6, S7); what they ask for with Windows is not known.
  const sku = (part: string) =>
    group.spot || group.platform === 'WINDOWS' ? null : { sku: `${part}/${group.platform}`, instance: null };
  return [
    {
      usageType: `${name}vCPU-Hours:perCPU`,
      unit: 'vCPU-Hours',
      field: 'cpuUnitMs',
      isLicence: false,
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
      isLicence: false,
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
      isLicence: false,
      perUnit: HOUR_MS,
      rate: rates.ephemeralGbHour,
      amount: charges.storage,
      onDemandAmount: onDemandCharges.storage,
      pricingCategory: 'Standard',
      sku: null,
    },
    {
      usageType: `${name}OS-Hours:perCPU`,
      unit: 'vCPU-Hours',
      field: 'cpuUnitMs',
      isLicence: true,
      perUnit: 1024n * HOUR_MS,
      rate: rates.osVcpuHour,
      amount: licence,
      onDemandAmount: licence,
      pricingCategory: 'Standard',
      sku: null,
    },
  ];
}

/** What usage types say between `Fargate-` and what they measure. */
const INFIX: Readonly<Record<FargatePlatform, string>> = { X86_64: '', ARM64: 'ARM-', WINDOWS: 'Windows-' };
