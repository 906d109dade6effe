import { type InstanceTypes, loadInstanceTypes } from '../catalog/instance-types.ts';
import { loadRegionPrices, loadUnknownRegion, type RegionPrices } from '../catalog/region-prices.ts';
import { type ReadText, readDocument } from './reading/document.ts';

/**
 * What loads of one text by different settings and seeds have in common, read once: the document that it is, the catalogue. It is
 * most of what a load takes.
 */
export class SharedParts {
  private readonly documents = new Map<string, ReadText>();
  private readonly pricesByRegion = new Map<string, Promise<RegionPrices>>();
  private types: Promise<InstanceTypes> | null = null;

  document(text: string): ReadText {
    return remembered(this.documents, text, () => readDocument(text));
  }

  instanceTypes(): Promise<InstanceTypes> {
    this.types ??= loadInstanceTypes();
    return this.types;
  }

  prices(region: string): Promise<RegionPrices> {
    return remembered(
      this.pricesByRegion,
      region,
      async () => (await loadRegionPrices(region)) ?? loadUnknownRegion(region),
    );
  }
}

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
