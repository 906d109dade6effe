import { type CommitmentOffer, commitmentPriceId } from '../commitments/commitment-price.ts';
import type { CatalogueRow } from '../user-catalogue/catalogue-row.ts';
import type { PickedProduct } from './pick-product.ts';
import { readPlan, readPlanRate } from './read-plan-rate.ts';
import { readReservedTerm } from './read-reserved-term.ts';

/** Reads what price lists ask for commitments: terms of Savings Plans rate by rate, and Reserved terms of instance types. */
export class CommitmentReader {
  private readonly plans = new Map<string, CommitmentOffer>();
  private term: { readonly offer: CommitmentOffer | null; readonly from: string } = NO_TERM;

  /** A product of a file of Savings Plans. */
  plan(value: unknown): void {
    const plan = readPlan(value);
    if (plan !== null) this.plans.set(plan.sku, plan.offer);
  }

  /** What a term says of itself, before its rates; a new SKU begins the next one. */
  termKey(key: string, value: unknown): void {
    if (key === 'sku') this.term = { offer: this.plans.get(String(value)) ?? null, from: '' };
    if (key === 'effectiveDate') this.term = { ...this.term, from: String(value).split('T')[0]! };
  }

  /** One of its rates, or why it is no price here. */
  rate(value: unknown): CatalogueRow | string {
    const { offer, from } = this.term;
    if (offer === null) return 'of a plan that the file does not describe, or not for compute';
    if (!DATE.test(from)) return 'a term without an effective date';
    return readPlanRate(value, offer, from);
  }

  /** What the Reserved terms of an instance type ask. */
  reserved({ region, price }: PickedProduct, terms: readonly unknown[]): CatalogueRow[] {
    const [, platform, type] = INSTANCE.exec(price) ?? [];
    if (type === undefined) return [];
    const sku = platform === 'windows' ? `${type}/Windows` : type;
    return terms.flatMap((term): CatalogueRow[] => {
      const read = readReservedTerm(term);
      if (read === null) return [];
      const tiers = [{ from: '0', price: read.price }];
      return [{ region, price: commitmentPriceId(read, sku), from: read.from, unit: 'Hrs', tiers }];
    });
  }

  documentEnded(): void {
    this.plans.clear();
    this.term = NO_TERM;
  }
}

const NO_TERM = { offer: null, from: '' };
const INSTANCE = /^ec2\.(linux|windows):(.+)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
