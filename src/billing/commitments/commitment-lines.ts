import type { CommittedHour } from './apply-commitments.ts';
import type { CommitmentHour } from './commitment.ts';
import type { Fraction } from './fraction.ts';

/** A row of an hour under commitments, with FOCUS's words (billing spec section 10); nano-USD. */
export interface CommitmentLine {
  readonly chargeCategory: 'Usage' | 'Purchase';
  readonly pricingCategory: 'Standard' | 'Committed';
  /** Index of the usage; -1 for a purchase and for what is unused. */
  readonly usage: number;
  readonly units: Fraction | null;
  readonly commitment: CommitmentName | null;
  readonly status: 'Used' | 'Unused' | null;
  /** Of usage what it would cost On-Demand; a purchase has its own, so that sums leave out the one or the other. */
  readonly listCost: bigint;
  /** What the invoice asks for: nothing for usage that a commitment covers. */
  readonly billedCost: bigint;
  /** The commitment spread over what used it. */
  readonly effectiveCost: bigint;
}

export interface CommitmentName {
  readonly kind: 'Savings Plan' | 'Reserved Instance';
  readonly index: number;
}

/**
 * The rows of an hour: usage by what pays for it, each commitment's purchase, and what of it is unused. Billed and
 * effective costs both add up to what the hour costs (billing:S5).
 */
export function commitmentLines({ parts, reservedInstances, savingsPlans }: CommittedHour): CommitmentLine[] {
  const covered = parts.map(
    ({ usage, units, paidBy, commitment, amount, onDemandAmount }): CommitmentLine => {
      const row = { chargeCategory: 'Usage', usage, units, listCost: onDemandAmount } as const;
      if (paidBy === 'On-Demand')
        return {
          ...row,
          pricingCategory: 'Standard',
          commitment: null,
          status: null,
          billedCost: amount,
          effectiveCost: amount,
        };
      const kind = paidBy.endsWith('RI') ? 'Reserved Instance' : 'Savings Plan';
      return {
        ...row,
        pricingCategory: 'Committed',
        commitment: { kind, index: commitment },
        status: 'Used',
        billedCost: 0n,
        effectiveCost: amount,
      };
    },
  );
  return [
    ...covered,
    ...reservedInstances.flatMap((hour, index) => ownLines({ kind: 'Reserved Instance', index }, hour)),
    ...savingsPlans.flatMap((hour, index) => ownLines({ kind: 'Savings Plan', index }, hour)),
  ];
}

/** What a commitment asks for whatever uses it, and what nothing uses. */
function ownLines(commitment: CommitmentName, { paid, unused }: CommitmentHour): CommitmentLine[] {
  const row = { pricingCategory: 'Committed', usage: -1, units: null, commitment } as const;
  const purchase: CommitmentLine = {
    ...row,
    chargeCategory: 'Purchase',
    status: null,
    listCost: paid,
    billedCost: paid,
    effectiveCost: 0n,
  };
  if (unused === 0n) return [purchase];
  return [
    purchase,
    {
      ...row,
      chargeCategory: 'Usage',
      status: 'Unused',
      listCost: 0n,
      billedCost: 0n,
      effectiveCost: unused,
    },
  ];
}
