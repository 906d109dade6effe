import { expect, test } from 'vitest';
import { type PriceListImport, PriceListReader } from '../../../src/catalog/price-list/price-list-reader.ts';
import { catalogueText, EMPTY_CATALOGUE } from '../../../src/catalog/user-catalogue/user-catalogue.ts';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import { adviseCommitments } from '../../../src/experiment/commitments/advise-commitments.ts';
import { ScenarioRun } from '../../../src/experiment/run.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { small } from '../../support/load.ts';
import { chunksOf, instanceProduct } from '../../support/offer-file.ts';
import { type PlanRate, planOffer } from '../../support/plan-offer.ts';

function read(pieces: Iterable<string>, chunk = 700, regions: readonly string[] = []): PriceListImport {
  const reader = new PriceListReader(regions);
  for (const bytes of chunksOf(pieces, chunk)) reader.push(bytes);
  return reader.end();
}

const fargate = (usageType: string, price: string): PlanRate => ({
  usageType,
  price,
  operation: '',
  service: 'AmazonECS',
});
const COMPUTE = {
  sku: 'C1',
  usageType: 'ComputeSP:1yrNoUpfront',
  rates: () => [
    { usageType: 'BoxUsage:m5.large', price: '0.0710000000' },
    { usageType: 'EU-BoxUsage:m5.large', price: '0.0790', region: 'eu-west-1' },
    { usageType: 'BoxUsage:m5.large', price: '0.163', operation: 'RunInstances:0002' },
    fargate('USE1-Fargate-vCPU-Hours:perCPU', '0.03'),
    fargate('USE1-Fargate-GB-Hours', '0.003'),
    fargate('USE1-Fargate-ARM-vCPU-Hours:perCPU', '0.025'),
    { usageType: 'BoxUsage:m5.large', price: '0.2', operation: 'RunInstances:0010' },
    { usageType: 'DedicatedUsage:m5.large', price: '0.2' },
    { usageType: 'DEN1-BoxUsage:m5.large', price: '0.2', region: 'us-west-2-den-1' },
    { usageType: 'Lambda-GB-Second', price: '0.2', service: 'AWSLambda' },
    { usageType: 'BoxUsage:m5.large', price: '0.0710' },
    { usageType: 'BoxUsage:c5.large', price: '0.07', currency: 'CNY' },
  ],
};
const FAMILY = {
  sku: 'F3',
  usageType: 'EC2SP:m5.3yrAllUpfront',
  rates: () => [{ usageType: 'BoxUsage:m5.large', price: '0.0400' }],
};

test('a file of Savings Plans gives what each plan asks for what it covers; all else is counted', () => {
  const result = read(planOffer([COMPUTE, FAMILY]));
  expect(result.rows.map(({ region, price, from, tiers }) => [region, price, from, tiers[0]!.price])).toEqual(
    [
      ['us-east-1', 'commitment.Compute.1y.NoUpfront:m5.large', '2026-09-25', '0.071'],
      ['eu-west-1', 'commitment.Compute.1y.NoUpfront:m5.large', '2026-09-25', '0.079'],
      ['us-east-1', 'commitment.Compute.1y.NoUpfront:m5.large/Windows', '2026-09-25', '0.163'],
      ['us-east-1', 'commitment.Compute.1y.NoUpfront:fargate.vcpuHour/X86_64', '2026-09-25', '0.03'],
      ['us-east-1', 'commitment.Compute.1y.NoUpfront:fargate.gbHour/X86_64', '2026-09-25', '0.003'],
      ['us-east-1', 'commitment.Compute.1y.NoUpfront:fargate.vcpuHour/ARM64', '2026-09-25', '0.025'],
      ['us-east-1', 'commitment.EC2Instance.3y.AllUpfront:m5.large', '2026-09-25', '0.04'],
    ],
  );
  expect(Object.fromEntries(result.rejected)).toEqual({
    'another operating system or licence': 1,
    'a usage type that nothing here is billed by': 1,
    'not in a region: Local Zone, Wavelength, Outpost or edge': 1,
    'a service that has no plans here': 1,
    'the same price again': 1,
    'not in USD': 1,
  });
  expect(result).toMatchObject({ products: 13, published: '2026-10-02' });
  const some = read(planOffer([COMPUTE]), 700, ['eu-west-1']);
  expect(some.rows).toHaveLength(1);
  expect(some.rejected.get('another region')).toBeGreaterThan(4);
  const other = { ...COMPUTE, usageType: 'SageMakerSP:1yrNoUpfront' };
  expect(read(planOffer([other])).rows).toEqual([]);
});

test('a plan of many rates is read rate by rate, in bounded memory', () => {
  function* rates(): Generator<PlanRate> {
    for (let i = 0; i < 60_000; i++)
      yield i % 20 === 0
        ? { usageType: `BoxUsage:x${i}.large`, price: '0.5' }
        : { usageType: `DedicatedUsage:x${i}.large`, price: '0.5' };
  }
  let longest = 0;
  const reader = new PriceListReader([]);
  for (const bytes of chunksOf(planOffer([{ ...FAMILY, rates }]), 64 * 1024)) {
    reader.push(bytes);
    longest = Math.max(longest, bytes.length);
  }
  const { rows, products } = reader.end();
  // One value of 16 MiB is all that may be held: the list of rates is longer and is never one.
  expect([rows.length, products]).toEqual([3000, 60_000]);
  expect(longest).toBeLessThan(70_000);
});

const reservedTerm = (attributes: object, hourly: string, upfront: string | null) => ({
  offerTermCode: 'X',
  sku: 'A',
  effectiveDate: '2026-08-01T00:00:00Z',
  priceDimensions: {
    a: { unit: 'Hrs', pricePerUnit: { USD: hourly } },
    ...(upfront === null ? {} : { b: { unit: 'Quantity', pricePerUnit: { USD: upfront } } }),
  },
  termAttributes: attributes,
});
const YEAR = { LeaseContractLength: '1yr', OfferingClass: 'standard', PurchaseOption: 'No Upfront' };
const RESERVED = {
  'A.1': reservedTerm(YEAR, '0.0605', null),
  'A.2': reservedTerm(
    { LeaseContractLength: '3yr', OfferingClass: 'convertible', PurchaseOption: 'Partial Upfront' },
    '0.02',
    '262.8',
  ),
  'A.3': reservedTerm({ ...YEAR, LeaseContractLength: '2yr' }, '0.01', null),
};
const onDemand = {
  X: {
    effectiveDate: '2026-10-01T00:00:00Z',
    priceDimensions: { a: { unit: 'Hrs', pricePerUnit: { USD: '0.0960' } } },
  },
};
const [PRODUCT, WINDOWS] = ['A', 'W'].map((sku) =>
  instanceProduct(
    sku,
    'm5.large',
    '0.096',
    sku === 'W' ? { operatingSystem: 'Windows', operation: 'RunInstances:0002' } : {},
  ),
);
const offer = JSON.stringify({
  formatVersion: 'v1.0',
  offerCode: 'AmazonEC2',
  products: {
    A: { sku: 'A', attributes: PRODUCT!.attributes },
    W: { sku: 'W', attributes: WINDOWS!.attributes },
  },
  terms: {
    OnDemand: { A: onDemand, W: onDemand },
    Reserved: { A: RESERVED, W: { 'W.1': reservedTerm(YEAR, '0.15', null) }, Z: RESERVED },
  },
});

test('Reserved terms give the price of an hour, an upfront payment spread over the term', () => {
  const result = read([offer]);
  expect(result.rows.slice(2).map(({ price, from, tiers }) => [price, from, tiers[0]!.price])).toEqual([
    ['commitment.standard.1y.NoUpfront:m5.large', '2026-08-01', '0.0605'],
    ['commitment.convertible.3y.PartialUpfront:m5.large', '2026-08-01', '0.03'],
    ['commitment.standard.1y.NoUpfront:m5.large/Windows', '2026-08-01', '0.15'],
  ]);
  expect(result).toMatchObject({ products: 2, reservedPrices: 3, reservedTerms: 1 });
  const answer = {
    product: { attributes: PRODUCT!.attributes, sku: 'A' },
    serviceCode: 'AmazonEC2',
    terms: { OnDemand: onDemand, Reserved: RESERVED },
  };
  const ofAnswer = read([`${JSON.stringify(answer)}\n`]);
  expect(ofAnswer.rows).toEqual([result.rows[0], ...result.rows.slice(2, 4)]);
  expect(ofAnswer.reservedTerms).toBe(1);
});

/** A scenario that names a catalogue of these prices. */
async function loaded(pricing: object, rows: PriceListImport['rows']) {
  const text = small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: '2h' },
    timings: { base: 'instant', 'ec2.rootVolumeGib': 0 },
    pricing: { catalogue: 'prices.json', ...pricing },
    workloads: [],
  });
  const files = memoryFiles({ 'prices.json': [...catalogueText({ ...EMPTY_CATALOGUE, rows })].join('') });
  return loadScenario(text, { fileName: 's.yaml', files });
}

test('what was imported is what plans and Reserved Instances cost in a run, and what is advised', async () => {
  const { rows } = read([...planOffer([COMPUTE, FAMILY]), '\n', offer]);
  const plan = { type: 'Compute', hourlyCommitment: 0.071, term: '1y', payment: 'NoUpfront' };
  const reserved = { instanceType: 'm5.large', count: 1, term: '1y', payment: 'NoUpfront' };
  const costOf = async (pricing: object) => {
    const { scenario, prices } = await loaded(pricing, rows);
    const run = new ScenarioRun(scenario, prices);
    while (run.advance(Number.MAX_SAFE_INTEGER / 16, 1e6) !== 'ended');
    return run.outcome().cost;
  };
  expect((await costOf({ savingsPlans: [plan] })).total).toBeCloseTo(2 * 0.071, 8);
  expect((await costOf({ savingsPlans: [plan] })).unusedCommitment).toBe(0);
  expect((await costOf({ reservedInstances: [reserved] })).total).toBeCloseTo(2 * 0.0605, 8);
  const { scenario, prices } = await loaded({}, rows);
  const run = new ScenarioRun(scenario, prices);
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, 1e6) !== 'ended');
  const terms = { term: '1y', payment: 'NoUpfront' } as const;
  const advice = adviseCommitments(scenario, prices, run.billHours, run.nowMs, terms);
  const [compute] = advice.plans.filter(({ type }) => type === 'Compute');
  expect(compute!.best).toMatchObject({ hourlyCommitment: 0.071, onDemand: 0 });
  expect(advice.reservedInstances[0]!.best).toMatchObject({ count: 1, cost: 0.121 });
});
