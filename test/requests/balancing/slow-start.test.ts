import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  entersSlowStart,
  slowStartStep,
  slowStartWeight,
} from '../../../src/requests/balancing/slow-start.ts';

const MINUTE = 60_000;

test('the weight rises in a line, from 1 % up (autoscaling:R-5.2)', () => {
  const at = [0, 300, 600, 30_000, 59_999, MINUTE, 2 * MINUTE];
  expect(at.map((ms) => slowStartWeight(ms, MINUTE))).toEqual([0.01, 0.01, 0.01, 0.5, 59_999 / MINUTE, 1, 1]);
});

test('it is held over ten steps, at what it is in the middle of each', () => {
  const steps: [number, number][] = [];
  for (let ms = 0; ms < MINUTE; ) {
    const { weight, untilMs } = slowStartStep(ms, MINUTE);
    steps.push([ms, weight]);
    ms = untilMs;
  }
  expect(steps.map(([ms]) => ms)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => step * 6000));
  expect(steps.map(([, weight]) => weight)).toEqual([
    0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95,
  ]);
  expect(slowStartStep(MINUTE, MINUTE)).toEqual({ weight: 1, untilMs: Number.POSITIVE_INFINITY });
});

test('without a duration there is none', () => {
  expect(slowStartWeight(0, 0)).toBe(1);
  expect(slowStartStep(0, 0)).toEqual({ weight: 1, untilMs: Number.POSITIVE_INFINITY });
  expect(entersSlowStart(0, 5)).toBe(false);
});

test('the first targets of a group do not enter it', () => {
  expect(entersSlowStart(MINUTE, 0)).toBe(false);
  expect(entersSlowStart(MINUTE, 1)).toBe(true);
});

const duration = fc.integer({ min: 30, max: 900 }).map((seconds) => seconds * 1000);

test('weight and step never fall, and go to 1', () => {
  fc.assert(
    fc.property(duration, fc.array(fc.nat(1_000_000), { minLength: 2 }), (durationMs, instants) => {
      const sorted = [...instants].sort((a, b) => a - b);
      for (const weightOf of [slowStartWeight, (ms: number, of: number) => slowStartStep(ms, of).weight]) {
        const weights = sorted.map((ms) => weightOf(ms, durationMs));
        expect(weights).toEqual([...weights].sort((a, b) => a - b));
        expect(weights.every((weight) => weight > 0 && weight <= 1)).toBe(true);
        expect(weightOf(durationMs, durationMs)).toBe(1);
      }
    }),
  );
});

test('a step ends on a whole millisecond after the instant, and holds until there', () => {
  fc.assert(
    fc.property(duration, fc.nat(899_999), (durationMs, ms) => {
      fc.pre(ms < durationMs);
      const { weight, untilMs } = slowStartStep(ms, durationMs);
      expect(untilMs).toBeGreaterThan(ms);
      expect(Number.isInteger(untilMs)).toBe(true);
      expect(slowStartStep(untilMs - 1, durationMs)).toEqual({ weight, untilMs });
    }),
  );
});
