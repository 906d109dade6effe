/** What the bill is made by. */
export interface PricingSpec {
  /** Parts of an instance's money that its CPU and its memory stand for. */
  readonly splitCostWeights: { readonly cpu: number; readonly memory: number };
  /** Whether what AWS gives free in a month is taken off. */
  readonly freeTier: boolean;
  readonly savingsPlans: readonly SavingsPlanSpec[];
  readonly reservedInstances: readonly ReservedInstancesSpec[];
  /** Parts of the list price that a contract takes off: by product, and of all that is not named. */
  readonly discount: { readonly byProduct: Readonly<Record<string, number>>; readonly others: number };
  readonly otherUsage: OtherUsageSpec;
}

/** What the account uses beside the run, each month anew. */
export interface OtherUsageSpec {
  /** By the name of a price in the catalogue, units of it a month. */
  readonly metered: readonly { readonly price: string; readonly units: number }[];
  /** USD an hour that others take of each Savings Plan before the run does, as a decimal string, by place. */
  readonly savingsPlans: readonly string[];
}

/** A Savings Plan that was bought before the run (billing:S6 to S9). */
export interface SavingsPlanSpec {
  readonly type: 'Compute' | 'EC2Instance';
  /** USD as a decimal string. */
  readonly hourlyCommitment: string;
  readonly term: '1y' | '3y';
  readonly payment: 'NoUpfront' | 'PartialUpfront' | 'AllUpfront';
  /** `null`: of a Compute plan. */
  readonly instanceFamily: string | null;
}

/** Reserved Instances that were bought before the run (billing:S2, S3). */
export interface ReservedInstancesSpec {
  readonly instanceType: string;
  readonly count: number;
  readonly term: '1y' | '3y';
  readonly payment: 'NoUpfront' | 'PartialUpfront' | 'AllUpfront';
  readonly offeringClass: 'standard' | 'convertible';
  /** `null`: regional. */
  readonly availabilityZone: string | null;
  readonly productDescription: 'Linux/UNIX' | 'Windows';
  /** USD of an hour as a decimal string, upfront payments spread; `null`: the catalogue's. */
  readonly hourlyPrice: string | null;
}
