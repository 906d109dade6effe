import type { Billing } from './bill.ts';
import type { BillLine } from './bill-line.ts';
import { type FargateRates, type FargateUsage, fargateCharges } from './fargate.ts';
import { shareOut } from './share-out.ts';
import type { FargateGroupUsage, Usage } from './usage.ts';

const HOUR_MS = 3_600_000n;

/** Fargate's vCPU, memory and ephemeral storage (billing:F1 to F6). */
export function fargateLines({ world, rates }: Billing, usage: Usage): BillLine[] {
  const groups = new Map<string, Group>();
  for (const part of usage.fargate) {
    const { cluster, definition, capacityProvider } = world.workloads[part.workload]!;
    const { arm } = world.definitions[definition]!;
    const key = `${part.zone}/${cluster}/${capacityProvider}/${arm}`;
    let group = groups.get(key);
    if (group === undefined)
      groups.set(key, (group = { cluster, capacityProvider, arm, zone: part.zone, parts: [] }));
    group.parts.push(part);
  }
  return [...groups.values()].flatMap((group) =>
    linesOf(group, usage, rates.fargate(group.arm), rates.prefix.fargate),
  );
}

interface Group {
  readonly cluster: number;
  readonly capacityProvider: string;
  readonly arm: boolean;
  readonly zone: number;
  readonly parts: FargateGroupUsage[];
}

function linesOf(group: Group, { fromMs, toMs }: Usage, rates: FargateRates, prefix: string): BillLine[] {
  const { parts, cluster, zone, capacityProvider } = group;
  const sum = (of: (part: FargateGroupUsage) => bigint) =>
    parts.reduce((total, part) => total + of(part), 0n);
  const used: FargateUsage = {
    cpuUnitMs: sum((part) => part.cpuUnitMs),
    mibMs: sum((part) => part.mibMs),
    ephemeralGibMs: sum((part) => part.ephemeralGibMs),
  };
  const charges = fargateCharges(used, rates);
  const line = (
    meter: string,
    unit: BillLine['unit'],
    field: keyof FargateUsage,
    per: bigint,
    rate: bigint,
    amount: bigint,
  ) => {
    const amounts = shareOut(
      amount,
      parts.map((part) => part[field]),
    );
    return {
      fromMs,
      toMs,
      product: 'AWSFargate' as const,
      usageType: `${prefix}Fargate-${meter}`,
      zone,
      cluster,
      capacityProvider,
      launchType: 'FARGATE' as const,
      quantity: used[field],
      perUnit: per,
      unit,
      rate,
      amount,
      shares: parts.map(({ workload }, i) => ({ workload, amount: amounts[i]! })),
      booting: 0n,
      draining: 0n,
    };
  };
  const arm = group.arm ? 'ARM-' : '';
  return [
    line(`${arm}vCPU-Hours:perCPU`, 'vCPU-Hours', 'cpuUnitMs', 1024n * HOUR_MS, rates.vcpuHour, charges.vcpu),
    line(`${arm}GB-Hours`, 'GB-Hours', 'mibMs', 1024n * HOUR_MS, rates.gbHour, charges.memory),
    line(
      'EphemeralStorage-GB-Hours',
      'GB-Hours',
      'ephemeralGibMs',
      HOUR_MS,
      rates.ephemeralGbHour,
      charges.storage,
    ),
  ].filter(({ quantity }) => quantity > 0n);
}
