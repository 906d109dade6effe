import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BillLine } from '../../../src/billing/bill-line.ts';
import { commitLines } from '../../../src/billing/commitments/commit-lines.ts';

const HOUR = 3_600_000n;
const ZONES = ['us-east-1a', 'us-east-1b'];

/** `seconds` of an m5.large at $0.096 an hour, of which workload 0 caused a third. */
function m5Line(seconds: number, zone = 0): BillLine {
  const quantity = BigInt(seconds) * 1000n;
  const amount = (quantity * 96_000_000n) / HOUR;
  return {
    product: 'AmazonEC2',
    usageType: 'BoxUsage:m5.large',
    isInstance: true,
    zone,
    cluster: 0,
    capacityProvider: '',
    launchType: 'EC2',
    quantity,
    perUnit: HOUR,
    unit: 'Hrs',
    rate: 960_000_000n,
    amount,
    billed: amount,
    list: amount,
    contracted: amount,
    pricingCategory: 'Standard',
    sku: { sku: 'm5.large', instance: { type: 'm5.large', platform: 'Linux' } },
    commitment: null,
    onDemandAmount: amount,
    shares: [{ workload: 0, amount: amount / 3n }],
    booting: amount / 10n,
    draining: 0n,
    warmPool: 0n,
  };
}

/** Under a Compute Savings Plan of so many nano-USD an hour, at $0.07 for an hour of an m5.large. */
function committed(lines: readonly BillLine[], commitment: bigint, hourMs = HOUR): BillLine[] {
  const plan = {
    kind: 'Compute' as const,
    family: null,
    region: null,
    commitment,
    rateOf: () => 700_000_000n,
  };
  const terms = {
    id: 'savings-plan-1',
    name: 'plan',
    type: 'Compute Savings Plan' as const,
    product: 'ComputeSavingsPlans',
    hourlyPercent: 100n,
  };
  const commitments = { reservedInstances: [], savingsPlans: [plan] };
  return commitLines(lines, { region: 'us-east-1', commitments, terms: [terms] }, ZONES, hourMs);
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, one) => total + one, 0n);

test('an hour of an m5.large under a plan of $0.035: half of it is covered, and billed by the fee (billing:S4, S5)', () => {
  const lines = committed([m5Line(3600)], 35_000_000n);
  expect(
    lines.map(({ amount, billed, list, pricingCategory, commitment, quantity, perUnit }) => [
      commitment?.status ?? pricingCategory,
      Number(amount) / 1e9,
      Number(billed) / 1e9,
      Number(list) / 1e9,
      Number(quantity) / Number(perUnit),
    ]),
  ).toEqual([
    ['Used', 0.035, 0, 0.048, 0.5],
    ['Standard', 0.048, 0.048, 0.048, 0.5],
    ['Purchase', 0, 0.035, 0, 0.035],
  ]);
});

test('what nobody uses is a line of its own, and half an hour of the run has half a commitment', () => {
  const lines = committed([m5Line(1800)], 100_000_000n, HOUR / 2n);
  expect(lines.map(({ amount, commitment }) => [commitment?.status, amount])).toEqual([
    ['Used', 35_000_000n],
    ['Purchase', 0n],
    ['Unused', 15_000_000n],
  ]);
});

const seconds = fc.integer({ min: 1, max: 20 * 3600 });
const hour = fc.array(
  fc.tuple(seconds, fc.nat(1)).map(([length, zone]) => m5Line(length, zone)),
  { maxLength: 4 },
);
const money = fc.bigInt({ min: 1_000_000n, max: 3_000_000_000n });

test('the commitment and the rest On-Demand are the total: effective, billed, and by cause', () => {
  fc.assert(
    fc.property(hour, money, (lines, commitment) => {
      const paid = committed(lines, commitment);
      const onDemand = sum(paid.filter((line) => line.commitment === null).map(({ amount }) => amount));
      expect(sum(paid.map(({ amount }) => amount))).toBe(commitment + onDemand);
      expect(sum(paid.map(({ billed }) => billed))).toBe(commitment + onDemand);
      // Quantities are exact; each amount is rounded once.
      const listed = sum(paid.map(({ list }) => list)) - sum(lines.map(({ list }) => list));
      expect(Math.abs(Number(listed))).toBeLessThanOrEqual(paid.length + lines.length);
      for (const { amount, shares, booting, draining } of paid) {
        const caused = sum(shares.map((share) => share.amount)) + booting + draining;
        expect(caused >= 0n && caused <= amount).toBe(true);
      }
    }),
  );
});

test('a larger commitment never raises what is paid On-Demand', () => {
  const onDemand = (lines: readonly BillLine[], commitment: bigint) =>
    sum(
      committed(lines, commitment)
        .filter((line) => line.commitment === null)
        .map(({ amount }) => amount),
    );
  fc.assert(
    fc.property(hour, money, money, (lines, one, more) => {
      expect(onDemand(lines, one + more) <= onDemand(lines, one)).toBe(true);
    }),
  );
});
