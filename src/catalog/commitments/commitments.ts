import { divideRounded, formatRate, parseRate } from '../../units/money.ts';
import { commitments } from '../data/service-facts.ts';

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

const ONE = parseRate('1');
