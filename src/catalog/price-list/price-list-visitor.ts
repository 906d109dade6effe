import type { JsonVisitor, Wish } from './json-walker.ts';

/** Who takes the parts of price lists as they are met. */
export interface PriceListParts {
  heading(key: string, value: unknown): void;
  product(value: unknown): void;
  wantsTerm(key: string): boolean;
  onDemand(key: string, value: unknown): void;
  /** A Reserved term of a product of GetProducts, or all of a SKU of an offer file. */
  reserved(key: string, value: unknown): void;
  /** One that nobody wanted. */
  reservedSkipped(): void;
  wantsReserved(key: string): boolean;
  /** A product of a file of Savings Plans, what a term of it says of itself, and one of its rates. */
  plan(value: unknown): void;
  planTerm(key: string, value: unknown): void;
  planRate(value: unknown): void;
  answer(value: unknown): void;
  documentEnded(): void;
}

/** Where what stands in the documents. */
export class PriceListVisitor implements JsonVisitor {
  private readonly parts: PriceListParts;

  constructor(parts: PriceListParts) {
    this.parts = parts;
  }

  wish([first, second, third, fourth, fifth]: readonly string[]): Wish {
    if (first === undefined) return 'enter';
    if (first === 'PriceList') return second === undefined ? 'enter' : 'take';
    if (first === 'products') return second === undefined ? 'enter' : 'take';
    if (first === 'terms') {
      if (second === undefined) return 'enter';
      if (second === SAVINGS_PLAN) {
        if (fourth === undefined || (fourth === 'rates' && fifth === undefined)) return 'enter';
        return fourth === 'rates' || TERM_KEYS.has(fourth) ? 'take' : 'skip';
      }
      if (second !== 'OnDemand' && second !== 'Reserved') return 'skip';
      if (third === undefined) return 'enter';
      const isWanted = second === 'OnDemand' ? this.parts.wantsTerm(third) : this.parts.wantsReserved(third);
      return isWanted ? 'take' : 'skip';
    }
    return HEADINGS.has(first) ? 'take' : 'skip';
  }

  taken([first, second, third, fourth]: readonly string[], value: unknown): void {
    if (first === 'products' && second === '*') this.parts.plan(value);
    else if (first === 'products') this.parts.product(value);
    else if (first === 'terms' && second === SAVINGS_PLAN)
      fourth === 'rates' ? this.parts.planRate(value) : this.parts.planTerm(fourth!, value);
    else if (first === 'terms' && second === 'Reserved') this.parts.reserved(third!, value);
    else if (first === 'terms' && second === 'OnDemand') this.parts.onDemand(third!, value);
    else if (first === 'PriceList') this.parts.answer(value);
    else this.parts.heading(first!, value);
  }

  skipped([first, second, third]: readonly string[]): void {
    if (first === 'terms' && second === 'Reserved' && third !== undefined) this.parts.reservedSkipped();
  }

  documentEnded(): void {
    this.parts.documentEnded();
  }
}

const SAVINGS_PLAN = 'savingsPlan';
const TERM_KEYS: ReadonlySet<string> = new Set(['sku', 'effectiveDate']);

const HEADINGS: ReadonlySet<string> = new Set([
  'formatVersion',
  'offerCode',
  'serviceCode',
  'publicationDate',
  'product',
]);
