import { expect, test } from 'vitest';
import { applyCommitments } from '../../../src/billing/commitments/apply-commitments.ts';
import type { Commitments, CommittableUsage } from '../../../src/billing/commitments/commitment.ts';
import { commitmentLines } from '../../../src/billing/commitments/commitment-lines.ts';

const KIND = { region: 'us-east-1', platform: 'Linux', tenancy: 'default' };
const usage: CommittableUsage[] = [
  {
    sku: 'BoxUsage:m5.large',
    quantity: 3n,
    perUnit: 1n,
    onDemandRate: 960_000_000n,
    instance: { ...KIND, type: 'm5.large', zone: 'a' },
  },
  { sku: 'vcpu', quantity: 10n, perUnit: 1n, onDemandRate: 404_800_000n, instance: null },
];

function linesOf(commitments: Commitments) {
  const hour = applyCommitments(commitments, usage);
  const lines = commitmentLines(hour);
  const sum = (of: 'billedCost' | 'effectiveCost') => lines.reduce((total, line) => total + line[of], 0n);
  expect(sum('billedCost')).toBe(hour.total);
  expect(sum('effectiveCost')).toBe(hour.total);
  const list = lines.filter(({ chargeCategory }) => chargeCategory === 'Usage');
  expect(list.reduce((total, { listCost }) => total + listCost, 0n)).toBe(288_000_000n + 404_800_000n);
  return lines.map(({ chargeCategory, pricingCategory, commitment, status, billedCost, effectiveCost }) => [
    `${chargeCategory} ${pricingCategory}`,
    commitment === null ? '' : `${commitment.kind} ${commitment.index}`,
    status ?? '',
    billedCost,
    effectiveCost,
  ]);
}

test('what a FOCUS consumer sees of an hour with a plan too large: a purchase, what used it, what is lost', () => {
  const plan = {
    kind: 'Compute',
    family: null,
    region: null,
    commitment: 1_000_000_000n,
    rateOf: (sku: string) => (sku === 'vcpu' ? 323_840_000n : 700_000_000n),
  } as const;
  expect(linesOf({ reservedInstances: [], savingsPlans: [plan] })).toEqual([
    ['Usage Committed', 'Savings Plan 0', 'Used', 0n, 210_000_000n],
    ['Usage Committed', 'Savings Plan 0', 'Used', 0n, 323_840_000n],
    ['Purchase Committed', 'Savings Plan 0', '', 1_000_000_000n, 0n],
    ['Usage Committed', 'Savings Plan 0', 'Unused', 0n, 466_160_000n],
  ]);
});

test('an instance reserved, the others On-Demand', () => {
  const reserved = { ...KIND, type: 'm5.large', zone: 'a', count: 1, hourlyRate: 600_000_000n };
  expect(linesOf({ reservedInstances: [reserved], savingsPlans: [] })).toEqual([
    ['Usage Committed', 'Reserved Instance 0', 'Used', 0n, 60_000_000n],
    ['Usage Standard', '', '', 192_000_000n, 192_000_000n],
    ['Usage Standard', '', '', 404_800_000n, 404_800_000n],
    ['Purchase Committed', 'Reserved Instance 0', '', 60_000_000n, 0n],
  ]);
});
