import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoredBytes } from '../../../src/billing/counters/stored-bytes.ts';
import { slowStorage } from '../../oracles/slow-meters.ts';

const HOUR_MS = 3_600_000;

test('bytes lie from the end of their hour until they are too old, as hour by hour', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1e9), { maxLength: 40 }),
      fc.option(fc.integer({ min: 1, max: 12 })),
      (byHour, retentionHours) => {
        const stored = new StoredBytes(retentionHours === null ? null : retentionHours * HOUR_MS);
        let lay = 0n;
        for (const [hour, bytes] of byHour.entries()) lay += stored.take((hour + 1) * HOUR_MS, BigInt(bytes));
        expect(lay).toBe(slowStorage(byHour, retentionHours) * BigInt(HOUR_MS));
      },
    ),
    { numRuns: 100, seed: 7 },
  );
});
