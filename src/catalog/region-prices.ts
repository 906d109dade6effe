import type { CommitmentOffer } from './commitments/commitment-price.ts';
import { fargateSavingsPlanRate } from './commitments/commitments.ts';
import { REGION_MODULES } from './data/regions.ts';
import { type Ec2SpotPrice, ec2SpotPrice } from './ec2-spot.ts';
import { type FargateSpotPrices, fargateSpotPrices } from './fargate-spot.ts';
import type { FurtherFargatePrices, RegionFacts } from './region-facts.ts';
import { loadServicePrices, type ServicePrices } from './services/service-prices.ts';
import { loadWindowsLicences } from './windows-licences.ts';

/** Prices of one region: On-Demand instances (shared tenancy), Fargate, and the services beside them. */
export interface RegionPrices extends RegionFacts {
  readonly fargateSpot: FargateSpotPrices;
  /** `null`: unknown, as Fargate is. */
  readonly fargateWindows: FurtherFargatePrices['windows'];
  readonly fargateSavingsPlans: FurtherFargatePrices['computeSavingsPlans'];
  readonly services: ServicePrices;
  /** What a commitment asks by the hour, where a price list of AWS's says it; else it is worked out from discounts. */
  commitmentPrice(offer: CommitmentOffer, sku: string): string | undefined;
  readonly ec2: {
    /** USD an hour with Linux, as a decimal string; `undefined` when the catalogue has no price for the type here. */
    hourlyPrice(type: string): string | undefined;
    /** The same with Windows, its licence included (billing:E5). */
    windowsHourlyPrice(type: string): string | undefined;
    /** ISO date of the licences; empty where there are none. */
    readonly windowsAsOf: string;
    /** The same on Spot. */
    spotPrice(type: string): Ec2SpotPrice | undefined;
    /** Percent of the On-Demand price that Spot cost; `undefined`: not known. */
    spotPercent(type: string): number | undefined;
    /** Every type with a price here. */
    readonly types: readonly string[];
  };
}

/** Every region that the catalogue has a price for. */
export const REGIONS: readonly string[] = Object.keys(REGION_MODULES);

/** A region that the catalogue knows nothing of: its services as by rule, and neither instances nor Fargate. */
export async function loadUnknownRegion(region: string): Promise<RegionPrices> {
  return {
    region,
    regionName: region,
    usagePrefix: { ec2: '', fargate: '' },
    ec2AsOf: '',
    ec2SpotAsOf: '',
    fargateAsOf: '',
    fargate: null,
    fargateSpot: fargateSpotPrices(null, []),
    fargateWindows: null,
    fargateSavingsPlans: [],
    services: await loadServicePrices(region),
    commitmentPrice: () => undefined,
    ec2: {
      hourlyPrice: () => undefined,
      windowsHourlyPrice: () => undefined,
      windowsAsOf: '',
      spotPrice: () => undefined,
      spotPercent: () => undefined,
      types: [],
    },
  };
}

/** The region whose Savings Plans were read in AWS's price list. */
const HOME = 'us-east-1';

/** Savings Plans of Fargate: those that were read, else by the discounts of the region that has them. */
async function fargatePlans(
  facts: RegionFacts,
  { computeSavingsPlans: known }: FurtherFargatePrices,
): Promise<FurtherFargatePrices['computeSavingsPlans']> {
  if (known.length > 0) return known;
  const home = await REGION_MODULES[HOME]!();
  const of = { fargate: home.facts.fargate, fargateSavingsPlans: home.furtherFargate.computeSavingsPlans };
  return of.fargateSavingsPlans.flatMap((plan) => {
    const rate = fargateSavingsPlanRate(facts, of, plan.architecture, plan.term, plan.payment);
    return rate === null ? [] : [{ ...plan, ...rate }];
  });
}

/** The prices of a region; `null` when the catalogue does not know it. */
export async function loadRegionPrices(region: string): Promise<RegionPrices | null> {
  const load = Object.hasOwn(REGION_MODULES, region) ? REGION_MODULES[region] : undefined;
  if (load === undefined) return null;
  const [{ facts, furtherFargate, ec2 }, services, licences] = await Promise.all([
    load(),
    loadServicePrices(region),
    loadWindowsLicences(),
  ]);
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
    fargateWindows: furtherFargate.windows,
    fargateSavingsPlans: await fargatePlans(facts, furtherFargate),
    services,
    commitmentPrice: () => undefined,
    ec2: {
      hourlyPrice: (type) => prices.get(type),
      windowsHourlyPrice: (type) => licences.withLicence(type, prices.get(type)),
      windowsAsOf: licences.asOf,
      spotPrice(type) {
        const price = prices.get(type);
        return price === undefined ? undefined : ec2SpotPrice(price, spotPercents.get(type));
      },
      spotPercent: (type) => spotPercents.get(type),
      types: [...prices.keys()],
    },
  };
}
