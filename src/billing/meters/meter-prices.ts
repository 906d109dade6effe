import { FREE_TIERS, type FreeTierName } from '../../catalog/services/free-tiers.ts';
import { PRICES, type PriceName } from '../../catalog/services/price-names.ts';
import type { ServicePrices } from '../../catalog/services/service-prices.ts';
import { assert } from '../../kernel/assert.ts';
import { parseRate } from '../../units/money.ts';
import type { MeterPrice } from './metered-lines.ts';
import type { MeterName } from './registry.ts';

/** What stands for the region before usage types: of most services, and of those that say it in us-east-1, too (billing spec section 9). */
interface UsagePrefix {
  readonly ec2: string;
  readonly fargate: string;
}

/** Services whose usage types have the prefix of Fargate. */
const ALWAYS_PREFIXED: readonly string[] = ['AmazonECS', 'AmazonVPC', 'awswaf'];

/** What meters cost by a region's catalogue, ready to be multiplied; `freeTiers`: whether what is free in a month is taken off. */
export function meterPrices(
  services: ServicePrices,
  prefix: UsagePrefix,
  freeTiers: boolean,
): (meter: MeterName) => MeterPrice {
  const known = new Map<MeterName, MeterPrice>();
  return (meter) => {
    const price = known.get(meter) ?? priceOf(meter, services, prefix, freeTiers);
    known.set(meter, price);
    return price;
  };
}

function priceOf(
  meter: MeterName,
  services: ServicePrices,
  prefix: UsagePrefix,
  freeTiers: boolean,
): MeterPrice {
  const price = services.find(meter);
  assert(price !== null, `a run with ${meter} began without a price for it`);
  const { services: codes, usageType } = PRICES[meter];
  const product = codes[0]!;
  return {
    product,
    // Where AWS's word is not known, the name of the price stands.
    usageType: `${ALWAYS_PREFIXED.includes(product) ? prefix.fargate : prefix.ec2}${usageType ?? meter}`,
    unit: price.unit,
    tiers: price.tiers.map((tier) => ({ from: BigInt(tier.from), rate: parseRate(tier.price) })),
    freeUnits: freeTiers && isFreeOfAccount(meter) ? FREE_TIERS[meter] : 0,
  };
}

/** What every account has free each month; gp3's parts are of each volume, those of load balancers of new customers only. */
function isFreeOfAccount(price: PriceName): price is FreeTierName {
  return Object.hasOwn(FREE_TIERS, price) && !/^(?:ebs|alb)\./.test(price);
}
