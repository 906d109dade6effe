import type { Bill } from '../billing/bill.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { divideRounded, nanoUsdToNumber } from '../units/money.ts';
import type { CostSummary } from './outcome.ts';
import { unitCosts, type Yield } from './unit-costs.ts';

/** A month has 730 hours (billing spec section 8). */
const MONTH_MS = 730n * 3_600_000n;

/** The sums of a bill. */
export function costSummary(scenario: Scenario, simulation: Simulation, bill: Bill, of: Yield): CostSummary {
  const total = nanoUsdToNumber(bill.total);
  const { measuredMs } = of;
  const byTaskDefinition = new Map<string, bigint>();
  const byService = new Map(simulation.services.map(({ name }) => [name, 0n]));
  for (const [workload, amount] of bill.byWorkload) {
    const { definition, service } = simulation.workloads[workload]!;
    const { family, revision } = scenario.taskDefinitions[definition]!;
    const label = `${family}:${revision}`;
    byTaskDefinition.set(label, (byTaskDefinition.get(label) ?? 0n) + amount);
    if (service !== '') byService.set(service, (byService.get(service) ?? 0n) + amount);
  }
  const byTag = new Map<string, bigint>();
  for (const [workload, amount] of bill.byWorkload)
    for (const [key, value] of Object.entries(simulation.workloadStates[workload]!.spec.tags ?? {}))
      byTag.set(`${key}=${value}`, (byTag.get(`${key}=${value}`) ?? 0n) + amount);
  const byCluster = [...bill.byCluster].map(
    ([cluster, amount]) => [simulation.clusters[cluster] ?? 'no cluster', amount] as const,
  );
  return {
    currency: 'USD',
    total,
    billed: nanoUsdToNumber(bill.billed),
    monthly: measuredMs === 0 ? 0 : nanoUsdToNumber(divideRounded(bill.total * MONTH_MS, BigInt(measuredMs))),
    onDemandEquivalent: nanoUsdToNumber(bill.onDemandTotal),
    unusedCommitment: nanoUsdToNumber(bill.unusedCommitment),
    idle: nanoUsdToNumber(bill.idle),
    unattributed: nanoUsdToNumber(bill.unattributed),
    byProduct: numbers(bill.byProduct),
    byUsageType: numbers(bill.byUsageType),
    byCapacityProvider: numbers(bill.byCapacityProvider),
    byService: numbers(byService),
    byTaskDefinition: numbers(byTaskDefinition),
    byCluster: numbers(byCluster),
    byTag: numbers(byTag),
    instances: {
      useful: nanoUsdToNumber(bill.useful),
      idle: nanoUsdToNumber(bill.idle),
      booting: nanoUsdToNumber(bill.booting),
      draining: nanoUsdToNumber(bill.draining),
      warmPool: nanoUsdToNumber(bill.warmPool),
    },
    unitCosts: unitCosts(total, of),
    commitments: bill.commitmentTerms.map(({ id, name, type }, i) => {
      const { used, unused, covered } = bill.commitments[i]!;
      return {
        id,
        name,
        type,
        cost: nanoUsdToNumber(used + unused),
        used: nanoUsdToNumber(used),
        unused: nanoUsdToNumber(unused),
        covered: nanoUsdToNumber(covered),
      };
    }),
  };
}

function numbers(sums: Iterable<readonly [string, bigint]>): Record<string, number> {
  return Object.fromEntries([...sums].map(([name, amount]) => [name, nanoUsdToNumber(amount)]));
}
