import { DEFAULT_QUOTAS, type QuotaName, quotaBreaches } from '../catalog/quotas.ts';
import type { Warning } from '../events/warning.ts';
import { quotaUses } from '../scenario/operations/quota-uses.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';

/** What came to more than an AWS account has by default, where the scenario sets no quota: one warning for all. */
export function passedQuotas(scenario: Scenario, simulation: Simulation): Warning[] {
  const most = new Map<QuotaName, number>();
  let firstAt = Number.POSITIVE_INFINITY;
  for (const { quota, amount, atMs } of usesOf(scenario, simulation)) {
    const isLimited = scenario.quotas[quota] !== Number.POSITIVE_INFINITY;
    if (isLimited || quotaBreaches({ [quota]: amount }, DEFAULT_QUOTAS).length === 0) continue;
    most.set(quota, Math.max(most.get(quota) ?? 0, amount));
    firstAt = Math.min(firstAt, atMs);
  }
  if (most.size === 0) return [];
  const list = [...most].map(([quota, amount]) => `${quota} ${amount} (${DEFAULT_QUOTAS[quota]})`).join(', ');
  const message = `More than an AWS account has until it asks for more: ${list}. With \`quotas: default\` the run is held to it.`;
  return [
    {
      code: 'default-quota-passed',
      message,
      count: most.size,
      firstAt: formatInstant(simulation.startMs + firstAt),
    },
  ];
}

interface Use {
  readonly quota: QuotaName;
  readonly amount: number;
  readonly atMs: number;
}

function usesOf(scenario: Scenario, { account }: Simulation): Use[] {
  const markets: QuotaName[] = ['fargateOnDemandVcpus', 'fargateSpotVcpus'];
  const onFargate = markets.map((quota, market) => ({
    quota,
    amount: account.fargateCpuMost[market]! / 1024,
    atMs: account.fargateCpuPassedAt[market]!,
  }));
  return [...quotaUses(scenario), ...onFargate];
}
