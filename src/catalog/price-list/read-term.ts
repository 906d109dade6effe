import { divideRounded, formatRate, parseRate } from '../../units/money.ts';
import type { PriceTier } from '../services/list-price.ts';
import type { PickedProduct } from './pick-product.ts';

/** What an On-Demand term asks for a product. */
export interface ReadTerm {
  /** ISO date from which it holds. */
  readonly from: string;
  readonly tiers: readonly PriceTier[];
}

/** An On-Demand term of a product, or why it gives no price (billing:9). */
export function readTerm(
  term: unknown,
  { unit, unitsIn }: Pick<PickedProduct, 'unit' | 'unitsIn'>,
): ReadTerm | string {
  if (!isTerm(term)) return 'a term without price dimensions';
  const [from = ''] = term.effectiveDate.split('T');
  if (!/^\d{4}-\d\d-\d\d$/.test(from)) return 'a term without an effective date';
  const slices = Object.values(term.priceDimensions).map((dimension) => readDimension(dimension));
  const wrong = slices.find((slice) => typeof slice === 'string');
  if (wrong !== undefined) return wrong;
  const tiers = (slices as Slice[]).sort((a, b) => Number(a.begin) - Number(b.begin));
  if (tiers.length === 0) return 'a term without price dimensions';
  const wanted = unitsIn?.unit ?? unit;
  const other = tiers.find((tier) => !isSameUnit(tier.unit, wanted));
  if (other !== undefined) return `unit "${other.unit.slice(0, 30)}" where "${wanted}" was expected`;
  if (!areContiguous(tiers)) return 'tiers that do not follow on one another';
  if (tiers.every(({ rate }) => rate === 0n)) return 'a price of 0';
  const count = BigInt(unitsIn?.count ?? 1);
  return {
    from,
    tiers: tiers.map(({ begin, rate }) => ({ from: begin, price: formatRate(divideRounded(rate, count)) })),
  };
}

interface Slice {
  readonly begin: string;
  readonly end: string;
  readonly unit: string;
  readonly rate: bigint;
}

function readDimension(dimension: unknown): Slice | string {
  if (typeof dimension !== 'object' || dimension === null) return 'a term without price dimensions';
  const { beginRange = '0', endRange = 'Inf', unit, pricePerUnit } = dimension as Record<string, unknown>;
  const usd = (pricePerUnit as { readonly USD?: unknown } | undefined)?.USD;
  if (typeof unit !== 'string') return 'a price without a unit';
  if (usd === undefined) return 'not in USD';
  if (typeof usd !== 'string' || !DECIMAL.test(usd)) return 'a price that is no number from 0 up';
  if (!isEdge(beginRange) || !(isEdge(endRange) || endRange === 'Inf')) return 'tiers without edges';
  return { begin: beginRange, end: endRange, unit, rate: parseRate(usd) };
}

const DECIMAL = /^\d{1,12}(?:\.\d{1,20})?(?:[eE]-\d{1,2})?$/;

function isEdge(text: unknown): text is string {
  return typeof text === 'string' && /^\d{1,18}(?:\.\d{1,10})?$/.test(text);
}

function areContiguous(tiers: readonly Slice[]): boolean {
  return (
    Number(tiers[0]!.begin) === 0 &&
    tiers.at(-1)!.end === 'Inf' &&
    tiers.every(({ end }, i) => i === tiers.length - 1 || Number(end) === Number(tiers[i + 1]!.begin))
  );
}

/** Units by which time and bytes are counted must agree; of things AWS's words change from file to file. */
function isSameUnit(given: string, wanted: string): boolean {
  const kind = kindOf(wanted);
  return kind === null || kindOf(given) === kind;
}

const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['hour', /^(?:hrs?|hours?|lcu-h(?:rs|ours)|vcpu-hours?|dsu-h(?:rs|ours))$/i],
  ['GB-month', /^gb-mo(?:nths?)?$/i],
  ['GB', /^(?:gb|gigabytes?)$/i],
  ['IOPS-month', /^iops-mo(?:nths?)?$/i],
  ['GiBps-month', /^gibps-mo(?:nths?)?$/i],
];

function kindOf(unit: string): string | null {
  return KINDS.find(([, words]) => words.test(unit))?.[0] ?? null;
}

function isTerm(value: unknown): value is {
  readonly effectiveDate: string;
  readonly priceDimensions: Readonly<Record<string, unknown>>;
} {
  if (typeof value !== 'object' || value === null) return false;
  const { effectiveDate, priceDimensions } = value as Record<string, unknown>;
  return typeof effectiveDate === 'string' && typeof priceDimensions === 'object' && priceDimensions !== null;
}
