import { formatRate, parseRate } from '../../units/money.ts';
import { type CommitmentOffer, commitmentPriceId, paymentOf } from '../commitments/commitment-price.ts';
import type { CatalogueRow } from '../user-catalogue/catalogue-row.ts';

/** A Savings Plan of an offer file, by its SKU; `null`: none for compute (billing spec section 9). */
export function readPlan(product: unknown): { readonly sku: string; readonly offer: CommitmentOffer } | null {
  const { sku, usageType, attributes } = (product ?? {}) as Record<string, unknown>;
  const { usageType: inside } = (attributes ?? {}) as Record<string, unknown>;
  const [, plan, years, way] = PLAN.exec(String(usageType ?? inside)) ?? [];
  const payment = paymentOf(way);
  if (typeof sku !== 'string' || payment === null) return null;
  const kind = plan === 'ComputeSP' ? 'Compute' : 'EC2Instance';
  return { sku, offer: { kind, term: years === '1' ? '1y' : '3y', payment } };
}

/** `ComputeSP:1yrNoUpfront`, `EU-EC2SP:m5.3yrAllUpfront`. */
const PLAN = /(?:^|-)(ComputeSP|EC2SP):(?:[a-z0-9-]+\.)?([13])yr([A-Za-z]+)$/;

/** What a plan asks for a SKU, or why that is no price here. */
export function readPlanRate(value: unknown, offer: CommitmentOffer, from: string): CatalogueRow | string {
  const rate = (value ?? {}) as Record<string, unknown>;
  const { price, currency } = (rate['discountedRate'] ?? {}) as Record<string, unknown>;
  const region = String(rate['discountedRegionCode']);
  const sku = skuOf(rate);
  if (!sku.startsWith(FOUND)) return sku;
  if (!REGION.test(region)) return 'not in a region: Local Zone, Wavelength, Outpost or edge';
  if (currency !== 'USD') return 'not in USD';
  if (typeof price !== 'string' || !DECIMAL.test(price)) return 'a price that is no number from 0 up';
  const amount = parseRate(price);
  if (amount === 0n) return 'a price of 0';
  return {
    region,
    price: commitmentPriceId(offer, sku.slice(FOUND.length)),
    from,
    unit: 'Hrs',
    tiers: [{ from: '0', price: formatRate(amount) }],
  };
}

const FOUND = 'sku ';
const REGION = /^[a-z]{2,3}(?:-[a-z]+)+-\d+$/;
const DECIMAL = /^\d{1,12}(?:\.\d{1,20})?$/;
const BOX = /^(?:[A-Z0-9]+-)?BoxUsage:([a-z0-9-]+\.[a-z0-9-]+)$/;
const FARGATE = /^(?:[A-Z0-9]+-)?Fargate-(ARM-)?(?:(vCPU-Hours):perCPU|GB-Hours)$/;

/** What the plan covers, as commitments know it here, behind `FOUND`; or why it is nothing that is billed here. */
function skuOf({
  discountedServiceCode,
  discountedUsageType,
  discountedOperation,
}: Record<string, unknown>): string {
  const usageType = String(discountedUsageType);
  if (discountedServiceCode === 'AmazonEC2') {
    const type = BOX.exec(usageType)?.[1];
    if (type === undefined) return 'a usage type that nothing here is billed by';
    if (discountedOperation === 'RunInstances') return `${FOUND}${type}`;
    if (discountedOperation === 'RunInstances:0002') return `${FOUND}${type}/Windows`;
    return 'another operating system or licence';
  }
  if (discountedServiceCode !== 'AmazonECS') return 'a service that has no plans here';
  const found = FARGATE.exec(usageType);
  if (found === null) return 'a usage type that nothing here is billed by';
  const [, arm, vcpu] = found;
  return `${FOUND}fargate.${vcpu === undefined ? 'gbHour' : 'vcpuHour'}/${arm === undefined ? 'X86_64' : 'ARM64'}`;
}
