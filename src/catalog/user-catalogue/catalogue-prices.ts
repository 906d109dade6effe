import { commitmentPriceId } from '../commitments/commitment-price.ts';
import { ec2SpotPrice } from '../ec2-spot.ts';
import { fargateSpotPrices } from '../fargate-spot.ts';
import type { FargatePrices, FargateRate } from '../region-facts.ts';
import type { RegionPrices } from '../region-prices.ts';
import type { ListPrice } from '../services/list-price.ts';
import type { PriceId } from '../services/price-id.ts';
import { unitOf } from '../services/price-id.ts';
import type { PriceName } from '../services/price-names.ts';
import type { CatalogueRow } from './catalogue-row.ts';
import { rowsOfRegion, type UserCatalogue } from './user-catalogue.ts';

/** The newest price there is, whatever its date. */
export const NEWEST = '9999-12-31';

/**
 * A region's prices with those of a catalogue in place of the built-in ones, price by price, as they stood on a day (ISO).
 * What the catalogue has only from a later day on counts before it, too: an offer file says since when AWS publishes a price,
 * not since when it asks for it.
 */
export function pricesWithCatalogue(
  builtIn: RegionPrices,
  catalogue: UserCatalogue,
  day: string,
): RegionPrices {
  const byPrice = rowsOfRegion(catalogue, builtIn.region);
  const find = (id: PriceId): CatalogueRow | null => rowAt(byPrice.get(id), day);
  const price = (id: PriceId): string | undefined => find(id)?.tiers[0]?.price;
  const fargate = fargateOf(builtIn.fargate, price);
  const instances = [...byPrice.keys()]
    .filter((id) => id.startsWith(LINUX))
    .map((id) => id.slice(LINUX.length));
  const { ec2, services } = builtIn;
  const names = Object.hasOwn(catalogue.regions, builtIn.region) ? catalogue.regions[builtIn.region]! : null;
  const isBuiltIn = builtIn.usagePrefix.fargate !== '';
  return {
    ...builtIn,
    ...(names === null || isBuiltIn
      ? {}
      : { regionName: names.name, usagePrefix: { ec2: names.prefix, fargate: names.prefix } }),
    commitmentPrice: (offer, sku) =>
      price(commitmentPriceId(offer, sku)) ?? builtIn.commitmentPrice(offer, sku),
    ec2AsOf: newestOf([...byPrice.keys()], 'ec2.', find) ?? builtIn.ec2AsOf,
    fargateAsOf: newestOf([...byPrice.keys()], 'fargate.', find) ?? builtIn.fargateAsOf,
    fargate,
    fargateSpot: builtIn.fargate === null ? fargateSpotPrices(fargate, []) : builtIn.fargateSpot,
    fargateWindows: windowsOf(builtIn.fargateWindows, price),
    ec2: {
      windowsAsOf: ec2.windowsAsOf,
      types: [...new Set([...ec2.types, ...instances])],
      hourlyPrice: (type) => price(`ec2.linux:${type}`) ?? ec2.hourlyPrice(type),
      windowsHourlyPrice: (type) => price(`ec2.windows:${type}`) ?? ec2.windowsHourlyPrice(type),
      spotPercent: (type) => ec2.spotPercent(type),
      spotPrice(type) {
        const onDemand = price(`ec2.linux:${type}`) ?? ec2.hourlyPrice(type);
        return onDemand === undefined ? undefined : ec2SpotPrice(onDemand, ec2.spotPercent(type));
      },
    },
    services: {
      find(name: PriceName): ListPrice | null {
        const row = find(name);
        if (row === null) return services.find(name);
        return { unit: unitOf(name), tiers: row.tiers, asOf: row.from, source: 'catalogue', rule: null };
      },
    },
  };
}

/** The days on which prices of a region change, after a first one that counts from the beginning. */
export function changeDays(catalogue: UserCatalogue, region: string): readonly string[] {
  const days = new Set<string>();
  for (const rows of rowsOfRegion(catalogue, region).values())
    for (const { from } of rows.slice(1)) days.add(from);
  return [...days].sort();
}

const LINUX = 'ec2.linux:';

/** Of the rows of one price, oldest first, the one that counts on a day. */
export function rowAt(rows: readonly CatalogueRow[] | undefined, day: string): CatalogueRow | null {
  if (rows === undefined) return null;
  return rows.findLast(({ from }) => from <= day) ?? rows[0]!;
}

type Price = (id: PriceId) => string | undefined;

function fargateOf(builtIn: FargatePrices | null, price: Price): FargatePrices | null {
  const x86 = rateOf(price('fargate.vcpuHour'), price('fargate.gbHour')) ?? builtIn?.X86_64;
  if (x86 === undefined) return null;
  const storage = price('fargate.ephemeralGbHour');
  return {
    X86_64: x86,
    ARM64: rateOf(price('fargate.arm.vcpuHour'), price('fargate.arm.gbHour')) ?? builtIn?.ARM64 ?? null,
    ephemeralGbHour: storage ?? builtIn?.ephemeralGbHour ?? null,
    ephemeralDerived: storage === undefined && (builtIn?.ephemeralDerived ?? false),
  };
}

function windowsOf(builtIn: RegionPrices['fargateWindows'], price: Price): RegionPrices['fargateWindows'] {
  const rate = rateOf(price('fargate.windows.vcpuHour'), price('fargate.windows.gbHour'));
  const osVcpuHour = price('fargate.windows.osVcpuHour') ?? builtIn?.osVcpuHour;
  return rate === null || osVcpuHour === undefined ? builtIn : { ...rate, osVcpuHour };
}

/** Both halves, or neither: a vCPU of one day and a GB of another are no price. */
function rateOf(vcpuHour: string | undefined, gbHour: string | undefined): FargateRate | null {
  if (vcpuHour === undefined || gbHour === undefined) return null;
  return { vcpuHour, gbHour, derived: false };
}

function newestOf(
  ids: readonly PriceId[],
  start: string,
  find: (id: PriceId) => CatalogueRow | null,
): string | null {
  return ids
    .filter((id) => id.startsWith(start))
    .reduce<string | null>((newest, id) => {
      const { from } = find(id)!;
      return newest === null || from > newest ? from : newest;
    }, null);
}
