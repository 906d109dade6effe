import { REGION_MODULES } from './data/regions.ts';
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
  readonly ec2: {
    /** USD an hour with Linux, as a decimal string; `undefined` when the catalogue has no price for the type here. */
    hourlyPrice(type: string): string | undefined;
    /** The same with Windows, its licence included (billing:E5). */
    windowsHourlyPrice(type: string): string | undefined;
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
  const [{ facts, furtherFargate, ec2 }, services, licences] = await Promise.all([
    load(),
    loadServicePrices(region),
    loadWindowsLicences(),
  ]);
  const prices = new Map(
    ec2
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ') as [string, string]),
  );
  return {
    ...facts,
    fargateSpot: fargateSpotPrices(facts.fargate, furtherFargate.spot),
    fargateWindows: furtherFargate.windows,
    fargateSavingsPlans: furtherFargate.computeSavingsPlans,
    services,
    ec2: {
      hourlyPrice: (type) => prices.get(type),
      windowsHourlyPrice: (type) => licences.withLicence(type, prices.get(type)),
      types: [...prices.keys()],
    },
  };
}
