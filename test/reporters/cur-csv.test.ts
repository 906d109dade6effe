import { expect, test } from 'vitest';
import { curCsvPieces } from '../../src/reporters/cur-csv.ts';
import { costRow, EMPTY_OUTCOME } from '../support/outcome.ts';
import { readCsv } from '../support/read-csv.ts';

const commitment = {
  id: 'savings-plan-1',
  name: 'plan',
  type: 'Compute Savings Plan' as const,
  cost: 0.1,
  used: 0.07,
  unused: 0.03,
  covered: 0.096,
};
const plan = { pricingCategory: 'Committed' as const, commitment: 'savings-plan-1' };
const outcome = {
  ...EMPTY_OUTCOME,
  cost: { ...EMPTY_OUTCOME.cost, billed: 0.196, commitments: [commitment] },
  costs: [
    costRow(),
    costRow({ ...plan, commitmentStatus: 'Used', billedCost: '0', effectiveCost: '0.07' }),
    costRow({
      ...plan,
      chargeCategory: 'Purchase',
      product: 'ComputeSavingsPlans',
      billedCost: '0.1',
      listCost: '0',
      effectiveCost: '0',
    }),
    costRow({ ...plan, commitmentStatus: 'Unused', billedCost: '0', listCost: '0', effectiveCost: '0.03' }),
  ],
};
const table = readCsv([...curCsvPieces(outcome)].join(''));
const column = (name: string) => {
  const at = table[0]!.indexOf(name);
  expect(at).toBeGreaterThanOrEqual(0);
  return table.slice(1).map((row) => row[at]);
};

test('what a plan covers is negated, and unblended costs add up to what is billed', () => {
  expect(column('lineItem/LineItemType')).toEqual([
    'Usage',
    'SavingsPlanCoveredUsage',
    'SavingsPlanNegation',
    'SavingsPlanRecurringFee',
    'SavingsPlanRecurringFee',
  ]);
  const unblended = column('lineItem/UnblendedCost').map(Number);
  expect(unblended).toEqual([0.096, 0.096, -0.096, 0.1, 0]);
  expect(unblended.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(outcome.cost.billed, 12);
  expect(column('savingsPlan/SavingsPlanEffectiveCost')).toEqual(['', '0.07', '', '', '']);
  expect(column('savingsPlan/UnusedCommitment')).toEqual(['', '', '', '', '0.03']);
});

test('each line says its hour and its calendar month', () => {
  expect(new Set(column('lineItem/UsageEndDate'))).toEqual(new Set(['2026-03-02T01:00:00.000Z']));
  expect(new Set(column('bill/BillingPeriodEndDate'))).toEqual(new Set(['2026-04-01T00:00:00.000Z']));
});

test('reserved instances have lines of their own kinds', () => {
  const reserved = { ...outcome.cost, commitments: [{ ...commitment, type: 'Reserved Instance' as const }] };
  const lines = readCsv([...curCsvPieces({ ...outcome, cost: reserved })].join(''));
  const at = lines[0]!.indexOf('lineItem/LineItemType');
  expect(lines.slice(1).map((row) => row[at])).toEqual(['Usage', 'DiscountedUsage', 'RIFee', 'RIFee']);
});
