/** Products and terms of an offer file as AWS writes them, made as they are asked for. */

/** A product with its On-Demand price. */
export interface OfferProduct {
  readonly sku: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** USD; `null`: no On-Demand term. */
  readonly price: string | null;
  readonly unit?: string;
  readonly effectiveDate?: string;
  readonly tiers?: readonly (readonly [begin: string, end: string, price: string])[];
}

/** An instance type as AmazonEC2 has it, with what is different of it. */
export function instanceProduct(
  sku: string,
  type: string,
  price: string,
  more: Readonly<Record<string, string>> = {},
): OfferProduct {
  return {
    sku,
    price,
    attributes: {
      servicecode: 'AmazonEC2',
      location: 'US East (N. Virginia)',
      locationType: 'AWS Region',
      instanceType: type,
      currentGeneration: 'Yes',
      instanceFamily: 'General purpose',
      vcpu: '2',
      physicalProcessor: 'Intel Xeon Platinum 8175',
      memory: '8 GiB',
      storage: 'EBS only',
      networkPerformance: 'Up to 10 Gigabit',
      tenancy: 'Shared',
      operatingSystem: 'Linux',
      licenseModel: 'No License required',
      usagetype: `BoxUsage:${type}`,
      operation: 'RunInstances',
      capacitystatus: 'Used',
      preInstalledSw: 'NA',
      regionCode: 'us-east-1',
      servicename: 'Amazon Elastic Compute Cloud',
      ...more,
    },
  };
}

/** A product of another service in a region. */
export function usageProduct(
  sku: string,
  usagetype: string,
  price: string,
  unit: string,
  more: Readonly<Record<string, string>> = {},
): OfferProduct {
  return {
    sku,
    price,
    unit,
    attributes: {
      location: 'EU (Ireland)',
      locationType: 'AWS Region',
      regionCode: 'eu-west-1',
      usagetype,
      operation: '',
      ...more,
    },
  };
}

/** The text of an offer file, product by product and term by term; `products` is gone through twice. */
export function* offerFile(
  service: string,
  products: () => Iterable<OfferProduct>,
  reserved: Iterable<string> = [],
): Generator<string> {
  yield `{\n  "formatVersion" : "v1.0",\n  "disclaimer" : "This pricing list is for informational purposes only.",\n`;
  yield `  "offerCode" : "${service}",\n  "version" : "20261002010203",\n  "publicationDate" : "2026-10-02T01:02:03Z",\n  "products" : {`;
  let comma = '';
  for (const { sku, attributes } of products()) {
    yield `${comma}\n    "${sku}" : ${JSON.stringify({ sku, productFamily: 'Any', attributes }, null, 1)}`;
    comma = ',';
  }
  yield '\n  },\n  "terms" : {\n    "OnDemand" : {';
  comma = '';
  for (const product of products()) {
    const term = onDemandTerms(product);
    if (term === null) continue;
    yield `${comma}\n      "${product.sku}" : ${JSON.stringify(term, null, 1)}`;
    comma = ',';
  }
  yield '\n    },\n    "Reserved" : {';
  comma = '';
  for (const sku of reserved) {
    yield `${comma}\n      "${sku}" : { "${sku}.4NA7Y494T4" : { "priceDimensions" : { "a" : { "unit" : "Hrs", "pricePerUnit" : { "USD" : "0.0100000000" } } } } }`;
    comma = ',';
  }
  yield '\n    }\n  }\n}\n';
}

/** What GetProducts answers for a product: the text of a line. */
export function answerLine(service: string, product: OfferProduct): string {
  const { sku, attributes } = product;
  return JSON.stringify({
    product: { productFamily: 'Any', attributes, sku },
    serviceCode: service,
    terms: { OnDemand: onDemandTerms(product) ?? {}, Reserved: { [`${sku}.4NA7Y494T4`]: {} } },
    version: '20261002010203',
    publicationDate: '2026-10-02T01:02:03Z',
  });
}

/** Pieces of text as chunks of bytes of about a size. */
export function* chunksOf(pieces: Iterable<string>, size = 256 * 1024): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < size) continue;
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}

function onDemandTerms({ sku, price, unit = 'Hrs', effectiveDate = '2026-10-01', tiers }: OfferProduct) {
  if (price === null) return null;
  const code = `${sku}.JRTCKXETXF`;
  const slices = tiers ?? [['0', 'Inf', price] as const];
  return {
    [code]: {
      offerTermCode: 'JRTCKXETXF',
      sku,
      effectiveDate: `${effectiveDate}T00:00:00Z`,
      priceDimensions: Object.fromEntries(
        slices.map(([beginRange, endRange, USD], i) => [
          `${code}.${i === 0 ? '6YS6EN2CT7' : i}`,
          { rateCode: code, beginRange, endRange, unit, pricePerUnit: { USD }, appliesTo: [] },
        ]),
      ),
      termAttributes: {},
    },
  };
}
