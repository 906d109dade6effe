import { expect, test } from 'vitest';
import type { MeteredUsage } from '../../../src/billing/meters/metered-lines.ts';
import {
  type MeteredMonth,
  type MonthlyTerms,
  meteredHour,
} from '../../../src/billing/meters/metered-month.ts';
import { parseInstant } from '../../../src/units/calendar.ts';

const HOUR = 3_600_000;
const place = { zone: -1, cluster: -1, provider: -1, workload: -1 };
const terms: MonthlyTerms = {
  length: 'calendar',
  otherUsage: () => new Map(),
  priceOf: (meter) => ({
    product: '',
    usageType: meter,
    unit: '',
    freeUnits: meter === 'kms.request' ? 20_000 : 0,
    // A dollar a month for a key, a thousandth of a cent for a request.
    tiers: [{ from: 0n, rate: meter === 'kms.request' ? 100_000n : 10_000_000_000n }],
  }),
};

/** Money by month of keys and requests, hour by hour. */
function bill(from: string, hours: number, usage: readonly MeteredUsage[], of = terms) {
  let month: MeteredMonth | null = null;
  const sums = new Map<string, bigint>();
  for (let hour = 0; hour < hours; hour++) {
    const at = parseInstant(from)! + hour * HOUR;
    const { lines, after } = meteredHour(month, at, usage, of);
    month = after;
    for (const { usageType, amount } of lines) {
      const key = `${after.month.startMs / 86_400_000} ${usageType}`;
      sums.set(key, (sums.get(key) ?? 0n) + amount);
    }
  }
  return [...sums.values()];
}

const key: MeteredUsage = { ...place, meter: 'kms.keyMonth', quantity: BigInt(HOUR) };
const requests: MeteredUsage = { ...place, meter: 'kms.request', quantity: 1000n };

test('a key costs its dollar in each month, leap day or not', () => {
  expect(bill('2024-02-01', 29 * 24, [key])).toEqual([1_000_000_000n]);
  expect(bill('2026-02-01', 28 * 24, [key])).toEqual([1_000_000_000n]);
  expect(bill('2026-01-01', 59 * 24, [key])).toEqual([1_000_000_000n, 1_000_000_000n]);
});

test('what is free begins anew at the end of a leap February', () => {
  // 24 hours of the 29th of February use up 20,000 requests and 4,000 more; so do those of the first of March.
  expect(bill('2024-02-29', 48, [requests])).toEqual([40_000_000n, 40_000_000n]);
});

test('what others of the account have used comes before all', () => {
  const others = { ...terms, otherUsage: () => new Map([['kms.request', 20_000n] as const]) };
  expect(bill('2024-02-29', 48, [requests], others)).toEqual([240_000_000n, 240_000_000n]);
});

test('a month of 730 hours costs more in a long month', () => {
  expect(bill('2026-01-01', 31 * 24, [key], { ...terms, length: '730 hours' })).toEqual([1_019_178_082n]);
});
