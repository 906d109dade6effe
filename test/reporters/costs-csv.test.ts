import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COST_COLUMNS, type CostColumn } from '../../src/events/cost-columns.ts';
import { ScenarioRun } from '../../src/experiment/run.ts';
import { reportCostsCsv } from '../../src/reporters/costs-csv.ts';
import { formatNanoUsd } from '../../src/units/money.ts';
import { costRow, EMPTY_OUTCOME, outcomeArbitrary } from '../support/outcome.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { readCsv } from '../support/read-csv.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

/** FOCUS 1.4, Cost and Usage: the columns that every data set must have. */
const MANDATORY = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ContractedCost',
  'EffectiveCost',
  'HostProviderName',
  'InvoiceIssuerName',
  'ListCost',
  'PricingQuantity',
  'PricingUnit',
  'ServiceCategory',
  'ServiceName',
  'ServiceProviderName',
] as const;

function records(csv: string): Record<CostColumn, string>[] {
  const [header = [], ...rows] = readCsv(csv);
  return rows.map(
    (row) => Object.fromEntries(header.map((name, i) => [name, row[i]])) as Record<CostColumn, string>,
  );
}

test('an hour of an instance in FOCUS columns', () => {
  const [first] = records(
    reportCostsCsv({ ...EMPTY_OUTCOME, costs: [costRow({ hour: '2028-02-29T23:00:00.000Z' })] }),
  );
  expect(Object.fromEntries(Object.entries(first!).filter(([, value]) => value !== ''))).toEqual({
    ChargePeriodStart: '2028-02-29T23:00:00.000Z',
    ChargePeriodEnd: '2028-03-01T00:00:00.000Z',
    BillingPeriodStart: '2028-02-01T00:00:00.000Z',
    BillingPeriodEnd: '2028-03-01T00:00:00.000Z',
    BilledCost: '0.096',
    EffectiveCost: '0.096',
    ListCost: '0.096',
    ContractedCost: '0.096',
    BillingCurrency: 'USD',
    BillingAccountId: '000000000000',
    BillingAccountName: 'ecsim',
    ChargeCategory: 'Usage',
    ChargeDescription: '$0.096 per Hrs of BoxUsage:m5.large',
    ChargeFrequency: 'Usage-Based',
    InvoiceIssuerName: 'AWS',
    ServiceProviderName: 'AWS',
    HostProviderName: 'AWS',
    ServiceName: 'Amazon Elastic Compute Cloud',
    ServiceCategory: 'Compute',
    ServiceSubcategory: 'Virtual Machines',
    PricingCategory: 'Standard',
    PricingQuantity: '1',
    PricingUnit: 'Hrs',
    ConsumedQuantity: '1',
    ConsumedUnit: 'Hrs',
    ListUnitPrice: '0.096',
    ContractedUnitPrice: '0.096',
    SkuId: 'AmazonEC2/BoxUsage:m5.large',
    SkuMeter: 'BoxUsage:m5.large',
    SkuPriceId: 'AmazonEC2/BoxUsage:m5.large/OnDemand',
    RegionId: 'us-east-1',
    RegionName: 'us-east-1',
    AvailabilityZone: 'us-east-1a',
    ProviderName: 'AWS',
    PublisherName: 'AWS',
    x_ClusterName: 'main',
    x_LaunchType: 'EC2',
    x_UsageType: 'BoxUsage:m5.large',
  });
});

test('Spot is priced dynamically, in the words of FOCUS', () => {
  const usageType = 'USE1-SpotUsage-Fargate-GB-Hours';
  const costs = [costRow({ product: 'AWSFargate', usageType, pricingCategory: 'Dynamic' })];
  const [first] = records(reportCostsCsv({ ...EMPTY_OUTCOME, costs }));
  expect(first).toMatchObject({
    PricingCategory: 'Dynamic',
    SkuPriceId: `AWSFargate/${usageType}/Spot`,
    ServiceSubcategory: 'Containers',
  });
});

test('December ends with the year', () => {
  const [first] = records(
    reportCostsCsv({ ...EMPTY_OUTCOME, costs: [costRow({ hour: '2026-12-31T23:00:00.000Z' })] }),
  );
  expect([first!.BillingPeriodStart, first!.BillingPeriodEnd]).toEqual([
    '2026-12-01T00:00:00.000Z',
    '2027-01-01T00:00:00.000Z',
  ]);
});

test('without rows there is a header, and it is the list of columns', () => {
  expect(reportCostsCsv(EMPTY_OUTCOME)).toBe(`${Object.keys(COST_COLUMNS).join(',')}\n`);
  expect(Object.keys(COST_COLUMNS)).toEqual(expect.arrayContaining([...MANDATORY]));
});

test('decimal strings are left as they are, whatever the names around them', () => {
  fc.assert(
    fc.property(outcomeArbitrary, (outcome) => {
      const rows = records(reportCostsCsv(outcome));
      expect(rows.map(({ EffectiveCost }) => EffectiveCost)).toEqual(
        outcome.costs.map((row) => row.effectiveCost),
      );
      expect(rows.map((row) => row.x_ClusterName)).toEqual(outcome.costs.map((row) => row.cluster));
    }),
    { numRuns: 50, seed: 13 },
  );
});

test('a real bill, read as a FOCUS consumer would: mandatory values are there and EffectiveCost adds up to cost.total', () => {
  const scenario = scenarioWith({
    simulation: { startMs: Date.UTC(2026, 1, 28, 22, 30), warmUpMs: 600_000 },
    cluster: {
      containerInstances: [
        instances(2, 2048, 7680, { name: 'm5.large', ec2InstanceType: 'm5.large', hourlyPrice: null }),
      ],
    },
    workloads: [
      { source: burst(5, 0, 9_000_000) },
      { source: burst(7, 1000, 8_000_000), launchType: 'FARGATE' },
    ],
  });
  const run = new ScenarioRun(scenario, TEST_PRICES);
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, 1e6) !== 'ended');
  const outcome = run.outcome();
  const rows = records(reportCostsCsv(outcome));
  expect(rows.length).toBeGreaterThan(10);
  const mayBeEmpty = new Set<string>(['ChargeClass']);
  for (const row of rows)
    for (const name of MANDATORY) expect(row[name] !== '' || mayBeEmpty.has(name)).toBe(true);
  const nano = rows.reduce((sum, { EffectiveCost }) => sum + toNano(EffectiveCost), 0n);
  expect(Number(formatNanoUsd(nano))).toBe(outcome.cost.total);
  expect(new Set(rows.map(({ BillingPeriodStart }) => BillingPeriodStart)).size).toBe(2);
});

function toNano(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(9, '0'));
}
