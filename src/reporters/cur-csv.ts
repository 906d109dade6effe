import { SIMULATED_ACCOUNT } from '../catalog/account.ts';
import type { Charge, CommitmentSummary, StreamedOutcome } from '../experiment/outcome.ts';
import { formatInstant, parseInstant } from '../units/calendar.ts';
import { monthAround } from '../units/month.ts';
import { costHoursOf } from './cost-hours.ts';
import { csvLine } from './csv.ts';
import { inPieces } from './pieces.ts';

const HOUR_MS = 3_600_000;

/**
 * The bill in the shape of AWS's Cost and Usage Report: what a Savings Plan covers stands with its On-Demand cost and is negated by a line of
 * its own, so that the unblended costs add up to `cost.billed`. Ours are `x/...` columns.
 */
export function curCsvPieces(outcome: StreamedOutcome): Iterable<string> {
  return inPieces(linesOf(outcome));
}

const COLUMNS = [
  'identity/TimeInterval',
  'bill/BillingPeriodStartDate',
  'bill/BillingPeriodEndDate',
  'bill/PayerAccountId',
  'lineItem/UsageAccountId',
  'lineItem/LineItemType',
  'lineItem/UsageStartDate',
  'lineItem/UsageEndDate',
  'lineItem/ProductCode',
  'lineItem/UsageType',
  'lineItem/AvailabilityZone',
  'lineItem/UsageAmount',
  'lineItem/CurrencyCode',
  'lineItem/UnblendedRate',
  'lineItem/UnblendedCost',
  'product/region',
  'pricing/unit',
  'pricing/publicOnDemandRate',
  'pricing/publicOnDemandCost',
  'reservation/ReservationARN',
  'reservation/EffectiveCost',
  'reservation/UnusedRecurringFee',
  'savingsPlan/SavingsPlanARN',
  'savingsPlan/SavingsPlanEffectiveCost',
  'savingsPlan/UnusedCommitment',
  'x/Cluster',
  'x/Service',
  'x/CapacityProvider',
] as const;

type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

function* linesOf(outcome: StreamedOutcome): Generator<string> {
  yield csvLine(COLUMNS);
  const terms = new Map(outcome.cost.commitments.map((commitment) => [commitment.id, commitment]));
  let before: readonly Charge[] | null = null;
  let rows: readonly Cells[] = [];
  for (const { hour, charges } of costHoursOf(outcome.costs)) {
    if (charges !== before) rows = charges.flatMap((charge) => rowsOf(charge, terms, outcome.region));
    before = charges;
    const period = periodOf(hour);
    for (const row of rows) {
      const cells: Cells = { ...period, ...row };
      yield csvLine(COLUMNS.map((column) => cells[column] ?? ''));
    }
  }
}

function periodOf(hour: string): Cells {
  const startMs = parseInstant(hour)!;
  const end = formatInstant(startMs + HOUR_MS);
  const month = monthAround(startMs);
  return {
    'identity/TimeInterval': `${hour}/${end}`,
    'bill/BillingPeriodStartDate': formatInstant(month.startMs),
    'bill/BillingPeriodEndDate': formatInstant(month.endMs),
    'lineItem/UsageStartDate': hour,
    'lineItem/UsageEndDate': end,
  };
}

/** A charge as AWS has it: one line, or two where a Savings Plan covers it. */
function rowsOf(charge: Charge, terms: ReadonlyMap<string, CommitmentSummary>, region: string): Cells[] {
  const plain: Cells = {
    'bill/PayerAccountId': SIMULATED_ACCOUNT,
    'lineItem/UsageAccountId': SIMULATED_ACCOUNT,
    'lineItem/LineItemType': 'Usage',
    'lineItem/ProductCode': charge.product,
    'lineItem/UsageType': charge.usageType,
    'lineItem/AvailabilityZone': charge.availabilityZone,
    'lineItem/UsageAmount': charge.quantity,
    'lineItem/CurrencyCode': 'USD',
    'lineItem/UnblendedRate': charge.contractedRate,
    'lineItem/UnblendedCost': charge.billedCost,
    'product/region': region,
    'pricing/unit': charge.unit,
    'pricing/publicOnDemandRate': charge.rate,
    'pricing/publicOnDemandCost': charge.listCost,
    'x/Cluster': charge.cluster,
    'x/Service': charge.service,
    'x/CapacityProvider': charge.capacityProvider,
  };
  const commitment = terms.get(charge.commitment);
  if (commitment === undefined) return [plain];
  return commitment.type === 'Reserved Instance'
    ? [{ ...plain, ...reservedCells(charge, commitment.id) }]
    : planRows(charge, plain, commitment.id);
}

function reservedCells({ commitmentStatus, effectiveCost }: Charge, id: string): Cells {
  const arn = { 'reservation/ReservationARN': id };
  switch (commitmentStatus) {
    case 'Used':
      return {
        ...arn,
        'lineItem/LineItemType': 'DiscountedUsage',
        'reservation/EffectiveCost': effectiveCost,
      };
    case 'Unused':
      return { ...arn, 'lineItem/LineItemType': 'RIFee', 'reservation/UnusedRecurringFee': effectiveCost };
    case '':
      return { ...arn, 'lineItem/LineItemType': 'RIFee' };
  }
}

function planRows(
  { commitmentStatus, effectiveCost, contractedCost }: Charge,
  plain: Cells,
  id: string,
): Cells[] {
  const row: Cells = { ...plain, 'savingsPlan/SavingsPlanARN': id };
  if (commitmentStatus !== 'Used') {
    const unused = commitmentStatus === 'Unused' ? { 'savingsPlan/UnusedCommitment': effectiveCost } : {};
    return [{ ...row, 'lineItem/LineItemType': 'SavingsPlanRecurringFee', ...unused }];
  }
  return [
    {
      ...row,
      'lineItem/LineItemType': 'SavingsPlanCoveredUsage',
      'lineItem/UnblendedCost': contractedCost,
      'savingsPlan/SavingsPlanEffectiveCost': effectiveCost,
    },
    {
      ...row,
      'lineItem/LineItemType': 'SavingsPlanNegation',
      'lineItem/UnblendedCost': contractedCost === '0' ? '0' : `-${contractedCost}`,
    },
  ];
}
