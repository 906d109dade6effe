import { REGION_MODULES } from './data/regions.ts';
import { type Ec2SpotPrice, ec2SpotPrice } from './ec2-spot.ts';
import { type FargateSpotPrices, fargateSpotPrices } from './fargate-spot.ts';
import type { RegionFacts } from './region-facts.ts';

/** Prices of one region: On-Demand instances (Linux, shared tenancy), Fargate and Fargate Spot (Linux). */
export interface RegionPrices extends RegionFacts {
  readonly fargateSpot: FargateSpotPrices;
  readonly ec2: {
    /** USD an hour as a decimal string; `undefined` when the catalogue has no price for the type here. */
    hourlyPrice(type: string): string | undefined;
    /** The same on Spot. */
    spotPrice(type: string): Ec2SpotPrice | undefined;
    /** Every type with a price here. */
    readonly types: readonly string[];
  };
}

/** Every region that the catalogue has a price for. */
export const REGIONS: readonly string[] = Object.keys(REGION_MODULES);

/** The prices of a region; `null` when the catalogue does not know it. */
export async function loadRegionPrices(region: string): Promise<RegionPrices | null> {
  const load = Object.hasOwn(REGION_MODULES, region) ? REGION_MODULES[region] : undefined;
  if (load === undefined) return null;
  const { facts, furtherFargate, ec2 } = await load();
  const prices = new Map<string, string>();
  const spotPercents = new Map<string, number>();
  for (const line of ec2.trim().split('\n')) {
    const [type = '', price, percent] = line.split(' ');
    if (price === undefined) continue;
    prices.set(type, price);
    if (percent !== undefined) spotPercents.set(type, Number(percent));
  }
  return {
    ...facts,
    fargateSpot: fargateSpotPrices(facts.fargate, furtherFargate.spot),
    ec2: {
      hourlyPrice: (type) => prices.get(type),
      spotPrice(type) {
        const price = prices.get(type);
        return price === undefined ? undefined : ec2SpotPrice(price, spotPercents.get(type));
      },
      types: [...prices.keys()],
    },
  };
}
