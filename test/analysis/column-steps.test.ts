import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnStep, FIRST_STEP_MS, MOST_COLUMNS, nextStep } from '../../src/analysis/column-steps.ts';

const HOUR = 3_600_000;

test('a step is one that people read, and not longer than need be', () => {
  const stepsOf = (...hours: number[]) => hours.map((span) => columnStep(span * HOUR) / 1000);
  expect(stepsOf(1, 24, 7 * 24, 730, 8760)).toEqual([30, 600, 3600, 21_600, 259_200]);
  expect(columnStep(0)).toBe(1000);
  expect(columnStep(24 * HOUR, HOUR)).toBe(HOUR);
});

test('there are never too many columns, however long the run', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (span) => {
      expect(Math.ceil(span / columnStep(span))).toBeLessThanOrEqual(MOST_COLUMNS);
    }),
  );
});

test('each longer step has its columns end where some of the shorter one do', () => {
  let step = FIRST_STEP_MS;
  for (let i = 0; i < 30; i++) {
    const longer = nextStep(step);
    expect(longer % step).toBe(0);
    expect(longer).toBeGreaterThan(step);
    step = longer;
  }
});
