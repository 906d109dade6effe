import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  aloneMs,
  capacityPerMs,
  coresUsed,
  reachedUtilisation,
  requestCountPerTarget,
} from '../../src/requests/utilisation.ts';

it('50 requests a second of 20 ms keep one core busy, of the two that four tasks of half a core have', () => {
  expect(coresUsed(0.05, 20)).toBe(1);
  expect(capacityPerMs(2, 20) * 1000).toBe(100);
  expect(requestCountPerTarget(3000, 4 * 60_000)).toBe(750);
});

it('a quarter of a core takes four times as long, two cores as long as one', () => {
  expect([0.25, 1, 2].map((cores) => aloneMs(20, cores))).toEqual([80, 20, 20]);
});

it('what comes at the capacity uses all cores', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 200, noNaN: true }),
      fc.double({ min: 0.1, max: 1e4, noNaN: true }),
      (cores, cpuMs) => {
        expect(coresUsed(capacityPerMs(cores, cpuMs), cpuMs)).toBeCloseTo(cores, 9);
      },
    ),
  );
});

it('a utilisation that settles soon is reached; near saturation it takes the more requests the nearer', () => {
  expect(reachedUtilisation(0.7, 1000)).toBe(0.7);
  expect(reachedUtilisation(1.2, 0)).toBe(0);
  expect(reachedUtilisation(0.999, 100)).toBeCloseTo(0.9186, 4);
  expect(reachedUtilisation(0.999, 1e7)).toBe(0.999);
  const completions = fc.double({ min: 0, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0, max: 3, noNaN: true }), completions, completions, (utilisation, a, b) => {
      const [few, many] = [Math.min(a, b), Math.max(a, b)].map((n) => reachedUtilisation(utilisation, n));
      expect(few).toBeLessThanOrEqual(many!);
      expect(many).toBeLessThan(1);
    }),
  );
});
