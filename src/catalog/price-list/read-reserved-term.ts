import { divideRounded, formatRate, parseRate } from '../../units/money.ts';
import { type CommitmentOffer, paymentOf } from '../commitments/commitment-price.ts';

/** What an hour of a Reserved Instance comes to. */
export interface ReservedPrice extends CommitmentOffer {
  /** ISO date from which it is sold so. */
  readonly from: string;
  /** USD an hour, the upfront payment spread over the term. */
  readonly price: string;
}

/** A Reserved term of an instance type; `null` where it is none that can be read (billing spec section 9). */
export function readReservedTerm(term: unknown): ReservedPrice | null {
  const { effectiveDate, priceDimensions, termAttributes } = (term ?? {}) as Record<string, unknown>;
  const { LeaseContractLength, OfferingClass, PurchaseOption } = (termAttributes ?? {}) as Record<
    string,
    unknown
  >;
  const from = String(effectiveDate).split('T')[0]!;
  const years = LEASES[String(LeaseContractLength)];
  const payment = paymentOf(PurchaseOption);
  const kind = OfferingClass === 'standard' || OfferingClass === 'convertible' ? OfferingClass : null;
  if (years === undefined || payment === null || kind === null || !DATE.test(from)) return null;
  let [upfront, hourly] = [0n, 0n];
  for (const dimension of Object.values((priceDimensions ?? {}) as object)) {
    const { unit, pricePerUnit } = (dimension ?? {}) as Record<string, unknown>;
    const usd = (pricePerUnit as { readonly USD?: unknown } | undefined)?.USD;
    if (typeof usd !== 'string' || !DECIMAL.test(usd)) return null;
    if (unit === 'Quantity') upfront += parseRate(usd);
    else if (unit === 'Hrs') hourly += parseRate(usd);
    else return null;
  }
  const price = hourly + divideRounded(upfront, BigInt(years) * HOURS_OF_A_YEAR);
  if (price === 0n) return null;
  return { kind, payment, term: years === 1 ? '1y' : '3y', from, price: formatRate(price) };
}

const LEASES: Readonly<Record<string, number>> = { '1yr': 1, '3yr': 3 };
const HOURS_OF_A_YEAR = 8760n;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DECIMAL = /^\d{1,12}(?:\.\d{1,20})?$/;
