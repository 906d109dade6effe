import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultServiceTime, type ServiceTime, scvOf, shareBelow } from '../../src/requests/service-time.ts';

const SERVICES: readonly ServiceTime[] = [
  { kind: 'constant', meanMs: 20 },
  { kind: 'exponential', meanMs: 20 },
  { kind: 'lognormal', meanMs: 20, scv: 0.3 },
  { kind: 'lognormal', meanMs: 20, scv: 4 },
];

describe('shareBelow', () => {
  it.each(SERVICES)('of %j has mean 1 and the variance that it says', (service) => {
    // E[X] is the integral of the share above x, E[X^2] that of 2x times it.
    let mean = 0;
    let square = 0;
    const step = 0.01;
    for (let x = step / 2; x < 400; x += step) {
      const above = 1 - shareBelow(service, x);
      mean += above * step;
      square += 2 * x * above * step;
    }
    expect(mean).toBeCloseTo(1, 3);
    expect(square - mean * mean).toBeCloseTo(scvOf(service), 1);
  });

  it('never falls, from 0 to 1', () => {
    const multiple = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...SERVICES), multiple, multiple, (service, a, b) => {
        const [low, high] = [shareBelow(service, Math.min(a, b)), shareBelow(service, Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  it('of a lognormal that does not vary is that of a constant', () => {
    for (const multiple of [0.5, 0.999, 1.001, 2])
      expect(shareBelow({ kind: 'lognormal', meanMs: 1, scv: 0 }, multiple)).toBe(multiple > 1 ? 1 : 0);
  });
});

it('a mean alone is a lognormal whose median is its mean over the root of 1 + scv', () => {
  const service = defaultServiceTime(20);
  expect(service).toEqual({ kind: 'lognormal', meanMs: 20, scv: 4 });
  expect(shareBelow(service, 1 / Math.sqrt(5))).toBeCloseTo(0.5, 12);
});
