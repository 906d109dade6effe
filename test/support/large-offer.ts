import { instanceProduct, type OfferProduct } from './offer-file.ts';

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-northeast-1'];
const PREFIXES = ['', 'USE2-', 'USW2-', 'EU-', 'EUC1-', 'APN1-'];

/** So many products like those of the EC2 offer file: of every twenty, as in AWS's, or of so many one is billed here. */
export function* largeOffer(count: number, every = 20): Generator<OfferProduct> {
  for (let n = 0; n < count; n++) yield product(n, every);
}

/** How many of them have a price that is taken. */
export function takenOf(count: number): number {
  return Math.ceil(count / 20);
}

function product(n: number, every: number): OfferProduct {
  const sku = n.toString(36).toUpperCase().padStart(16, '0');
  const type = `x${Math.floor(n / 120)}.large`;
  const place = Math.floor(n / 20) % REGIONS.length;
  const price = `0.${String((n % 9000) + 1000)}000000`;
  const at = { regionCode: REGIONS[place]!, usagetype: `${PREFIXES[place]}BoxUsage:${type}` };
  const kind = n % 20;
  if (n % every === 0) return instanceProduct(sku, type, price, at);
  if (kind < 6) return instanceProduct(sku, type, price, { ...at, preInstalledSw: 'SQL Web' });
  if (kind < 10)
    return instanceProduct(sku, type, price, { ...at, capacitystatus: 'UnusedCapacityReservation' });
  if (kind < 15) return instanceProduct(sku, type, price, { ...at, tenancy: 'Dedicated' });
  if (kind < 18) return instanceProduct(sku, type, price, { ...at, operatingSystem: 'RHEL' });
  return instanceProduct(sku, type, price, { ...at, locationType: 'AWS Local Zone' });
}
