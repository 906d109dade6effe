import * as z from 'zod';
import { applyCommitments } from '../../billing/commitments/apply-commitments.ts';
import type {
  Commitments,
  CommittableUsage,
  InstanceKind,
  ReservedInstances,
  SavingsPlan,
} from '../../billing/commitments/commitment.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate } from '../given-money.ts';

const REGION = 'us-east-1';
const line = z.strictObject({
  count: z.int().optional(),
  qty: z.int().optional(),
  od: z.number(),
  csp: z.number(),
  eisp: z.number().optional(),
});
type Line = z.output<typeof line>;
const lines = z.record(z.string(), line);

/** An hour of the clock under Savings Plans, in AWS's order (billing:S1, S4, S5). */
export const savingsPlanHour: Adapter = adapter(
  'savings-plan-hour',
  form(
    {
      hour: lines,
      computeSp: z.number(),
      ri: z.record(z.string(), z.int()).optional(),
      ec2InstanceSp: z.strictObject({ family: z.string(), commit: z.number() }).optional(),
    },
    ({ hour, computeSp, ri = {}, ec2InstanceSp }) =>
      answer(hour, {
        reservedInstances: Object.entries(ri).map(
          ([name, count]): ReservedInstances => ({
            ...kindOf(name),
            zone: null,
            count,
            hourlyRate: 0n,
          }),
        ),
        savingsPlans: [
          computePlan(hour, computeSp),
          ...(ec2InstanceSp === undefined
            ? []
            : [instancePlan(hour, ec2InstanceSp.family, ec2InstanceSp.commit)]),
        ],
      }),
  ),
  form({ usage: lines, computeSp: z.number() }, ({ usage, computeSp }) =>
    answer(usage, { reservedInstances: [], savingsPlans: [computePlan(usage, computeSp)] }),
  ),
  form(
    { commit: z.int(), usageAtSpRates: z.array(z.int()), note: z.string().optional() },
    ({ commit, usageAtSpRates }) => {
      // At a rate of a dollar a unit usage counts in dollars; On-Demand is any higher one.
      const hours = usageAtSpRates.map((qty) => {
        const hour: Readonly<Record<string, Line>> = { usage: { qty, od: 2, csp: 1 } };
        const commitments = { reservedInstances: [], savingsPlans: [computePlan(hour, commit)] };
        return applyCommitments(commitments, Object.entries(hour).map(usageOf));
      });
      return {
        paidCommit: hours.map(({ savingsPlans }) => nanoUsdToNumber(savingsPlans[0]!.paid)),
        uncoveredAtSp: hours.map(({ parts }) =>
          parts
            .filter(({ paidBy }) => paidBy === 'On-Demand')
            .reduce((sum, { units }) => sum + Number(units.n) / Number(units.d), 0),
        ),
      };
    },
  ),
);

function answer(hour: Readonly<Record<string, Line>>, commitments: Commitments): unknown {
  const usage = Object.entries(hour).map(usageOf);
  const applied = applyCommitments(commitments, usage);
  const without = applyCommitments({ reservedInstances: [], savingsPlans: [] }, usage);
  const onDemandOf = (wanted: (one: CommittableUsage) => boolean) =>
    applied.parts
      .filter((part) => part.paidBy === 'On-Demand' && wanted(usage[part.usage]!))
      .reduce((sum, { amount }) => sum + nanoUsdToNumber(amount), 0);
  const isR5 = ({ instance }: CommittableUsage) => instance?.type.startsWith('r5.') === true;
  const used = (kind: SavingsPlan['kind']) =>
    commitments.savingsPlans.reduce(
      (sum, plan, i) => sum + (plan.kind === kind ? nanoUsdToNumber(applied.savingsPlans[i]!.used) : 0),
      0,
    );
  return {
    onDemand: nanoUsdToNumber(without.onDemand),
    usageAtSp: used('Compute') + used('EC2Instance'),
    spUsed: used('Compute') + used('EC2Instance'),
    eispUsed: used('EC2Instance'),
    cspUsed: used('Compute'),
    r5OnDemand: onDemandOf(isR5),
    restOnDemand: onDemandOf((one) => !isR5(one)),
    onDemandTotal: nanoUsdToNumber(applied.onDemand),
    onDemandLeft: nanoUsdToNumber(applied.onDemand),
    bill: nanoUsdToNumber(applied.total),
  };
}

function usageOf([name, { count, qty, od }]: readonly [string, Line]): CommittableUsage {
  const isInstance = name.includes('.');
  return {
    sku: name,
    quantity: BigInt(count ?? qty ?? 1),
    perUnit: 1n,
    onDemandRate: exactRate(od),
    instance: isInstance ? kindOf(name) : null,
  };
}

/** `m5.24xlarge-win-dedicated`. */
function kindOf(name: string): InstanceKind {
  const [type = '', ...words] = name.split('-');
  return {
    type,
    region: REGION,
    zone: `${REGION}a`,
    platform: words.includes('win') ? 'Windows' : 'Linux',
    tenancy: words.includes('dedicated') ? 'dedicated' : 'default',
  };
}

function computePlan(hour: Readonly<Record<string, Line>>, commit: number): SavingsPlan {
  return {
    kind: 'Compute',
    family: null,
    region: null,
    commitment: exactRate(commit) / 10n,
    rateOf: (sku) => exactRate(hour[sku]!.csp),
  };
}

function instancePlan(hour: Readonly<Record<string, Line>>, family: string, commit: number): SavingsPlan {
  return {
    kind: 'EC2Instance',
    family,
    region: REGION,
    commitment: exactRate(commit) / 10n,
    rateOf(sku) {
      const rate = hour[sku]!.eisp;
      return rate === undefined ? null : exactRate(rate);
    },
  };
}
