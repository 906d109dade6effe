import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ResponseMix } from '../../src/analysis/response-mix.ts';
import { LogHistogram } from '../../src/kernel/log-histogram.ts';

const FRACTIONS = [0.01, 0.5, 0.95, 0.99, 1];

function histogramOf(valuesMs: readonly number[], isLasting = true): LogHistogram {
  const histogram = new LogHistogram();
  for (const value of valuesMs) histogram.add(value, 1);
  if (isLasting) histogram.seal();
  return histogram;
}

test('nothing added is no distribution, nor is nothing of one', () => {
  const mix = new ResponseMix();
  expect(mix.whole(new LogHistogram())).toBeNull();
  mix.add(histogramOf([10]), 0);
  mix.add(histogramOf([10], false), 0);
  expect(mix.whole(new LogHistogram())).toBeNull();
});

test('requests of one lasting histogram have that very one, and the room stays as it is', () => {
  const mix = new ResponseMix();
  const responses = histogramOf([10, 20]);
  const room = histogramOf([77], false);
  mix.add(responses, 3);
  mix.add(responses, 4);
  expect(mix.whole(room)).toBe(responses);
  expect(room.count).toBe(1);
});

test('two weigh as many as their requests are, however many values they were made from', () => {
  const mix = new ResponseMix();
  mix.add(histogramOf([10, 10, 10, 10]), 30);
  mix.add(histogramOf([50]), 70);
  const whole = mix.whole(new LogHistogram())!;
  expect(whole.count).toBe(100);
  expect(whole.mean()).toBeCloseTo(38, 9);
  expect([0.29, 0.31].map((fraction) => Math.round(whole.quantile(fraction)))).toEqual([10, 50]);
});

test('one that does not last may be filled anew after it was added', () => {
  const mix = new ResponseMix();
  const reused = histogramOf([10], false);
  mix.add(reused, 5);
  reused.clear();
  reused.add(90, 1);
  mix.add(reused, 5);
  expect(mix.whole(new LogHistogram())!.mean()).toBeCloseTo(50, 9);
});

test('what was cleared counts no more', () => {
  const mix = new ResponseMix();
  const [quick, slow] = [histogramOf([10]), histogramOf([90])];
  for (const responses of [quick, slow, histogramOf([500], false)]) mix.add(responses, 8);
  mix.clear();
  expect(mix.whole(new LogHistogram())).toBeNull();
  mix.add(slow, 1);
  expect(mix.whole(new LogHistogram())).toBe(slow);
});

const added = fc.record({
  which: fc.nat(3),
  requests: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e6, noNaN: true })),
  mix: fc.nat(2),
});
const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 });

test('it is the merge of its parts, in whatever order they came, and so is a mix of mixes', () => {
  fc.assert(
    fc.property(fc.tuple(values, values, values, values), fc.array(added), (lists, parts) => {
      // The last of them does not last.
      const histograms = lists.map((list, i) => histogramOf(list, i < 3));
      const mixes = [new ResponseMix(), new ResponseMix(), new ResponseMix()];
      const merged = new LogHistogram();
      for (const { which, requests, mix } of parts) {
        const responses = histograms[which]!;
        mixes[mix]!.add(responses, requests);
        merged.merge(responses, requests / responses.count);
      }
      const [all, ...others] = mixes as [ResponseMix, ResponseMix, ResponseMix];
      for (const other of others) all.merge(other);
      const whole = all.whole(new LogHistogram());
      if (merged.count === 0) return void expect(whole).toBeNull();
      expect(whole!.mean() / (merged.mean() || 1)).toBeCloseTo(merged.mean() === 0 ? 0 : 1, 9);
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((fraction) => whole!.quantile(fraction));
      expect(p50!).toBeLessThanOrEqual(p95!);
      expect(p95!).toBeLessThanOrEqual(p99!);
      for (const fraction of FRACTIONS) {
        // Sums in another order differ in their last digits: the rank lies between two a hair apart, each within a bucket.
        const low = merged.quantile(Math.max(0, fraction - 1e-9));
        const high = merged.quantile(Math.min(1, fraction + 1e-9));
        const room = new LogHistogram();
        for (const found of [whole!.quantile(fraction), all.quantiles([fraction], room)![0]!]) {
          expect(found).toBeGreaterThanOrEqual(low * 0.992 - 0.008);
          expect(found).toBeLessThanOrEqual(high * 1.008 + 0.008);
        }
      }
      // It can be asked again.
      expect(all.whole(new LogHistogram())!.count).toBe(whole!.count);
    }),
    { numRuns: 200, seed: 6 },
  );
});
