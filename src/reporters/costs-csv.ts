import { SIMULATED_ACCOUNT } from '../catalog/account.ts';
import { COST_COLUMNS, type CostColumn } from '../events/cost-columns.ts';
import type { CostRow, Outcome } from '../experiment/outcome.ts';
import { dateFromDays, daysFromDate, formatInstant, parseInstant } from '../units/calendar.ts';
import { csvText } from './csv.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** costs.csv: the bill's rows in FOCUS columns; amounts stand digit by digit as in the outcome. */
export function reportCostsCsv(outcome: Outcome): string {
  const columns = Object.keys(COST_COLUMNS) as CostColumn[];
  const rows = outcome.costs.map((row) => {
    const focus = focusRow(row, outcome);
    return columns.map((column) => focus[column]);
  });
  return csvText(columns, rows);
}

/** One row of the bill as FOCUS has it; empty is FOCUS's null. */
function focusRow(row: CostRow, { region, cost }: Outcome): Record<CostColumn, string> {
  const service = SERVICES.get(row.product) ?? { ...NOT_AWS, name: row.product };
  const sku = `${row.product}/${row.usageType}`;
  const [periodStart, periodEnd] = monthOf(row.hour);
  return {
    ChargePeriodStart: row.hour,
    ChargePeriodEnd: formatInstant(parseInstant(row.hour)! + HOUR_MS),
    BillingPeriodStart: periodStart,
    BillingPeriodEnd: periodEnd,
    BilledCost: row.billedCost,
    EffectiveCost: row.effectiveCost,
    ListCost: row.listCost,
    ContractedCost: row.listCost,
    BillingCurrency: cost.currency,
    BillingAccountId: SIMULATED_ACCOUNT,
    BillingAccountName: 'ecsim',
    ChargeCategory: 'Usage',
    ChargeClass: '',
    ChargeDescription: `$${row.rate} per ${row.unit} of ${row.usageType}`,
    ChargeFrequency: 'Usage-Based',
    InvoiceIssuerName: service.provider,
    ServiceProviderName: service.provider,
    HostProviderName: service.provider,
    ServiceName: service.name,
    ServiceCategory: service.category,
    ServiceSubcategory: service.subcategory,
    PricingCategory: row.pricingCategory,
    PricingQuantity: row.quantity,
    PricingUnit: row.unit,
    ConsumedQuantity: row.quantity,
    ConsumedUnit: row.unit,
    ListUnitPrice: row.rate,
    ContractedUnitPrice: row.rate,
    SkuId: sku,
    SkuMeter: row.usageType,
    SkuPriceId: `${sku}/${row.pricingCategory === 'Dynamic' ? 'Spot' : 'OnDemand'}`,
    RegionId: region,
    RegionName: region,
    AvailabilityZone: row.availabilityZone,
    ResourceId: '',
    ResourceType: '',
    ...NO_COMMITMENT,
    ProviderName: service.provider,
    PublisherName: service.provider,
    x_ClusterName: row.cluster,
    x_ServiceName: row.service,
    x_CapacityProvider: row.capacityProvider,
    x_LaunchType: row.launchType,
    x_UsageType: row.usageType,
  };
}

interface Service {
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  readonly provider: string;
}

/** FOCUS's words for what the bill calls a product. */
const SERVICES: ReadonlyMap<string, Service> = new Map([
  ['AmazonEC2', { ...compute('Virtual Machines'), name: 'Amazon Elastic Compute Cloud' }],
  ['AWSFargate', { ...compute('Containers'), name: 'AWS Fargate' }],
]);

/** Machines that AWS does not rent, at the price that the scenario names. */
const NOT_AWS = { ...compute('Other (Compute)'), provider: 'Other' };

function compute(subcategory: string): Omit<Service, 'name'> {
  return { category: 'Compute', subcategory, provider: 'AWS' };
}

const NO_COMMITMENT = {
  CommitmentDiscountCategory: '',
  CommitmentDiscountId: '',
  CommitmentDiscountName: '',
  CommitmentDiscountType: '',
  CommitmentDiscountStatus: '',
  CommitmentDiscountQuantity: '',
  CommitmentDiscountUnit: '',
};

/** Beginning and end of the calendar month in UTC that an instant lies in. */
function monthOf(instant: string): readonly [string, string] {
  const { year, month } = dateFromDays(Math.floor(parseInstant(instant)! / DAY_MS));
  const next = month === 12 ? daysFromDate(year + 1, 1, 1) : daysFromDate(year, month + 1, 1);
  return [formatInstant(daysFromDate(year, month, 1) * DAY_MS), formatInstant(next * DAY_MS)];
}
