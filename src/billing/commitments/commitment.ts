import type { Fraction } from './fraction.ts';

/** Usage of one SKU in one place in an hour of the clock, as far as commitments can apply to it (billing:S2, S7). */
export interface CommittableUsage {
  /** Under which plans know their rates of it. */
  readonly sku: string;
  /** Integers: `quantity / perUnit` units. */
  readonly quantity: bigint;
  readonly perUnit: bigint;
  /** 1e-10 USD a unit. */
  readonly onDemandRate: bigint;
  /** `null`: no EC2 instances, so no Reserved Instance and no EC2 Instance Savings Plan applies. */
  readonly instance: InstanceKind | null;
}

export interface InstanceKind {
  readonly type: string;
  readonly region: string;
  /** The Availability Zone. */
  readonly zone: string;
  readonly platform: string;
  readonly tenancy: string;
}

/** Reserved Instances of one kind. */
export interface ReservedInstances {
  readonly count: number;
  readonly type: string;
  readonly region: string;
  /** `null`: regional. */
  readonly zone: string | null;
  readonly platform: string;
  readonly tenancy: string;
  /** 1e-10 USD for an hour of one, used or not. */
  readonly hourlyRate: bigint;
}

/** Savings Plans of one kind and offering: their commitments are one. */
export interface SavingsPlan {
  readonly kind: 'EC2Instance' | 'Compute';
  /** Of an EC2 Instance plan. */
  readonly family: string | null;
  readonly region: string | null;
  /** Nano-USD an hour. */
  readonly commitment: bigint;
  /** 1e-10 USD a unit of a SKU; `null`: the plan does not cover it. */
  rateOf(sku: string): bigint | null;
}

export interface Commitments {
  readonly reservedInstances: readonly ReservedInstances[];
  readonly savingsPlans: readonly SavingsPlan[];
}

/** What pays for a part of the usage. */
export type PaidBy = 'zonal RI' | 'regional RI' | 'EC2 Instance SP' | 'Compute SP' | 'On-Demand';

/** A part of one usage and what pays for it. */
export interface PaidPart {
  /** Index among the hour's usage. */
  readonly usage: number;
  readonly paidBy: PaidBy;
  /** Index among the Reserved Instances or the Savings Plans; -1 for On-Demand. */
  readonly commitment: number;
  readonly units: Fraction;
  /** Nano-USD: the share of the commitment that it takes, or its On-Demand price. */
  readonly amount: bigint;
  /** Nano-USD: what it would cost On-Demand. */
  readonly onDemandAmount: bigint;
}

/** What an hour of one commitment costs, nano-USD; what is unused is lost (billing:S5). */
export interface CommitmentHour {
  readonly paid: bigint;
  readonly used: bigint;
  readonly unused: bigint;
}

/** Usage that nothing has paid for so far, by index. */
export type Unpaid = Fraction[];
