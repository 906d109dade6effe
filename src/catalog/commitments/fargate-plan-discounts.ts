import type { CommitmentPayment, CommitmentTerm } from './commitments.ts';

/**
 * What a Compute Savings Plan takes off Fargate's On-Demand price where its rate was not read in a price list (billing:S10,
 * AWSComputeSavingsPlan of us-east-1, 2026-09-25). From memory: the partial upfront ones, and on ARM all but NoUpfront.
 */
export const FARGATE_PLAN_DISCOUNTS: Readonly<
  Record<'X86_64' | 'ARM64', Readonly<Record<CommitmentTerm, Readonly<Record<CommitmentPayment, string>>>>>
> = {
  X86_64: {
    '1y': { NoUpfront: '0.2', PartialUpfront: '0.25', AllUpfront: '0.27' },
    '3y': { NoUpfront: '0.45', PartialUpfront: '0.5', AllUpfront: '0.52' },
  },
  ARM64: {
    '1y': { NoUpfront: '0.21', PartialUpfront: '0.25', AllUpfront: '0.27' },
    '3y': { NoUpfront: '0.46', PartialUpfront: '0.5', AllUpfront: '0.51' },
  },
};
