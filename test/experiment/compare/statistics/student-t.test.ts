import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studentTCdf, studentTQuantile } from '../../../../src/experiment/compare/statistics/student-t.ts';
import { normalQuantile } from '../../../../src/units/elementary.ts';

test.each([
  // Published tables of Student's distribution; the last two are exact: 1/sqrt(12) and tan(0.45 pi).
  [0.975, 9, 2.262157],
  [0.975, 1, 12.7062],
  [0.995, 29, 2.756386],
  [0.9995, 3, 12.92398],
  [0.975, 120, 1.97993],
  [0.9, 60, 1.295821],
  [0.975, 1e9, 1.959964],
  [0.6, 2, 0.2886751],
  [0.95, 1, 6.313752],
])('the quantile of %d with %d degrees of freedom is %d', (p, dof, expected) => {
  expect(studentTQuantile(p, dof)).toBeCloseTo(expected, expected > 10 ? 4 : 5);
});

const someP = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const someDof = fc.double({ min: 0.5, max: 1e5, noNaN: true });

test('the quantile is what the distribution says, whole degrees of freedom or not', () => {
  fc.assert(
    fc.property(someP, someDof, (p, dof) => {
      expect(Math.abs(studentTCdf(studentTQuantile(p, dof), dof) - p)).toBeLessThan(1e-9);
    }),
  );
});

test('it is symmetric, and its tails are heavier than normal ones', () => {
  fc.assert(
    fc.property(someP, someDof, (p, dof) => {
      const quantile = studentTQuantile(p, dof);
      expect(studentTQuantile(1 - p, dof)).toBeCloseTo(-quantile, 4 - Math.log10(1 + Math.abs(quantile)));
      expect(Math.abs(quantile)).toBeGreaterThanOrEqual(Math.abs(normalQuantile(p)) * (1 - 1e-9));
    }),
  );
});

test('where it becomes almost normal there is no step', () => {
  const [before, after] = [999_999, 1_000_001].map((dof) => studentTQuantile(0.999, dof));
  expect(Math.abs(before! - after!)).toBeLessThan(1e-10);
  expect(Math.abs(studentTCdf(2, 999_999) - studentTCdf(2, 1_000_001))).toBeLessThan(1e-10);
});

test('nothing and all of it', () => {
  expect([0, 0.5, 1, 2].map((p) => studentTQuantile(p, 5))).toEqual([-Infinity, 0, Infinity, Number.NaN]);
});
