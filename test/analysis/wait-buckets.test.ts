import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WAIT_BOUNDS_MS, WaitBuckets } from '../../src/analysis/wait-buckets.ts';

test('each wait is counted where its bucket begins at it or before and the next one after it', () => {
  const wait = fc.oneof(
    fc.nat(2000),
    fc.nat(1e10),
    fc.constantFrom(...WAIT_BOUNDS_MS),
    fc.constantFrom(...WAIT_BOUNDS_MS.map((bound) => Math.max(0, bound - 1))),
  );
  fc.assert(
    fc.property(fc.array(wait), (waits) => {
      const buckets = new WaitBuckets();
      for (const ms of waits) buckets.add(ms);
      const slow = WAIT_BOUNDS_MS.map(
        (from, i) => waits.filter((ms) => ms >= from && ms < (WAIT_BOUNDS_MS[i + 1] ?? 1e300)).length,
      );
      expect([...buckets.counts]).toEqual(slow);
      expect(buckets.count).toBe(waits.length);
    }),
  );
});

test('bounds rise by a fifth to a third from 0.1 s on', () => {
  for (const [i, bound] of WAIT_BOUNDS_MS.entries()) {
    const next = WAIT_BOUNDS_MS[i + 1];
    if (i === 0 || next === undefined) continue;
    expect(next / bound).toBeGreaterThan(1.2);
    expect(next / bound).toBeLessThan(1.34);
  }
});
