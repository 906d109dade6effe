import { INSTANCE_UNIT, type PriceId } from '../services/price-id.ts';
import { PRICE_NAMES, PRICES, type PriceListPlace, type PriceName } from '../services/price-names.ts';

/** A product of a price list, as far as it is looked at. */
export interface Product {
  readonly sku: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The price that a product has. */
export interface PickedProduct {
  readonly region: string;
  readonly price: PriceId;
  readonly unit: string;
  /** What a unit of the file is worth in ours, where they differ. */
  readonly unitsIn: PriceListPlace['unitsIn'];
  /** As the file names the region, and what stands before its usage types. */
  readonly location: string;
  readonly prefix: string;
}

/** The price of ours that a product of a service is, or why it is none (billing:9). */
export function pickProduct(service: string, product: unknown): PickedProduct | string {
  if (!isProduct(product)) return 'not a product: no sku, or no attributes';
  const { attributes } = product;
  const { usagetype, locationType = attributes['fromLocationType'] ?? 'AWS Region' } = attributes;
  if (usagetype === undefined) return 'no usage type';
  if (locationType !== 'AWS Region') return 'not in a region: Local Zone, Wavelength, Outpost or edge';
  const region = attributes['regionCode'] ?? attributes['fromRegionCode'] ?? '';
  if (!REGION.test(region)) return 'no region';
  const [prefix, usageType] = withoutPrefix(usagetype, region);
  const location = attributes['location'] ?? attributes['fromLocation'] ?? region;
  const place = { region, location, prefix };
  if (service === 'AmazonEC2' && usageType.startsWith(BOX_USAGE)) {
    const price = pickInstance(usageType.slice(BOX_USAGE.length), attributes);
    return price.startsWith('ec2.')
      ? { ...place, price: price as PriceId, unit: INSTANCE_UNIT, unitsIn: undefined }
      : price;
  }
  if (service === 'AmazonEC2' && (attributes['tenancy'] ?? 'Shared') !== 'Shared') return OTHER_TENANCY;
  const known = BY_USAGE_TYPE.get(`${service} ${usageType}`);
  if (known === undefined) return isSpot(usageType) ? 'Spot' : 'a usage type that nothing here is billed by';
  const name = known.find((candidate) => hasAttributes(candidate, attributes));
  if (name === undefined) return 'another operation or operating system of a known usage type';
  const { unit, unitsIn } = PRICES[name] as PriceListPlace;
  return { ...place, price: name, unit, unitsIn };
}

const BOX_USAGE = 'BoxUsage:';
const OTHER_TENANCY = 'tenancy other than Shared';
const REGION = /^[a-z]{2,3}(?:-[a-z]+)+-\d+$/;
/** `USE1`, `EU`, `UGW1`: what bills write for a region. `ECS-Anywhere` has none. */
const PREFIX = /^[A-Z]{2,4}\d?$/;

/** Usage types of one name have the same services; several names may share one. */
const BY_USAGE_TYPE: ReadonlyMap<string, readonly PriceName[]> = (() => {
  const names = new Map<string, PriceName[]>();
  for (const name of PRICE_NAMES) {
    const { services, usageType } = PRICES[name];
    if (usageType === null) continue;
    for (const service of services) {
      const key = `${service} ${usageType}`;
      names.set(key, [...(names.get(key) ?? []), name]);
    }
  }
  return names;
})();

/** A usage type of the whole table, whatever its service. */
const USAGE_TYPES: ReadonlySet<string> = new Set(PRICE_NAMES.map((name) => PRICES[name].usageType ?? ''));

/** The region's prefix and what stands behind it. us-east-1 has none with EC2, but `USE1-` elsewhere; keys have the region's name. */
function withoutPrefix(usageType: string, region: string): readonly [prefix: string, rest: string] {
  if (USAGE_TYPES.has(usageType)) return ['', usageType];
  if (usageType.startsWith(`${region}-`)) return ['', usageType.slice(region.length + 1)];
  const dash = usageType.indexOf('-');
  const head = dash === -1 ? '' : usageType.slice(0, dash);
  return PREFIX.test(head) ? [`${head}-`, usageType.slice(dash + 1)] : ['', usageType];
}

/** Shared tenancy, nothing installed, really used; a metal row of another tenancy is the dearer price (billing:9). */
function pickInstance(type: string, attributes: Readonly<Record<string, string>>): string {
  const { tenancy, capacitystatus, preInstalledSw, operation, operatingSystem } = attributes;
  if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(type)) return 'an instance type that is none';
  if (tenancy !== 'Shared') return OTHER_TENANCY;
  if (capacitystatus !== 'Used') return 'capacity that is reserved and not used';
  if (preInstalledSw !== 'NA') return 'software installed';
  if (operatingSystem === 'Linux' && operation === 'RunInstances') return `ec2.linux:${type}`;
  if (operatingSystem === 'Windows' && operation === 'RunInstances:0002') return `ec2.windows:${type}`;
  return 'another operating system or licence';
}

function isSpot(usageType: string): boolean {
  return usageType.startsWith('SpotUsage');
}

function hasAttributes(name: PriceName, attributes: Readonly<Record<string, string>>): boolean {
  const wanted = (PRICES[name] as PriceListPlace).attributes ?? {};
  return Object.entries(wanted).every(([key, value]) => attributes[key] === value);
}

function isProduct(value: unknown): value is Product {
  if (typeof value !== 'object' || value === null) return false;
  const { sku, attributes } = value as Record<string, unknown>;
  return (
    typeof sku === 'string' &&
    typeof attributes === 'object' &&
    attributes !== null &&
    Object.values(attributes).every((attribute) => typeof attribute === 'string')
  );
}
