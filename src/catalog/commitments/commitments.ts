import { divideRounded, formatRate, parseRate } from '../../units/money.ts';
import { commitments } from '../data/service-facts.ts';
import type { FargateRate, FargateSavingsPlan } from '../region-facts.ts';
import type { RegionPrices } from '../region-prices.ts';

/** Kinds of Savings Plan, as AWS names them (billing:S6). */
export type SavingsPlanType = 'Compute' | 'EC2Instance';
export type CommitmentTerm = '1y' | '3y';
export type CommitmentPayment = 'NoUpfront' | 'PartialUpfront' | 'AllUpfront';

/** What is known of the prices of commitments on EC2. Decimals are strings. */
export interface CommitmentFacts {
  readonly asOf: { readonly savingsPlans: string; readonly reserved: string };
  readonly typicalDiscount: Readonly<
    Record<SavingsPlanType, Readonly<Record<CommitmentTerm, Readonly<Record<CommitmentPayment, string>>>>>
  >;
  /** Rates that were read in AWS's price list. */
  readonly rates: readonly {
    readonly region: string;
    readonly type: string;
    readonly plan: string;
    readonly term: string;
    readonly payment: string;
    readonly onDemand: string;
    readonly rate: string;
  }[];
  /** Standard Reserved Instances, one year, all upfront: part of the On-Demand price that is saved. */
  readonly reservedDiscountByFamily: Readonly<Record<string, string>>;
  /** By size: `large` is 4 (billing:S3). */
  readonly normalizationFactors: Readonly<Record<string, number>>;
  /** Families whose regional Reserved Instances fit one size only (billing:S3). */
  readonly notSizeFlexibleFamilies: readonly string[];
}

export const COMMITMENTS: CommitmentFacts = commitments;

/** An hour of an instance type under a Savings Plan. */
export interface SavingsPlanRate {
  /** USD as a decimal. */
  readonly rate: string;
  /** The rule that gave it, in words; `null` for a rate of AWS's price list. */
  readonly rule: string | null;
}

/**
 * The rate of an instance type under a plan: AWS's where it is known, else the On-Demand price less a discount: that of
 * the family's Reserved Instances where the two are the same thing (billing:S6), else the typical one of such a plan.
 */
export function savingsPlanRate(
  type: string,
  region: string,
  plan: SavingsPlanType,
  term: CommitmentTerm,
  payment: CommitmentPayment,
  onDemand: string,
): SavingsPlanRate {
  const known = COMMITMENTS.rates.find(
    (row) =>
      row.type === type &&
      row.region === region &&
      row.plan === plan &&
      row.term === term &&
      row.payment === payment &&
      row.onDemand === onDemand,
  );
  if (known !== undefined) return { rate: known.rate, rule: null };
  const family = type.split('.')[0]!;
  const isStandardReserved = plan === 'EC2Instance' && term === '1y' && payment === 'AllUpfront';
  const reserved = isStandardReserved ? COMMITMENTS.reservedDiscountByFamily[family] : undefined;
  const discount = reserved ?? COMMITMENTS.typicalDiscount[plan][term][payment];
  const of = reserved === undefined ? `typical of ${plan}, ${term}, ${payment}` : `Reserved ${family}`;
  const rate = divideRounded(parseRate(onDemand) * (ONE - parseRate(discount)), ONE);
  return { rate: formatRate(rate), rule: `On-Demand less ${discount} (${of})` };
}

/**
 * A vCPU-hour and a GB-hour of Fargate on Linux under a Compute Savings Plan (billing:S6, S10): AWS's in us-east-1, elsewhere the
 * region's On-Demand price less the discount of us-east-1 (`derived`). `null` without an On-Demand price, and for what no
 * plan covers: Spot, storage, the licence of Windows (billing:S7).
 */
export function fargateSavingsPlanRate(
  { fargate }: Pick<RegionPrices, 'fargate'>,
  home: Pick<RegionPrices, 'fargate' | 'fargateSavingsPlans'>,
  architecture: FargateSavingsPlan['architecture'],
  term: CommitmentTerm,
  payment: CommitmentPayment,
): FargateRate | null {
  const onDemand = fargate?.[architecture] ?? null;
  const atHome = home.fargate?.[architecture] ?? null;
  const plan = home.fargateSavingsPlans.find(
    (row) => row.architecture === architecture && row.term === term && row.payment === payment,
  );
  if (onDemand === null || atHome === null || plan === undefined) return null;
  const isSame = onDemand.vcpuHour === atHome.vcpuHour && onDemand.gbHour === atHome.gbHour;
  if (isSame) return { vcpuHour: plan.vcpuHour, gbHour: plan.gbHour, derived: plan.derived };
  const inStep = (price: string, rate: string, of: string) =>
    formatRate(divideRounded(parseRate(price) * parseRate(rate), parseRate(of)));
  return {
    vcpuHour: inStep(onDemand.vcpuHour, plan.vcpuHour, atHome.vcpuHour),
    gbHour: inStep(onDemand.gbHour, plan.gbHour, atHome.gbHour),
    derived: true,
  };
}

const ONE = parseRate('1');
