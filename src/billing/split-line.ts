import type { BillLine } from './bill-line.ts';
import { shareOut } from './share-out.ts';

/** What of a line differs in a part of it. */
type Part = Pick<BillLine, 'amount' | 'billed' | 'contracted' | 'onDemandAmount'> &
  Partial<Pick<BillLine, 'quantity' | 'perUnit' | 'list' | 'discount' | 'pricingCategory' | 'commitment'>>;

/** A part of a line at a price of its own: whoever caused the line causes the same shares of it. */
export function partOfLine(line: BillLine, part: Part): BillLine {
  const { shares, booting, draining, warmPool, amount } = line;
  const caused = shares.map((share) => share.amount);
  const rest = amount - booting - draining - warmPool - caused.reduce((sum, one) => sum + one, 0n);
  const amounts = shareOut(part.amount, [...caused, booting, draining, warmPool, rest]);
  return {
    ...line,
    ...part,
    shares: shares.map(({ workload }, i) => ({ workload, amount: amounts[i]! })),
    booting: amounts[shares.length]!,
    draining: amounts[shares.length + 1]!,
    warmPool: amounts[shares.length + 2]!,
  };
}
