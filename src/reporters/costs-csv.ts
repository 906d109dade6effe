import { SIMULATED_ACCOUNT } from '../catalog/account.ts';
import { COST_COLUMNS, type CostColumn } from '../events/cost-columns.ts';
import type { Charge, StreamedOutcome } from '../experiment/outcome.ts';
import { formatInstant, parseInstant } from '../units/calendar.ts';
import { monthAround } from '../units/month.ts';
import { costHoursOf } from './cost-hours.ts';
import { csvLine } from './csv.ts';
import { focusService } from './focus-services.ts';
import { inPieces, textOf } from './pieces.ts';

const HOUR_MS = 3_600_000;

/** costs.csv: the bill's rows in FOCUS columns; amounts stand digit by digit as in the outcome. */
export function reportCostsCsv(outcome: StreamedOutcome): string {
  return textOf(costsCsvPieces(outcome));
}

/** The same piece by piece. */
export function costsCsvPieces(outcome: StreamedOutcome): Iterable<string> {
  return inPieces(linesOf(outcome));
}

const COLUMNS = Object.keys(COST_COLUMNS) as CostColumn[];

/** Columns that follow from the hour alone stand first. */
const PERIOD_COLUMNS: readonly CostColumn[] = [
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'BillingPeriodStart',
  'BillingPeriodEnd',
];
const CHARGE_COLUMNS = COLUMNS.slice(PERIOD_COLUMNS.length);

function* linesOf(outcome: StreamedOutcome): Generator<string> {
  yield csvLine(COLUMNS);
  let before: readonly Charge[] | null = null;
  let lines: string[] = [];
  for (const { hour, charges } of costHoursOf(outcome.costs)) {
    if (charges !== before) lines = charges.map((charge) => lineOf(charge, outcome));
    before = charges;
    const period = periodOf(hour).join(',');
    for (const line of lines) yield `${period},${line}`;
  }
}

/** In the order of `PERIOD_COLUMNS`. */
function periodOf(hour: string): string[] {
  const startMs = parseInstant(hour)!;
  const month = monthAround(startMs);
  return [hour, ...[startMs + HOUR_MS, month.startMs, month.endMs].map(formatInstant)];
}

/** What follows the period. */
function lineOf(charge: Charge, outcome: StreamedOutcome): string {
  const focus = focusCharge(charge, outcome);
  return csvLine(CHARGE_COLUMNS.map((column) => focus[column as keyof typeof focus]));
}

/** One row of the bill as FOCUS has it, without its hour; empty is FOCUS's null. */
function focusCharge(
  row: Charge,
  { region, cost }: StreamedOutcome,
): Record<Exclude<CostColumn, `${'Charge' | 'Billing'}Period${'Start' | 'End'}`>, string> {
  const service = focusService(row.product);
  const sku = `${row.product}/${row.usageType}`;
  return {
    BilledCost: row.billedCost,
    EffectiveCost: row.effectiveCost,
    ListCost: row.listCost,
    ContractedCost: row.contractedCost,
    BillingCurrency: cost.currency,
    BillingAccountId: SIMULATED_ACCOUNT,
    BillingAccountName: 'ecsim',
    ChargeCategory: row.chargeCategory,
    ChargeClass: '',
    ChargeDescription: `$${row.rate} per ${row.unit} of ${row.usageType}`,
    ChargeFrequency: row.chargeCategory === 'Purchase' ? 'Recurring' : 'Usage-Based',
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
    ContractedUnitPrice: row.contractedRate,
    SkuId: sku,
    SkuMeter: row.usageType,
    SkuPriceId: `${sku}/${PRICE_IDS[row.pricingCategory]}`,
    RegionId: region,
    RegionName: region,
    AvailabilityZone: row.availabilityZone,
    ResourceId: '',
    ResourceType: '',
    ...commitmentColumns(row, cost.commitments),
    ProviderName: service.provider,
    PublisherName: service.provider,
    x_ClusterName: row.cluster,
    x_ServiceName: row.service,
    x_CapacityProvider: row.capacityProvider,
    x_LaunchType: row.launchType,
    x_UsageType: row.usageType,
  };
}

const PRICE_IDS = { Standard: 'OnDemand', Dynamic: 'Spot', Committed: 'Committed' } as const;

/** What pays for a row beside money; FOCUS's words. */
function commitmentColumns(
  { commitment, commitmentStatus, quantity, unit, effectiveCost }: Charge,
  commitments: StreamedOutcome['cost']['commitments'],
): typeof NO_COMMITMENT {
  const terms = commitments.find(({ id }) => id === commitment);
  if (terms === undefined) return NO_COMMITMENT;
  const isReserved = terms.type === 'Reserved Instance';
  return {
    CommitmentDiscountCategory: isReserved ? 'Usage' : 'Spend',
    CommitmentDiscountId: terms.id,
    CommitmentDiscountName: terms.name,
    CommitmentDiscountType: isReserved ? 'Reserved Instance' : 'Savings Plan',
    CommitmentDiscountStatus: commitmentStatus,
    CommitmentDiscountQuantity: isReserved ? quantity : effectiveCost,
    CommitmentDiscountUnit: isReserved ? unit : 'USD',
  };
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
