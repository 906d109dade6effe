import { divideRounded } from '../units/money.ts';
import type { BillLine } from './bill-line.ts';
import type { CommitmentTerms } from './commitments/open-commitments.ts';
import { partOfLine } from './split-line.ts';

/** Negotiated discounts off the list price, in millionths: of one product, and of all that has none of its own. */
export interface Discounts {
  readonly byProduct: ReadonlyMap<string, number>;
  readonly others: number;
}

const MILLION = 1_000_000n;

/** Lines at negotiated prices; machines that AWS does not rent cost what the scenario says. */
export function discountLines(
  lines: readonly BillLine[],
  { byProduct, others }: Discounts,
  commitments: readonly CommitmentTerms[],
): BillLine[] {
  const discountOf = (product: string) => (product === 'Other' ? 0 : (byProduct.get(product) ?? others));
  return lines.map((line) => {
    const discount = discountOf(line.product);
    // What a commitment covers costs a part of the commitment, whatever is taken off that.
    const payer = line.commitment === null ? line.product : commitments[line.commitment.index]!.product;
    const paid = discountOf(payer);
    if (discount === 0 && paid === 0) return line;
    return partOfLine(line, {
      amount: less(line.amount, paid),
      billed: less(line.billed, paid),
      contracted: less(line.contracted, discount),
      onDemandAmount: less(line.onDemandAmount, discount),
      discount,
    });
  });
}

function less(amount: bigint, discount: number): bigint {
  return divideRounded(amount * (MILLION - BigInt(discount)), MILLION);
}
