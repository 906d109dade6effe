import type { JsonVisitor, Wish } from './json-walker.ts';

/** Who takes the parts of price lists as they are met. */
export interface PriceListParts {
  heading(key: string, value: unknown): void;
  product(value: unknown): void;
  wantsTerm(key: string): boolean;
  onDemand(key: string, value: unknown): void;
  reserved(): void;
  answer(value: unknown): void;
  documentEnded(): void;
}

/** Where what stands in the documents. */
export class PriceListVisitor implements JsonVisitor {
  private readonly parts: PriceListParts;

  constructor(parts: PriceListParts) {
    this.parts = parts;
  }

  wish([first, second, third]: readonly string[]): Wish {
    if (first === undefined) return 'enter';
    if (first === 'PriceList') return second === undefined ? 'enter' : 'take';
    if (first === 'products') return second === undefined ? 'enter' : 'take';
    if (first === 'terms') {
      if (second === undefined) return 'enter';
      if (second !== 'OnDemand' && second !== 'Reserved') return 'skip';
      if (third === undefined) return 'enter';
      return second === 'OnDemand' && this.parts.wantsTerm(third) ? 'take' : 'skip';
    }
    return HEADINGS.has(first) ? 'take' : 'skip';
  }

  taken([first, second, third]: readonly string[], value: unknown): void {
    if (first === 'products') this.parts.product(value);
    else if (first === 'terms' && second === 'OnDemand') this.parts.onDemand(third!, value);
    else if (first === 'PriceList') this.parts.answer(value);
    else this.parts.heading(first!, value);
  }

  skipped([first, second, third]: readonly string[]): void {
    if (first === 'terms' && second === 'Reserved' && third !== undefined) this.parts.reserved();
  }

  documentEnded(): void {
    this.parts.documentEnded();
  }
}

const HEADINGS: ReadonlySet<string> = new Set([
  'formatVersion',
  'offerCode',
  'serviceCode',
  'publicationDate',
  'product',
]);
