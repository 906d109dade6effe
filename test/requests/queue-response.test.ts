import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { erlangC } from '../../src/requests/erlang-c.ts';
import { queueResponseQuantile } from '../../src/requests/queue-response.ts';

it('of one worker is exponential with mean 1 / (1 - u)', () => {
  expect(queueResponseQuantile(1, 0.8, 0.95)).toBeCloseTo(14.979, 3);
  expect(queueResponseQuantile(1, 0.5, 0)).toBe(0);
});

it('of several has the mean 1 + C / (c (1 - u))', () => {
  for (const [workers, used] of [
    [2, 0.5],
    [2, 0.8],
    [5, 0.8],
    [20, 0.95],
    [40, 0.3],
  ] as const) {
    let mean = 0;
    const parts = 2000;
    for (let part = 0; part < parts; part++)
      mean += queueResponseQuantile(workers, used, (part + 0.5) / parts) / parts;
    const expected = 1 + erlangC(workers, used) / (workers * (1 - used));
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.002);
  }
});

it('never falls with the fraction or the utilisation', () => {
  const part = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), part, part, part, (workers, used, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const quantile = queueResponseQuantile(workers, used, low);
      expect(quantile).toBeLessThanOrEqual(queueResponseQuantile(workers, used, high) + 1e-9);
      expect(quantile).toBeLessThanOrEqual(queueResponseQuantile(workers, (used + 1) / 2, low) + 1e-9);
    }),
  );
});
