import { divideRounded, formatRate, parseRate } from '../../units/money.ts';
import type { ListPrice, PriceTier } from './list-price.ts';
import { isPriceName, PRICES, type PriceName } from './price-names.ts';

/** Prices of one region beside instances and Fargate: volumes, load balancers, network, monitoring, storage, keys. */
export interface ServicePrices {
  /** `null`: the catalogue does not know the price at all. */
  find(name: PriceName): ListPrice | null;
}

/** The region whose prices are known best. */
const HOME = 'us-east-1';

/**
 * What is known of a region by itself; else by a rule: gp3's IOPS and throughput go with its GB, and all else costs what
 * it costs in us-east-1. The rule is said with the price.
 */
export async function loadServicePrices(region: string): Promise<ServicePrices> {
  const { servicePrices, SOURCES } = await import('../data/service-prices.ts');
  const here = new Map<PriceName, ListPrice>();
  const home = new Map<PriceName, ListPrice>();
  for (const line of servicePrices.trim().split('\n')) {
    const [place, name, tiers, source] = line.split(' ') as [string, string, string, string];
    if ((place !== region && place !== HOME) || !isPriceName(name)) continue;
    const price: ListPrice = {
      unit: PRICES[name].unit,
      tiers: tiers.split(',').map(tierOf),
      asOf: SOURCES[source]?.date ?? null,
      source,
      rule: null,
    };
    if (place === region) here.set(name, price);
    if (place === HOME) home.set(name, price);
  }
  return { find: (name) => here.get(name) ?? derived(name, here, home) };
}

function derived(
  name: PriceName,
  here: ReadonlyMap<PriceName, ListPrice>,
  home: ReadonlyMap<PriceName, ListPrice>,
): ListPrice | null {
  const price = home.get(name);
  if (price === undefined) return null;
  const gb = here.get('ebs.gp3.gbMonth');
  if (gb === undefined || (name !== 'ebs.gp3.iopsMonth' && name !== 'ebs.gp3.mibpsMonth'))
    return { ...price, rule: `as in ${HOME}` };
  const [part, whole] = [gb, home.get('ebs.gp3.gbMonth')!].map(({ tiers }) => parseRate(tiers[0]!.price));
  const tiers = price.tiers.map((tier) => ({
    ...tier,
    price: formatRate(divideRounded(parseRate(tier.price) * part!, whole!)),
  }));
  return { ...price, tiers, rule: `as in ${HOME}, in step with the GB` };
}

function tierOf(text: string): PriceTier {
  const [from, price] = text.split(':') as [string, string];
  return { from, price };
}
