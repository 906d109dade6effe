/** One line of an hour's bill: an hour of the clock, a SKU, a zone, a cluster and a capacity provider or launch type. */
export interface BillLine {
  /** Service code of AWS's price list, `AWSFargate`, or `Other` for machines that AWS does not rent. */
  readonly product: string;
  readonly usageType: string;
  /** Instances: what of their money tasks did not cause is idle. */
  readonly isInstance: boolean;
  /** Index of the Availability Zone and of the cluster; -1: of none. */
  readonly zone: number;
  readonly cluster: number;
  /** Empty for tasks with a launch type. */
  readonly capacityProvider: string;
  /** Empty for what is neither. */
  readonly launchType: 'EC2' | 'FARGATE' | '';
  /** `quantity / perUnit` units of `unit`. */
  readonly quantity: bigint;
  readonly perUnit: bigint;
  readonly unit: string;
  /** 1e-10 USD a unit. */
  readonly rate: bigint;
  /** Nano-USD. */
  readonly amount: bigint;
  /** FOCUS's word for how the price is made: Dynamic is Spot. */
  readonly pricingCategory: 'Standard' | 'Dynamic';
  /** What the same would cost On-Demand, nano-USD. */
  readonly onDemandAmount: bigint;
  /** Who caused it, in nano-USD; what is left of the amount nobody did. */
  readonly shares: readonly { readonly workload: number; readonly amount: bigint }[];
  /** Nano-USD paid for instances that were not taking tasks; 0 on Fargate. */
  readonly booting: bigint;
  readonly draining: bigint;
}

/** The lines of one hour of the clock, or of a part of it; hours that used the same have the same list. */
export interface BillHour {
  /** Milliseconds from the run's start. */
  readonly fromMs: number;
  readonly lines: readonly BillLine[];
}
