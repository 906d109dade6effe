import type { Commitments } from './commitment.ts';

/** A commitment as the bill prints it. */
export interface CommitmentTerms {
  /** `compute-savings-plan-1`. */
  readonly id: string;
  readonly name: string;
  readonly type: 'Compute Savings Plan' | 'EC2 Instance Savings Plan' | 'Reserved Instance';
  /** Service code that the purchase is on. */
  readonly product: string;
  /** Part of what an hour of it costs that is paid by the hour, in hundredths; the rest was paid upfront. */
  readonly hourlyPercent: bigint;
}

/** The commitments of a run, ready to be applied; Reserved Instances come first among the terms, then Savings Plans. */
export interface OpenCommitments {
  readonly commitments: Commitments;
  readonly terms: readonly CommitmentTerms[];
  readonly region: string;
}
