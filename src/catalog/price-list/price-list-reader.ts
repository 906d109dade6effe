import { type CatalogueRow, tiersText } from '../user-catalogue/catalogue-row.ts';
import { CommitmentReader } from './commitment-reader.ts';
import { JsonWalker } from './json-walker.ts';
import { type PickedProduct, pickProduct } from './pick-product.ts';
import { PriceListError } from './price-list-error.ts';
import { type PriceListParts, PriceListVisitor } from './price-list-visitor.ts';
import { type ReadTerm, readTerm } from './read-term.ts';

/** What came of a price list: its prices, and of every other product why it gave none. */
export interface PriceListImport {
  readonly services: readonly string[];
  /** ISO date of the newest publication; `null` when the file says none. */
  readonly published: string | null;
  readonly rows: readonly CatalogueRow[];
  readonly regions: ReadonlyMap<string, RegionNames>;
  /** Products and rates of Savings Plans that were read: each gave a price or was rejected. */
  readonly products: number;
  /** Products that gave no price, by reason. */
  readonly rejected: ReadonlyMap<string, number>;
  /** Prices of Reserved Instances among the rows, which come with products. */
  readonly reservedPrices: number;
  /** Entries of Reserved terms that gave no price; they are no products. */
  readonly reservedTerms: number;
}

/** How a price list names a region. */
export interface RegionNames {
  readonly name: string;
  /** What stands before its usage types; empty when none was seen. */
  readonly prefix: string;
}

/**
 * Reads AWS's price lists byte by byte: an offer file (products, then terms), or answers of GetProducts, one product a
 * line or a page of them. Holds the products that may be billed here, and nothing else. `regions`: only these; all when
 * empty.
 */
export class PriceListReader implements PriceListParts {
  private readonly walker = new JsonWalker(new PriceListVisitor(this));
  private readonly wanted: ReadonlySet<string>;
  private readonly services = new Set<string>();
  private readonly regions = new Map<string, RegionNames>();
  private readonly waiting = new Map<string, PickedProduct>();
  private readonly rows = new Map<string, CatalogueRow>();
  private readonly rejected = new Map<string, number>();
  private published: string | null = null;
  private products = 0;
  private reservedTerms = 0;
  private reservedPrices = 0;
  private readonly commitments = new CommitmentReader();
  /** Instance types whose Reserved terms may still come, by SKU. */
  private readonly reservable = new Map<string, PickedProduct>();
  /** Whether the document has had its products; those of GetProducts have one each, whose terms may come first. */
  private hasProducts = false;
  private service: string | null = null;
  private single: Answer = { terms: [], reserved: [] };

  constructor(regions: readonly string[] = []) {
    this.wanted = new Set(regions);
  }

  /** Takes the next bytes. Throws PriceListError. */
  push(chunk: Uint8Array): void {
    this.walker.push(chunk);
  }

  /** Products so far. */
  get productsRead(): number {
    return this.products;
  }

  /** There are no more bytes. Throws PriceListError. */
  end(): PriceListImport {
    this.walker.end();
    if (this.products === 0) throw new PriceListError('the file', "a price list of AWS's", 'no product');
    const { services, published, regions, products, rejected, reservedTerms, reservedPrices } = this;
    return {
      services: [...services].sort(),
      published,
      rows: [...this.rows.values()],
      regions,
      products,
      rejected,
      reservedPrices,
      reservedTerms,
    };
  }

  heading(key: string, value: unknown): void {
    if ((key === 'offerCode' || key === 'serviceCode') && typeof value === 'string') {
      this.service = value;
      this.services.add(value);
    }
    if (key === 'publicationDate' && typeof value === 'string') {
      const [day = ''] = value.split('T');
      if (/^\d{4}-\d\d-\d\d$/.test(day) && (this.published === null || day > this.published))
        this.published = day;
    }
    if (key === 'product') this.single.product = value;
    if (key === 'formatVersion' && value !== 'v1.0')
      throw new PriceListError('formatVersion', 'v1.0', JSON.stringify(value).slice(0, 40));
  }

  /** A product of an offer file. */
  product(value: unknown): void {
    this.hasProducts = true;
    const picked = this.pick(value);
    if (picked === null) return;
    const { sku } = value as { readonly sku: string };
    if (this.waiting.has(sku)) this.reject('a SKU that was there before');
    else {
      this.waiting.set(sku, picked);
      if (picked.price.startsWith('ec2.')) this.reservable.set(sku, picked);
    }
    if (this.waiting.size > MOST_PRICES)
      throw new PriceListError(
        'products',
        `at most ${MOST_PRICES} that are billed here`,
        'more; name regions by --region',
      );
  }

  /** The On-Demand terms of a SKU of an offer file, or one term of a product of GetProducts. */
  onDemand(key: string, value: unknown): void {
    if (typeof value === 'object' && value !== null && 'priceDimensions' in value) {
      this.single.terms.push(value);
      if (this.single.terms.length > MOST_TERMS)
        throw new PriceListError('terms.OnDemand', `at most ${MOST_TERMS} terms of a product`, 'more');
      return;
    }
    if (!this.hasProducts) throw new PriceListError('terms', '`products` before `terms`', 'terms first');
    const picked = this.waiting.get(key);
    if (picked === undefined) return;
    this.waiting.delete(key);
    this.price(picked, Object.values((value ?? {}) as object));
  }

  /** Terms of a product that has been rejected need not be looked at. */
  wantsTerm(key: string): boolean {
    return !this.hasProducts || this.waiting.has(key);
  }

  reservedSkipped(): void {
    this.reservedTerms++;
  }

  wantsReserved(key: string): boolean {
    return !this.hasProducts || this.reservable.has(key);
  }

  reserved(key: string, value: unknown): void {
    if (!this.hasProducts) {
      this.single.reserved.push(value);
      if (this.single.reserved.length > MOST_TERMS)
        throw new PriceListError('terms.Reserved', `at most ${MOST_TERMS} terms of a product`, 'more');
      return;
    }
    const picked = this.reservable.get(key)!;
    this.reservable.delete(key);
    if (!this.addReserved(picked, Object.values((value ?? {}) as object))) this.reservedTerms++;
  }

  plan(value: unknown): void {
    this.hasProducts = true;
    this.commitments.plan(value);
  }

  planTerm(key: string, value: unknown): void {
    this.commitments.termKey(key, value);
  }

  planRate(value: unknown): void {
    this.products++;
    const row = this.commitments.rate(value);
    const reason =
      typeof row === 'string'
        ? row
        : this.wanted.size > 0 && !this.wanted.has(row.region)
          ? 'another region'
          : this.addRow(row);
    if (reason !== null) this.reject(reason);
  }

  /** A product of GetProducts as text or as an object. */
  answer(value: unknown): void {
    let parsed = value;
    if (typeof value === 'string') {
      try {
        parsed = JSON.parse(value);
      } catch {
        this.products++;
        this.reject('text that is no JSON');
        return;
      }
    }
    const { product, terms, serviceCode, publicationDate } = (parsed ?? {}) as Record<string, unknown>;
    if (serviceCode !== undefined) this.heading('serviceCode', serviceCode);
    if (publicationDate !== undefined) this.heading('publicationDate', publicationDate);
    const { OnDemand = {}, Reserved = {} } = (terms ?? {}) as Readonly<Record<string, object>>;
    this.single = {
      product: product ?? null,
      terms: Object.values(OnDemand ?? {}),
      reserved: Object.values(Reserved ?? {}),
    };
    this.documentEnded();
  }

  documentEnded(): void {
    const { product, terms, reserved } = this.single;
    this.single = { terms: [], reserved: [] };
    const picked = product === undefined ? null : this.pick(product);
    if (picked !== null) this.price(picked, terms);
    for (const term of reserved)
      if (picked === null || !this.addReserved(picked, [term])) this.reservedTerms++;
    this.reservable.clear();
    this.commitments.documentEnded();
    for (const _ of this.waiting) this.reject(NO_TERM);
    this.waiting.clear();
    this.hasProducts = false;
    this.service = null;
  }

  /** The price that a product is, counted; `null` for one that was rejected. */
  private pick(product: unknown): PickedProduct | null {
    this.products++;
    const picked = pickProduct(this.service ?? serviceOf(product), product);
    if (typeof picked === 'string') this.reject(picked);
    else if (this.wanted.size > 0 && !this.wanted.has(picked.region)) this.reject('another region');
    else return picked;
    return null;
  }

  private price(picked: PickedProduct, terms: readonly unknown[]): void {
    const [term] = terms;
    const read =
      term === undefined ? NO_TERM : terms.length > 1 ? 'several On-Demand terms' : readTerm(term, picked);
    const reason = typeof read === 'string' ? read : this.add(picked, read);
    if (reason !== null) this.reject(reason);
  }

  /** Why the price was not taken; `null` when it was. */
  private add(picked: PickedProduct, { from, tiers }: ReadTerm): string | null {
    const { region, price, unit } = picked;
    const reason = this.addRow({ region, price, from, unit, tiers });
    if (reason === null) this.nameRegion(picked);
    return reason;
  }

  /** Prices of Reserved Instances; false: there was none. */
  private addReserved(picked: PickedProduct, terms: readonly unknown[]): boolean {
    const rows = this.commitments.reserved(picked, terms).filter((row) => this.addRow(row) === null);
    this.reservedPrices += rows.length;
    return rows.length > 0;
  }

  private addRow(row: CatalogueRow): string | null {
    const key = `${row.region} ${row.price} ${row.from}`;
    const known = this.rows.get(key);
    if (known !== undefined)
      return tiersText(known.tiers) === tiersText(row.tiers)
        ? 'the same price again'
        : 'another price for what has one already (the first was kept)';
    this.rows.set(key, row);
    if (this.rows.size > MOST_PRICES)
      throw new PriceListError('the file', `at most ${MOST_PRICES} prices`, 'more; name regions by --region');
    return null;
  }

  private nameRegion({ region, location, prefix }: PickedProduct): void {
    const known = this.regions.get(region);
    if (known === undefined || (known.prefix === '' && prefix !== ''))
      this.regions.set(region, { name: location, prefix });
  }

  private reject(reason: string): void {
    this.rejected.set(reason, (this.rejected.get(reason) ?? 0) + 1);
  }
}

/** A product of GetProducts with its terms. */
interface Answer {
  product?: unknown;
  readonly terms: unknown[];
  readonly reserved: unknown[];
}

const NO_TERM = 'no On-Demand term';
/** Thirty regions with a thousand types and two operating systems have 60,000. */
const MOST_PRICES = 500_000;
/** AWS has one. */
const MOST_TERMS = 1000;

/** The service that a product itself names. */
function serviceOf(product: unknown): string {
  const { attributes } = (product ?? {}) as { readonly attributes?: { readonly servicecode?: unknown } };
  return String(attributes?.servicecode ?? '');
}
