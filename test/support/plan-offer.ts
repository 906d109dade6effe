/** A file of Savings Plans as AWS writes it, made rate by rate. */

export interface PlanTerm {
  readonly sku: string;
  /** `ComputeSP:1yrNoUpfront`, `EU-EC2SP:m5.3yrAllUpfront`. */
  readonly usageType: string;
  readonly effectiveDate?: string;
  readonly rates: () => Iterable<PlanRate>;
}

export interface PlanRate {
  readonly usageType: string;
  readonly price: string;
  readonly operation?: string;
  readonly service?: string;
  readonly region?: string;
  readonly currency?: string;
}

export function* planOffer(terms: readonly PlanTerm[]): Generator<string> {
  yield `{\n "version" : "20261002010203",\n "publicationDate" : "2026-10-02T01:02:03Z",\n "regionCode" : "us-east-1",\n "products" : [`;
  for (const [i, { sku, usageType }] of terms.entries()) {
    const product = {
      sku,
      productFamily: 'ComputeSavingsPlans',
      serviceCode: 'ComputeSavingsPlans',
      usageType,
    };
    yield `${i === 0 ? '' : ','} ${JSON.stringify({ ...product, operation: '', attributes: { usageType, location: 'Any' } })}`;
  }
  yield ' ],\n "terms" : { "savingsPlan" : [';
  for (const [i, { sku, effectiveDate = '2026-09-25', rates }] of terms.entries()) {
    yield `${i === 0 ? '' : ','} { "sku" : "${sku}", "description" : "a plan", "effectiveDate" : "${effectiveDate}T21:58:42Z", "leaseContractLength" : { "duration" : 1, "unit" : "year" }, "rates" : [`;
    let comma = '';
    for (const rate of rates()) {
      yield `${comma} ${rateText(sku, rate)}`;
      comma = ',';
    }
    yield ' ] }';
  }
  yield ' ] } }\n';
}

function rateText(plan: string, rate: PlanRate): string {
  const { usageType, price, operation = 'RunInstances', service = 'AmazonEC2' } = rate;
  return JSON.stringify({
    discountedSku: usageType,
    discountedUsageType: usageType,
    discountedOperation: operation,
    discountedServiceCode: service,
    rateCode: `${plan}.${usageType}`,
    unit: 'Hrs',
    discountedRate: { price, currency: rate.currency ?? 'USD' },
    discountedRegionCode: rate.region ?? 'us-east-1',
    discountedInstanceType: '',
  });
}
