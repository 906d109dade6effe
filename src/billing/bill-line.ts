/** What is On-Demand and can be covered by a Savings Plan or a Reserved Instance (billing:S6, S7). */
export interface CommittableSku {
  readonly sku: string;
  /** `null`: Fargate. */
  readonly instance: { readonly type: string; readonly platform: string } | null;
}

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
  /** Nano-USD: what it costs in the end, commitments and upfront payments spread over what used them. */
  readonly amount: bigint;
  /** Nano-USD that the invoice asks for: nothing for what a commitment covers. */
  readonly billed: bigint;
  /** Nano-USD at the public price that holds for it: On-Demand, or Spot. */
  readonly list: bigint;
  /** The same at the negotiated price. */
  readonly contracted: bigint;
  /** What a contract takes off list prices, in millionths; nothing where it is not said. */
  readonly discount?: number;
  /** FOCUS's word for how the price is made: Dynamic is Spot. */
  readonly pricingCategory: 'Standard' | 'Dynamic' | 'Committed';
  /** What commitments know it by; `null`: none applies to it. */
  readonly sku: CommittableSku | null;
  /** The commitment that it is about, by index, and how; `null`: none. */
  readonly commitment: { readonly index: number; readonly status: 'Used' | 'Unused' | 'Purchase' } | null;
  /** What the same would cost On-Demand, nano-USD. */
  readonly onDemandAmount: bigint;
  /** Who caused it, in nano-USD; what is left of the amount nobody did. */
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
