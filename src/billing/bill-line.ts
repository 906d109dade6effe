/** One line of an hour's bill: an hour of the clock, a SKU, a zone, a cluster and a capacity provider or launch type. */
export interface BillLine {
  readonly product: 'AmazonEC2' | 'AWSFargate' | 'Other';
  readonly usageType: string;
  /** Index of the Availability Zone and of the cluster. */
  readonly zone: number;
  readonly cluster: number;
  /** Empty for tasks with a launch type. */
  readonly capacityProvider: string;
  readonly launchType: 'EC2' | 'FARGATE';
  /** `quantity / perUnit` units of `unit`. */
  readonly quantity: bigint;
  readonly perUnit: bigint;
  readonly unit: 'vCPU-Hours' | 'GB-Hours' | 'Hrs';
  /** 1e-10 USD a unit. */
  readonly rate: bigint;
  /** Nano-USD. */
  readonly amount: bigint;
  /** FOCUS's word for how the price is made: Dynamic is Spot. */
  readonly pricingCategory: 'Standard' | 'Dynamic';
  /** What the same would cost On-Demand, nano-USD. */
  readonly onDemandAmount: bigint;
  /** Who caused it, in nano-USD; what is left of the amount is idle. */
  readonly shares: readonly { readonly workload: number; readonly amount: bigint }[];
  /** Nano-USD paid for instances that were not taking tasks; 0 on Fargate. */
  readonly booting: bigint;
  readonly draining: bigint;
  readonly warmPool: bigint;
}

/** The lines of one hour of the clock, or of a part of it; hours that used the same have the same list. */
export interface BillHour {
  /** Milliseconds from the run's start. */
  readonly fromMs: number;
  readonly lines: readonly BillLine[];
}
