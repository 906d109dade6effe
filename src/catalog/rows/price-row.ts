import type { RegionPrices } from '../region-prices.ts';
import type { ListPrice } from '../services/list-price.ts';
import { isPriceId, serviceOf } from '../services/price-id.ts';
import { PRICE_NAMES, PRICES } from '../services/price-names.ts';
import { rowAt } from '../user-catalogue/catalogue-prices.ts';
import { rowsOfRegion, type UserCatalogue } from '../user-catalogue/user-catalogue.ts';

/** A price of a region as it is shown: whatever gives it. */
export interface PriceRow extends ListPrice {
  /** A price's id, or `fargate.spot.…`, which no price list has. */
  readonly id: string;
  readonly service: string;
  /** Of the price list, without the region's prefix; `null` where it is not known. */
  readonly usageType: string | null;
}

/** All prices of a region: the built-in ones, and in their place those of a catalogue as they stood on a day. */
export function priceRows(
  builtIn: RegionPrices,
  catalogue: UserCatalogue | null,
  day: string,
): readonly PriceRow[] {
  const rows = new Map(builtInRows(builtIn).map((row) => [row.id, row]));
  if (catalogue === null) return [...rows.values()];
  for (const [id, dated] of rowsOfRegion(catalogue, builtIn.region)) {
    const { tiers, from, unit } = rowAt(dated, day)!;
    rows.set(id, rowOf(id, { unit, tiers, asOf: from, source: 'catalogue', rule: null }));
  }
  return [...rows.values()];
}

/** The built-in prices of a region. */
function builtInRows(prices: RegionPrices): PriceRow[] {
  const { ec2, ec2AsOf, region, services } = prices;
  const linux = ec2.types.map((type) =>
    rowOf(`ec2.linux:${type}`, flat('Hrs', ec2.hourlyPrice(type)!, ec2AsOf, null)),
  );
  const windows = ec2.types.flatMap((type) => {
    const price = ec2.windowsHourlyPrice(type);
    const rule = region === 'us-east-1' ? null : 'Linux, and the licence as in us-east-1';
    return price === undefined
      ? []
      : [rowOf(`ec2.windows:${type}`, flat('Hrs', price, ec2.windowsAsOf, rule))];
  });
  const others = PRICE_NAMES.flatMap((name) => {
    const price = services.find(name);
    return price === null ? [] : [rowOf(name, price)];
  });
  return [...linux, ...windows, ...fargateRows(prices), ...others];
}

function fargateRows({ fargate, fargateAsOf, fargateSpot, fargateWindows }: RegionPrices): PriceRow[] {
  const rows: PriceRow[] = [];
  const add = (id: string, price: string, rule: string | null, asOf: string | null = fargateAsOf) =>
    rows.push(rowOf(id, flat('hours', price, asOf, rule)));
  const pair = (
    id: string,
    rate: { readonly vcpuHour: string; readonly gbHour: string },
    rule: string | null,
    asOf?: string | null,
  ) => {
    add(`${id}.vcpuHour`, rate.vcpuHour, rule, asOf);
    add(`${id}.gbHour`, rate.gbHour, rule, asOf);
  };
  if (fargate === null) return rows;
  pair('fargate', fargate.X86_64, null);
  if (fargate.ARM64 !== null)
    pair('fargate.arm', fargate.ARM64, fargate.ARM64.derived ? '0.80 x the price on x86' : null);
  if (fargateWindows !== null) {
    const rule = fargateWindows.derived ? '1.15 x the price of Linux' : null;
    pair('fargate.windows', fargateWindows, rule);
    add('fargate.windows.osVcpuHour', fargateWindows.osVcpuHour, rule);
  }
  if (fargate.ephemeralGbHour !== null)
    add(
      'fargate.ephemeralGbHour',
      fargate.ephemeralGbHour,
      fargate.ephemeralDerived ? "the region's gp3 GB-month / 720" : null,
    );
  for (const [architecture, id] of [
    ['X86_64', 'fargate.spot'],
    ['ARM64', 'fargate.spot.arm'],
  ] as const) {
    const rate = fargateSpot[architecture];
    if (rate !== null) pair(id, rate, rate.rule, rate.asOf);
  }
  return rows;
}

function rowOf(id: string, price: ListPrice): PriceRow {
  if (!isPriceId(id)) return { id, service: 'AmazonECS', usageType: null, ...price };
  const usageType =
    id in PRICES
      ? PRICES[id as keyof typeof PRICES].usageType
      : id.startsWith('ec2.')
        ? `BoxUsage:${id.split(':')[1]}`
        : null;
  return { id, service: serviceOf(id), usageType, ...price };
}

function flat(unit: string, price: string, asOf: string | null, rule: string | null): ListPrice {
  return { unit, tiers: [{ from: '0', price }], asOf, source: 'AWS', rule };
}
